//! The tokens of JSON text, as far as colours need them; broken text gets what can be recognised.

/// A token that has a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its CSS class.
    pub(super) class: &'static str,
}

/// The coloured tokens in their order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let start = at;
        let class = match byte {
            b'"' => {
                at = string_end(bytes, at);
                let next = bytes[at..].iter().find(|byte| !byte.is_ascii_whitespace());
                if next == Some(&b':') { "tok-key" } else { "tok-string" }
            }
            b'0'..=b'9' | b'-' | b'a'..=b'z' => {
                let word = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
                at += bytes[at..].iter().take_while(|byte| word(byte)).count();
                "tok-literal"
            }
            _ => {
                at += 1;
                continue;
            }
        };
        out.push(Token { start, end: at, class });
    }
    out
}

/// Just behind the string that begins at `start`; strings end with their line at the latest.
fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\n' => return at,
            b'\\' if bytes.get(at + 1).is_some_and(|next| *next != b'\n') => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, &str)> =
            tokens(text).iter().map(|token| (&text[token.start..token.end], token.class)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn tells_names_from_values() {
        check(
            r#"{"a" : "b:\"", "c": [1.5e+3, true]}"#,
            &[
                ("\"a\"", "tok-key"),
                (r#""b:\"""#, "tok-string"),
                ("\"c\"", "tok-key"),
                ("1.5e+3", "tok-literal"),
                ("true", "tok-literal"),
            ],
        );
    }

    #[test]
    fn goes_on_after_broken_text() {
        check("\"a\n\"b\": \"\\", &[("\"a", "tok-string"), ("\"b\"", "tok-key"), ("\"\\", "tok-string")]);
    }
}
