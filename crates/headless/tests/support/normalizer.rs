//! What of a golden record and of our own output is compared.
#![allow(clippy::unwrap_used)]

use regex_lite::Regex;

/// Values that differ from run to run: each is replaced by a word before comparing.
const VARIABLE: &[(&str, &str)] = &[
    (r"A[KS]IA[A-Z2-7]{16}", "KEY"),
    (r"(AIDA|AROA|AGPA|ANPA|AIPA)[A-Z2-7]{17}", "ID"),
    (r"(FQoG|FwoG|IQoJ|AQoE)[A-Za-z0-9+/=]{60,}", "TOKEN"),
    // The emulator's own example of a secret has 41 characters.
    (r"\b[A-Za-z0-9/+]{40,41}\b|[/+][A-Za-z0-9/+]{39}\b|\b[A-Za-z0-9/+]{39}[/+]", "SECRET"),
    // The emulator always says 6.
    (r"PackedPolicySize.: \d+", "SIZE"),
    (r"aws-cli/2\.\d+\.\d+ Python/[\d.]+", "aws-cli/VERSION"),
    (r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\+00:00|Z)?", "TIME"),
    (r"botocore-session-\d+", "SESSION"),
    (r"\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b", "UUID"),
    (r"ReceiptHandle.: .[^\x22]+", "RECEIPT"),
    (r"\*{16}[A-Za-z0-9+/]{4}", "MASKED"),
    (r"\([\d.]+ (Bytes|KiB|MiB)/s\)", "SPEED"),
    (r"X-Amz-(Signature|Date|Credential)=[^&\s]+", "SIGNED"),
    (r"\b[0-9a-f]{64}\b", "CANONICAL"),
    // The records were made in a home directory that was then written as `~`.
    (r"/home/learner", "~"),
    // What the pager writes around a page, and the line ends of a terminal.
    (r"\x1b\[\?1h\x1b=\r?|\x1b\[m|\r?\x1b\[K\x1b\[\?1l\x1b>", ""),
    (r"\r\n", "\n"),
    // Lines after a progress line are padded to its length, which depends on the speed.
    (r" +\n", "\n"),
];

/// What of two texts is compared.
pub struct Normalizer(Vec<(Regex, &'static str)>);

impl Normalizer {
    pub fn new() -> Self {
        Self(VARIABLE.iter().map(|(pattern, word)| (Regex::new(pattern).unwrap(), *word)).collect())
    }

    /// The text without what differs from run to run.
    pub fn apply(&self, text: &str) -> String {
        let words = self.0.iter();
        let text =
            words.fold(text.to_owned(), |text, (regex, word)| regex.replace_all(&text, *word).into_owned());
        without_widths(in_one_order(&text))
    }

    /// The keys, secrets, tokens and ids of a text, in order.
    pub fn secrets(&self, text: &str) -> Vec<String> {
        let found = self.0[..4].iter().flat_map(|(regex, _)| regex.find_iter(text));
        let mut found: Vec<(usize, String)> = found.map(|m| (m.start(), m.as_str().to_owned())).collect();
        found.sort_by_key(|(start, text)| (*start, usize::MAX - text.len()));
        let mut end = 0;
        // A token holds runs that look like secrets.
        found.retain(|(start, text)| {
            let apart = *start >= end;
            if apart {
                end = start + text.len();
            }
            apart
        });
        found.into_iter().map(|(_, text)| text).collect()
    }
}

/// The lines of transfers in alphabetical order: the real CLI works in several threads.
fn in_one_order(text: &str) -> String {
    let is_transfer = |line: &&str| {
        ["copy: ", "delete: ", "download: ", "move: ", "upload: "].iter().any(|w| line.starts_with(w))
    };
    let mut lines: Vec<&str> = text.split_inclusive('\n').collect();
    for run in lines.chunk_by_mut(|a, b| is_transfer(a) && is_transfer(b)) {
        run.sort_unstable();
    }
    lines.concat()
}

/// A table is as wide as its widest cell. Where that is a token, what is drawn around it differs.
fn without_widths(text: String) -> String {
    if !(text.starts_with("--") && text.contains("TOKEN")) {
        return text;
    }
    let mut narrow = String::new();
    for c in text.chars() {
        if !(matches!(c, '-' | ' ') && narrow.ends_with(c)) {
            narrow.push(c);
        }
    }
    narrow
}
