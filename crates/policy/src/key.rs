//! Names that compare without regard to case, hashed once.

/// A condition key's name, lower-cased, with its hash.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeyName {
    hash: u64,
    lower: Box<str>,
}

impl KeyName {
    pub(crate) fn new(key: &str) -> Self {
        let lower = key.to_ascii_lowercase().into_boxed_str();
        Self { hash: hash(lower.bytes()), lower }
    }

    pub(crate) const fn hash(&self) -> u64 {
        self.hash
    }

    pub(crate) const fn as_str(&self) -> &str {
        &self.lower
    }
}

/// FNV-1a. Only spreads names that are compared in full afterwards.
pub(crate) fn hash(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
