//! `{a,b}` and `{1..5}`.

use crate::syntax::{Part, Word};

/// The most words that one word may become.
const MOST: usize = 1_000;

/// The words that a word with braces stands for.
pub(super) fn expand(word: &Word) -> Vec<Word> {
    let mut done = Vec::new();
    let mut open = vec![word.clone()];
    while let Some(word) = open.pop() {
        match alternatives(&word).filter(|words| open.len() + done.len() + words.len() <= MOST) {
            Some(words) => open.extend(words.into_iter().rev()),
            None => done.push(word),
        }
    }
    done
}

/// The words that come of the first group of braces. `None` if there is none.
fn alternatives(word: &Word) -> Option<Vec<Word>> {
    word.0.iter().enumerate().find_map(|(i, part)| {
        let Part::Bare(text) = part else { return None };
        let (start, end, items) = group(text)?;
        let with = |item: &str| {
            let mut copy = word.clone();
            copy.0[i] = Part::Bare(format!("{}{item}{}", &text[..start], &text[end..]));
            copy
        };
        Some(items.iter().map(|item| with(item)).collect())
    })
}

/// The first group of braces that means something: where it starts and ends, and its items.
fn group(text: &str) -> Option<(usize, usize, Vec<String>)> {
    for (start, _) in text.match_indices('{') {
        let mut depth = 0_usize;
        let mut commas = Vec::new();
        for (at, c) in text[start..].char_indices() {
            match c {
                '{' => depth += 1,
                ',' if depth == 1 => commas.push(start + at),
                '}' if depth == 1 => {
                    let inner = &text[start + 1..start + at];
                    let items = if commas.is_empty() {
                        range(inner)
                    } else {
                        Some(split(text, start, start + at, &commas))
                    };
                    if let Some(items) = items {
                        return Some((start, start + at + 1, items));
                    }
                    break;
                }
                '}' => depth -= 1,
                _ => {}
            }
        }
    }
    None
}

fn split(text: &str, start: usize, end: usize, commas: &[usize]) -> Vec<String> {
    let starts = [start].into_iter().chain(commas.iter().copied());
    let ends = commas.iter().copied().chain([end]);
    starts.zip(ends).map(|(from, to)| text[from + 1..to].to_owned()).collect()
}

fn range(inner: &str) -> Option<Vec<String>> {
    let (from, to) = inner.split_once("..")?;
    let (from, to): (i64, i64) = (from.parse().ok()?, to.parse().ok()?);
    if from.abs_diff(to) >= MOST as u64 {
        return None;
    }
    let up = (from.min(to)..=from.max(to)).map(|n| n.to_string());
    Some(if from <= to { up.collect() } else { up.rev().collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn expands_lists_and_ranges() {
        for (text, words) in [
            ("a{b,c}d", "abd acd"),
            ("{1..3}", "1 2 3"),
            ("{3..1}{a,}", "3a 3 2a 2 1a 1"),
            ("{a,{b,c}}", "a b c"),
            ("{}", "{}"),
            ("{a}", "{a}"),
            ("{a..b", "{a..b"),
            ("{1..99999}", "{1..99999}"),
        ] {
            let word = Word(vec![Part::Bare(text.to_owned())]);
            let expanded: Vec<_> = expand(&word).iter().filter_map(Word::literal).collect();
            assert_eq!(expanded.join(" "), words);
        }
    }
}
