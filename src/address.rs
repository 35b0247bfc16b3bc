//! Escapes and queries in addresses.

use js_sys::{decode_uri_component, encode_uri_component};

/// Names and values behind a `?`, decoded; also reads the page's own options.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// Reads `a=1&b=2`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let pair = |part: &str| {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            (decode(name), decode(&value.replace('+', " ")))
        };
        Self(text.split('&').filter(|part| !part.is_empty()).map(pair).collect())
    }

    /// The first value of a name; empty if it is not there.
    #[must_use]
    pub fn get(&self, name: &str) -> String {
        self.find(name).unwrap_or_default().to_owned()
    }

    /// The first value of a name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

/// Prints `?a=1&b=2`, without the empty ones.
pub(crate) fn print_query(pairs: &[(&str, &str)]) -> String {
    let mut text = String::new();
    for (name, value) in pairs.iter().filter(|(_, value)| !value.is_empty()) {
        text.push(if text.is_empty() { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(&encode(value));
    }
    text
}

/// Percent-encodes everything but letters, digits and `-_.!~*'()`.
pub(crate) fn encode(text: &str) -> String {
    encode_uri_component(text).into()
}

/// Text with broken escapes is taken as it stands.
pub(crate) fn decode(text: &str) -> String {
    decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}
