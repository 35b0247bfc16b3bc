//! Whether a resource of some kind can be one that a policy's pattern matches.

use super::ResourceType;

/// A part of a pattern or of a kind's ARN.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Char(char),
    /// One character.
    One,
    /// Any run.
    Run,
    /// Any run without slash and colon: a Region, an account, the name of a bucket.
    Name,
}

/// Whether some ARN is both of the kind and matched by the policy's pattern. Variables of
/// the policy may be anything.
pub(crate) fn overlaps(pattern: &str, kind: &ResourceType) -> bool {
    let (pattern, kind) = (parts(pattern, true), parts(&kind.arn, false));
    // possible[j]: what the pattern's parts so far match, so do the first j parts of the kind.
    let mut possible = vec![false; kind.len() + 1];
    possible[0] = true;
    skip_empty(&mut possible, &kind);
    for part in pattern {
        possible = step(part, &possible, &kind);
        skip_empty(&mut possible, &kind);
    }
    possible.last().copied().unwrap_or_default()
}

/// From the places possible before a part of the pattern to those possible behind it.
fn step(part: Part, possible: &[bool], kind: &[Part]) -> Vec<bool> {
    let mut next = vec![false; possible.len()];
    if matches!(part, Part::Run | Part::Name) {
        // The run may swallow any number of the kind's parts, or stop inside one.
        let first = possible.iter().position(|&is| is).unwrap_or(next.len());
        next.iter_mut().skip(first).for_each(|is| *is = true);
        return next;
    }
    for (at, wanted) in kind.iter().enumerate().filter(|(at, _)| possible[*at]) {
        let (fits, stays) = match (*wanted, part) {
            (Part::Name, Part::Char('/' | ':')) => (false, false),
            (Part::Run | Part::Name, _) => (true, true),
            (Part::Char(one), Part::Char(other)) => (one == other, false),
            _ => (true, false),
        };
        if fits {
            next[if stays { at } else { at + 1 }] = true;
        }
    }
    next
}

/// A kind's runs may be empty.
fn skip_empty(possible: &mut [bool], kind: &[Part]) {
    for (at, part) in kind.iter().enumerate() {
        if possible[at] && matches!(part, Part::Run | Part::Name) {
            possible[at + 1] = true;
        }
    }
}

fn parts(text: &str, has_wildcards: bool) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((name, after)) = rest.strip_prefix("${").and_then(|inner| inner.split_once('}')) {
            let is_name = !has_wildcards && (colons(&parts) < 5 || name == "BucketName");
            parts.push(if is_name { Part::Name } else { Part::Run });
            rest = after;
            continue;
        }
        parts.push(match character {
            '*' if has_wildcards => Part::Run,
            '?' if has_wildcards => Part::One,
            _ => Part::Char(character),
        });
        rest = &rest[character.len_utf8()..];
    }
    parts
}

fn colons(parts: &[Part]) -> usize {
    parts.iter().filter(|part| **part == Part::Char(':')).count()
}
