//! Output in pieces: blocks of JSON that can be folded, and ARNs in a text.

/// A block of at least so many lines can be folded.
const LONG: usize = 20;
/// Blocks within blocks, at most.
const DEEPEST: usize = 4;
/// The most lines of a piece: the browser need not lay out pieces that are out of sight.
const MOST_LINES: usize = 200;

/// A piece of output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Lines as they are, without the last line end.
    Lines(&'a str),
    /// What stands between a line that ends with an opening bracket and the line that closes it.
    Block {
        /// The line that opens it.
        head: &'a str,
        /// How many lines there are between the two.
        lines: usize,
        /// What is between them.
        body: Vec<Piece<'a>>,
    },
}

/// The pieces of an output. Brackets are matched by the indentation of their lines, as printed JSON and YAML
/// have them; what is printed otherwise is lines.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let lines: Vec<(usize, &str)> = text
        .split_inclusive('\n')
        .scan(0, |at, line| Some((std::mem::replace(at, *at + line.len()), line)))
        .map(|(at, line)| (at, line.trim_end_matches(['\n', '\r'])))
        .collect();
    within(text, &lines, DEEPEST)
}

fn within<'a>(text: &'a str, lines: &[(usize, &'a str)], depth: usize) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while at < lines.len() {
        match closing(&lines[at..]).filter(|length| *length > LONG && depth > 0) {
            Some(length) => {
                add_lines(text, &lines[plain..at], &mut out);
                let body = within(text, &lines[at + 1..at + length], depth - 1);
                out.push(Piece::Block { head: lines[at].1, lines: length - 1, body });
                at += length;
                plain = at;
            }
            None => at += 1,
        }
    }
    add_lines(text, &lines[plain..], &mut out);
    out
}

/// How many lines after the first one the bracket that it opens is closed.
fn closing(lines: &[(usize, &str)]) -> Option<usize> {
    let (_, first) = lines.first()?;
    let close = match first.chars().last()? {
        '{' => '}',
        '[' => ']',
        _ => return None,
    };
    let indent = indent(first);
    let inner = |(_, line): &(usize, &str)| self::indent(line) > indent;
    let end = 1 + lines[1..].iter().take_while(|line| inner(line)).count();
    let (_, last) = lines.get(end)?;
    (self::indent(last) == indent && last[indent..].starts_with(close)).then_some(end)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches(' ').len()
}

fn add_lines<'a>(text: &'a str, lines: &[(usize, &'a str)], out: &mut Vec<Piece<'a>>) {
    for some in lines.chunks(MOST_LINES) {
        if let (Some((start, _)), Some((last, line))) = (some.first(), some.last()) {
            out.push(Piece::Lines(&text[*start..last + line.len()]));
        }
    }
}

/// The ARNs in a text with the text before each; the last part is text only.
#[must_use]
pub fn arns(text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("arn:aws") {
        let found = &rest[at..];
        let end =
            found.find(|c: char| c.is_whitespace() || "\"'`,;()[]{}<>|".contains(c)).unwrap_or(found.len());
        let arn = found[..end].trim_end_matches(['.', ':']);
        out.push((&rest[..at], arn));
        rest = &found[arn.len()..];
    }
    out.push((rest, ""));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_blocks_can_be_folded() {
        let rows = "        {\n            \"a\": 1\n        },\n".repeat(10);
        let text = format!("{{\n    \"Users\": [\n{rows}    ],\n    \"x\": {{}}\n}}\nend");
        let found = pieces(&text);
        let [Piece::Block { head: "{", lines: 33, body }, Piece::Lines("}\nend")] = found.as_slice() else {
            panic!("{found:?}");
        };
        let [Piece::Block { head, lines: 30, .. }, Piece::Lines(tail)] = body.as_slice() else {
            panic!("{body:?}");
        };
        assert_eq!((*head, *tail), ("    \"Users\": [", "    ],\n    \"x\": {}"));
    }

    #[test]
    fn other_output_is_lines() {
        for text in ["", "one", "{\n  1\n}", "x [\nnever closed\n", "}\n]\n[", "{\n}"] {
            let expected =
                if text.is_empty() { Vec::new() } else { vec![Piece::Lines(text.trim_end_matches('\n'))] };
            assert_eq!(pieces(text), expected, "{text}");
        }
        let long = "x\n".repeat(450);
        assert_eq!(pieces(&long).len(), 3);
        // Deeper blocks than can be folded stay within their lines.
        let deep: String = (0..50).map(|depth| " ".repeat(depth) + "[\n").collect();
        let deep = deep + &(0..50).rev().map(|depth| " ".repeat(depth) + "]\n").collect::<String>();
        assert_eq!(pieces(&deep).len(), 2);
    }

    #[test]
    fn arns_are_found() {
        let text = "User: arn:aws:iam::1:user/a is not: \"arn:aws:s3:::b/k\".";
        assert_eq!(
            arns(text),
            [("User: ", "arn:aws:iam::1:user/a"), (" is not: \"", "arn:aws:s3:::b/k"), ("\".", "")]
        );
        assert_eq!(arns("arn:aws"), [("", "arn:aws"), ("", "")]);
        assert_eq!(arns("none"), [("none", "")]);
    }
}
