//! Addresses, as one types them into a browser.

use crate::encoding::decode_form;
use crate::request::{HttpRequest, Transport};

impl HttpRequest {
    /// A request of an address, without headers and body, and how it travels. `None` if the text is no
    /// address.
    #[must_use]
    pub fn of_url(method: &str, url: &str) -> Option<(Self, Transport)> {
        let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
        let transport = match scheme.to_ascii_lowercase().as_str() {
            "https" => Transport::Tls,
            "http" => Transport::Plain,
            _ => return None,
        };
        let rest = rest.split('#').next().unwrap_or(rest);
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = match place.find('/') {
            Some(slash) => place.split_at(slash),
            None => (place, "/"),
        };
        let host = host.split(':').next().unwrap_or(host).to_ascii_lowercase();
        let valid = |b: u8| b.is_ascii_alphanumeric() || b == b'.' || b == b'-';
        if host.is_empty() || !host.bytes().all(valid) {
            return None;
        }
        let request = Self {
            method: method.to_owned(),
            host,
            path: path.to_owned(),
            query: decode_form(query)?,
            headers: Vec::new(),
            body: Vec::new(),
        };
        Some((request, transport))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_survive() {
        for url in [
            "https://b.s3.us-east-1.amazonaws.com/a%20b/c?versionId=x&y=%26",
            "https://s3.amazonaws.com/",
            "https://b.s3.amazonaws.com/k",
        ] {
            let (http, transport) = HttpRequest::of_url("GET", url).unwrap();
            assert_eq!((http.url(), transport), (url.to_owned(), Transport::Tls));
        }
        assert_eq!(HttpRequest::of_url("GET", "example.com").unwrap().1, Transport::Plain);
        for bad in ["ftp://x/", "https:///x", "https://ünï/", "https://x/?a=%ff"] {
            assert!(HttpRequest::of_url("GET", bad).is_none(), "{bad}");
        }
    }
}
