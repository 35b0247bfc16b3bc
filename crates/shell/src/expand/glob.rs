//! Patterns with `*`, `?` and `[…]`.

use crate::files;
use crate::state::State;

/// A character of a pattern; a quoted one means itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) char: char,
    pub(crate) quoted: bool,
}

/// A pattern in which nothing is quoted.
pub(crate) fn unquoted(text: &str) -> Vec<Glyph> {
    text.chars().map(|char| Glyph { char, quoted: false }).collect()
}

/// Whether a text fits a pattern. `*` fits anything, `/` included.
pub(crate) fn matches(pattern: &[Glyph], text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    let (mut p, mut t) = (0, 0);
    // Where the last `*` stands and what it was given so far; giving it one more is the only way back.
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some(Glyph { char: '*', quoted: false }) => {
                star = Some((p, t));
                p += 1;
                continue;
            }
            Some(_) => {
                if let Some(length) = fits_one(&pattern[p..], text[t]) {
                    p += length;
                    t += 1;
                    continue;
                }
            }
            None => {}
        }
        let Some((at, given)) = star else { return false };
        star = Some((at, given + 1));
        (p, t) = (at + 1, given + 1);
    }
    pattern[p..].iter().all(|g| *g == Glyph { char: '*', quoted: false })
}

/// How many glyphs of the pattern's beginning fit the character.
fn fits_one(pattern: &[Glyph], c: char) -> Option<usize> {
    let first = pattern.first()?;
    match (first.char, first.quoted) {
        ('?', false) => Some(1),
        ('[', false) => match class(pattern) {
            Some((length, negated, members)) => {
                (members.iter().any(|(a, b)| (*a..=*b).contains(&c)) != negated).then_some(length)
            }
            None => (c == '[').then_some(1),
        },
        (x, _) => (x == c).then_some(1),
    }
}

/// A class's length, whether it is negated, and its ranges.
type Class = (usize, bool, Vec<(char, char)>);

/// Reads `[…]`: its length, whether it is negated, and its ranges.
fn class(pattern: &[Glyph]) -> Option<Class> {
    let negated = matches!(pattern.get(1)?.char, '!' | '^');
    let start = if negated { 2 } else { 1 };
    let close = pattern.iter().skip(start + 1).position(|g| g.char == ']')? + start + 1;
    let chars: Vec<char> = pattern[start..close].iter().map(|g| g.char).collect();
    let mut members = Vec::new();
    let mut i = 0;
    while i < chars.len() {
        if i + 2 < chars.len() && chars[i + 1] == '-' {
            members.push((chars[i], chars[i + 2]));
            i += 3;
        } else {
            members.push((chars[i], chars[i]));
            i += 1;
        }
    }
    Some((close + 1, negated, members))
}

/// The files that a field names; the field itself if it is no pattern or nothing fits.
pub(super) fn files(state: &State, field: Vec<Glyph>) -> Vec<String> {
    let literal: String = field.iter().map(|g| g.char).collect();
    if !field.iter().any(|g| !g.quoted && matches!(g.char, '*' | '?' | '[')) {
        return vec![literal];
    }
    let absolute = literal.starts_with('/');
    let mut found = vec![String::new()];
    for segment in field.split(|g| g.char == '/').filter(|s| !s.is_empty()) {
        let mut deeper = Vec::new();
        for so_far in &found {
            let typed = if absolute { format!("/{so_far}") } else { so_far.clone() };
            let directory = files::join(&state.cwd, &typed);
            for name in fitting(state, &directory, segment) {
                deeper.push(if so_far.is_empty() { name } else { format!("{so_far}/{name}") });
            }
        }
        found = deeper;
    }
    if found.is_empty() {
        return vec![literal];
    }
    if absolute { found.into_iter().map(|path| format!("/{path}")).collect() } else { found }
}

fn fitting(state: &State, directory: &str, segment: &[Glyph]) -> Vec<String> {
    let plain: String = segment.iter().map(|g| g.char).collect();
    if plain == "." || plain == ".." {
        return vec![plain];
    }
    let hidden = plain.starts_with('.');
    let names = state.files.list(directory).map(|(name, _)| name);
    names.filter(|n| n.starts_with('.') == hidden && matches(segment, n)).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn matches_patterns() {
        for (pattern, text, fits) in [
            ("*", "", true),
            ("a*b*c", "aXbYbZc", true),
            ("a*b", "abc", false),
            ("?", "ü", true),
            ("[a-c]x", "bx", true),
            ("[!a-c]x", "bx", false),
            ("[", "[", true),
            ("[]]", "]", true),
            ("*.csv", "dir/a.csv", true),
        ] {
            assert_eq!(matches(&unquoted(pattern), text), fits, "{pattern} {text}");
        }
    }
}
