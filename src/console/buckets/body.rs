//! Object contents: bytes in calls and answers are base64 text.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};

/// The largest content that can be uploaded here, in bytes.
pub const MOST_BYTES: usize = 256 * 1_024;

/// Bytes as calls take them.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// An object's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// It can be shown.
    Text(String),
    /// It is not text; so many bytes.
    Binary(usize),
}

/// The content from an answer's base64 text. Control characters other than white space make it no text.
#[must_use]
pub fn decode(body: &str) -> Content {
    let bytes = BASE64.decode(body).unwrap_or_default();
    let count = bytes.len();
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains(|c: char| c.is_control() && !c.is_whitespace()) => Content::Text(text),
        _ => Content::Binary(count),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_text_is_shown_as_text() {
        let there_and_back = |bytes: &[u8]| decode(&encode(bytes));
        assert_eq!(there_and_back("héllo\r\n\t<b>".as_bytes()), Content::Text("héllo\r\n\t<b>".to_owned()));
        assert_eq!(there_and_back(b""), Content::Text(String::new()));
        assert_eq!(there_and_back(b"\0\x01"), Content::Binary(2));
        assert_eq!(there_and_back(b"\xff\xfe"), Content::Binary(2));
    }
}
