//! Ciphertexts that only their key opens, and only with the encryption context that they were made with.
//!
//! KMS's, and encoded authorization messages. KMS uses AES-256-GCM; what a ciphertext looks like is nobody's
//! business but its own. Here it is a stream from HMAC-SHA256 in counter mode, with an HMAC over header, context
//! and ciphertext. It protects no real secret, but nothing in the world opens it without the key.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use std::collections::BTreeMap;

/// The form of ciphertexts, for whoever changes it.
const VERSION: u8 = 1;
const NONCE: usize = 16;
const TAG: usize = 32;

/// Key and value pairs that are not secret, and must be the same for opening.
pub(crate) type Context = BTreeMap<String, String>;

fn hmac(key: &[u8], parts: &[&[u8]]) -> [u8; TAG] {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(key) else { return [0; TAG] };
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Encrypts and decrypts: both add the key's stream.
fn add_stream(material: &[u8], nonce: &[u8], text: &[u8]) -> Vec<u8> {
    let key = hmac(material, &[b"encrypt"]);
    let blocks = text.chunks(TAG).zip(0_u32..);
    blocks
        .flat_map(|(chunk, counter)| {
            let stream = hmac(&key, &[nonce, &counter.to_be_bytes()]);
            chunk.iter().zip(stream).map(|(byte, pad)| byte ^ pad).collect::<Vec<u8>>()
        })
        .collect()
}

fn tag(material: &[u8], header: &[u8], context: &Context, text: &[u8]) -> [u8; TAG] {
    let key = hmac(material, &[b"authenticate"]);
    let mut said = Vec::new();
    for part in
        [header, text].into_iter().chain(context.iter().flat_map(|(k, v)| [k.as_bytes(), v.as_bytes()]))
    {
        said.extend((part.len() as u64).to_be_bytes());
        said.extend(part);
    }
    hmac(&key, &[&said])
}

/// Encrypts a text with a key, which is named in the ciphertext by its ARN.
pub(crate) fn seal(material: &[u8], arn: &str, context: &Context, nonce: &[u8], text: &[u8]) -> Vec<u8> {
    let mut nonce = nonce.to_vec();
    nonce.resize(NONCE, 0);
    let mut header = vec![VERSION];
    header.extend(u16::try_from(arn.len()).unwrap_or(u16::MAX).to_be_bytes());
    header.extend(arn.as_bytes());
    header.extend(&nonce);
    let text = add_stream(material, &nonce, text);
    let tag = tag(material, &header, context, &text);
    [header.as_slice(), &tag, &text].concat()
}

/// A ciphertext in its parts.
pub(crate) struct Sealed<'a> {
    header: &'a [u8],
    arn: &'a str,
    nonce: &'a [u8],
    tag: &'a [u8],
    text: &'a [u8],
}

impl<'a> Sealed<'a> {
    /// `None` if it is no ciphertext.
    pub(crate) fn read(blob: &'a [u8]) -> Option<Self> {
        let rest = blob.strip_prefix(&[VERSION])?;
        let (length, rest) = rest.split_at_checked(2)?;
        let length = usize::from(u16::from_be_bytes(length.try_into().ok()?));
        let (arn, rest) = rest.split_at_checked(length)?;
        let (nonce, rest) = rest.split_at_checked(NONCE)?;
        let (tag, text) = rest.split_at_checked(TAG)?;
        let header = blob.get(..1 + 2 + length + NONCE)?;
        Some(Self { header, arn: std::str::from_utf8(arn).ok()?, nonce, tag, text })
    }

    /// The ARN of the key that made it, as it says itself.
    pub(crate) fn arn(&self) -> &'a str {
        self.arn
    }

    /// The text; `None` with another key or another context, or if a byte was changed.
    pub(crate) fn open(&self, material: &[u8], context: &Context) -> Option<Vec<u8>> {
        let expected = tag(material, self.header, context, self.text);
        (expected == self.tag).then(|| add_stream(material, self.nonce, self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context(pairs: &[(&str, &str)]) -> Context {
        pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
    }

    #[test]
    fn only_the_same_key_and_context_open_it() {
        let text = b"a text of more than one block of thirty-two bytes".as_slice();
        let with = context(&[("a", "b"), ("c", "")]);
        let blob = seal(b"key", "arn:aws:kms:r:a:key/k", &with, b"0123456789abcdef", text);
        let sealed = Sealed::read(&blob).unwrap();
        assert_eq!(sealed.arn(), "arn:aws:kms:r:a:key/k");
        assert_eq!(sealed.open(b"key", &with).as_deref(), Some(text));
        assert!(!blob.windows(text.len()).any(|w| w == text));
        assert_eq!(sealed.open(b"kez", &with), None);
        for other in [
            context(&[]),
            context(&[("a", "bc")]),
            context(&[("a", "b"), ("c", "x")]),
            context(&[("ab", ""), ("c", "")]),
        ] {
            assert_eq!(sealed.open(b"key", &other), None, "{other:?}");
        }
        for at in 0..blob.len() {
            let mut changed = blob.clone();
            changed[at] ^= 1;
            let opened = Sealed::read(&changed).and_then(|sealed| sealed.open(b"key", &with));
            assert_eq!(opened, None, "byte {at}");
        }
        assert!(
            (0..blob.len()).all(|n| Sealed::read(&blob[..n]).is_none_or(|s| s.open(b"key", &with).is_none()))
        );
    }
}
