//! Inputs for fuzzing without coverage: known texts, changed at random.

use std::ops::Range;

/// What policies are made of, and what their readers might trip over.
const WORDS: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\u0041",
    "\\ud800",
    "\\udc00",
    "\u{0}",
    "\u{feff}",
    "é",
    "𝔸",
    "null",
    "true",
    "-0",
    "1e999",
    "0.5",
    "*",
    "?",
    "**",
    "*?",
    "${",
    "${*}",
    "${aws:username}",
    "${k:x, 'd'}",
    "}",
    "\"Statement\":",
    "\"Sid\":",
    "\"Effect\":\"Deny\"",
    "\"Principal\":\"*\"",
    "\"NotPrincipal\":{\"AWS\":\"*\"}",
    "\"NotAction\":",
    "\"NotResource\":",
    "\"Action\":\"s3:*\"",
    "\"Condition\":{\"StringLike\":{\"aws:PrincipalTag/t\":\"*\"}}",
    "ForAllValues:",
    "IfExists",
    "Null",
    "arn:aws:s3:::bk/*",
    "arn:aws:iam::111111111111:root",
    "2008-10-17",
    "10.0.0.0/8",
    "::1/128",
    "2026-01-01T00:00:00Z",
    "MTIz",
];

/// A stream of numbers that a seed determines (xorshift64*).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    /// A number below the limit, which is not 0.
    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() >> 33) as usize % limit
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// Some part of a text of this length, mostly a short one.
    fn range(&mut self, length: usize) -> Range<usize> {
        let start = self.below(length + 1);
        let longest = *self.pick(&[1, 8, 64, usize::MAX]);
        start..start + self.below((length - start).min(longest) + 1)
    }
}

/// One of the texts after a few changes.
pub fn mutate(random: &mut Random, texts: &[String]) -> String {
    let mut text: Vec<char> = random.pick(texts).chars().collect();
    for _ in 0..random.below(6) {
        change(random, &mut text, texts);
    }
    text.into_iter().collect()
}

fn change(random: &mut Random, text: &mut Vec<char>, texts: &[String]) {
    let range = random.range(text.len());
    match random.below(5) {
        0 => drop(text.drain(range)),
        1 => drop(text.splice(range, random.pick(WORDS).chars())),
        2 => {
            let copy = text[range].to_vec();
            let at = random.below(text.len() + 1);
            drop(text.splice(at..at, copy));
        }
        3 => {
            let other: Vec<char> = random.pick(texts).chars().collect();
            let part = random.range(other.len());
            drop(text.splice(range, other[part].iter().copied()));
        }
        _ => {
            let short = range.start..range.end.min(range.start + 16);
            let copies = text[short.clone()].repeat(random.below(300));
            drop(text.splice(short, copies));
        }
    }
}
