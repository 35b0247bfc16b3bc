use std::fmt::Write;

use super::{Document, PrincipalKind};

/// `text` with principal values replaced; everything else stays byte for byte.
///
/// `replace` is asked for every value under a key (not for the lone `"Principal": "*"`) in the
/// order of the text and returns what is to stand
/// there instead, or `None` to leave it. Serves saving, which turns ARNs of users and roles
/// into unique ids, and showing, which turns them back (spec/policy-language.md §4).
/// `text` must be the text of `document`.
pub fn rewrite_principals(
    text: &str,
    document: &Document,
    mut replace: impl FnMut(&PrincipalKind, &str) -> Option<String>,
) -> String {
    let mut rewritten = String::with_capacity(text.len());
    let mut copied = 0;
    let entries = document.principal_entries().filter(|entry| entry.kind != PrincipalKind::Everyone);
    for entry in entries {
        let Some(value) = replace(&entry.kind, &entry.value) else {
            continue;
        };
        let (start, end) = (entry.span.start as usize, entry.span.end as usize);
        rewritten.push_str(text.get(copied..start).unwrap_or_default());
        rewritten.push_str(&json_string(&value));
        copied = end;
    }
    rewritten.push_str(text.get(copied..).unwrap_or_default());
    rewritten
}

/// A text as a JSON string with its quotes.
pub(crate) fn json_string(value: &str) -> String {
    let mut text = String::with_capacity(value.len() + 2);
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => text.extend(['\\', character]),
            '\0'..='\u{1f}' => {
                // Writing to a String cannot fail.
                let _ = write!(text, "\\u{:04x}", character as u32);
            }
            _ => text.push(character),
        }
    }
    text.push('"');
    text
}
