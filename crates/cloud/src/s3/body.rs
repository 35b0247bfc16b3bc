//! What is in an object, kept small: learners make large files by repeating a byte, and the world is saved in
//! a browser.

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::sync::Arc;

/// The longest repeated run of bytes that is looked for.
const LONGEST_UNIT: usize = 4_096;
/// The most bytes of a body: what the CLI sends in one piece.
pub(super) const MOST_BYTES: usize = 8 << 20;
/// The most bytes of a body that does not repeat itself.
pub(super) const MOST_STORED: usize = 1 << 20;

/// The bytes of an object: a unit, repeated up to a length. What does not repeat itself is its own unit. Copies
/// share the unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Body {
    unit: Arc<[u8]>,
    length: usize,
}

impl Body {
    /// Keeps bytes. `None` if they are more than the playground keeps: [`MOST_BYTES`], and [`MOST_STORED`]
    /// unless they repeat themselves.
    pub(super) fn new(mut bytes: Vec<u8>) -> Option<Self> {
        let length = bytes.len();
        bytes.truncate(period(&bytes));
        Self::of_unit(bytes, length)
    }

    fn of_unit(unit: Vec<u8>, length: usize) -> Option<Self> {
        let whole = unit.len() <= length && (length == 0 || !unit.is_empty());
        let kept = whole && unit.len() <= MOST_STORED && length <= MOST_BYTES;
        kept.then(|| Self { unit: unit.into(), length })
    }

    /// How many bytes it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    /// Whether it has no bytes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// All its bytes.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        self.unit.iter().copied().cycle().take(self.length).collect()
    }
}

/// The least number of bytes that the rest repeats: all of them, if there is no such number up to
/// [`LONGEST_UNIT`].
///
/// It divides any other such number, so the one of the beginning is the only candidate for the whole.
fn period(bytes: &[u8]) -> usize {
    let start = &bytes[..bytes.len().min(2 * LONGEST_UNIT)];
    let mut borders = vec![0; start.len()];
    for i in 1..start.len() {
        let mut border = borders[i - 1];
        while border > 0 && start[i] != start[border] {
            border = borders[border - 1];
        }
        borders[i] = border + usize::from(start[i] == start[border]);
    }
    let candidate = start.len() - borders.last().copied().unwrap_or_default();
    let repeats = candidate <= LONGEST_UNIT && bytes.iter().zip(&bytes[candidate..]).all(|(a, b)| a == b);
    if repeats { candidate } else { bytes.len() }
}

/// As it is saved: base64 text, or such text and how long it gets by repeating.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Saved {
    Plain(String),
    Repeated { unit: String, length: usize },
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let unit = BASE64.encode(&self.unit);
        let saved = if self.unit.len() == self.length {
            Saved::Plain(unit)
        } else {
            Saved::Repeated { unit, length: self.length }
        };
        saved.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (unit, length) = match Saved::deserialize(deserializer)? {
            Saved::Plain(text) => (text, None),
            Saved::Repeated { unit, length } => (unit, Some(length)),
        };
        let unit = BASE64.decode(unit).map_err(D::Error::custom)?;
        match length {
            None => Self::new(unit),
            Some(length) => Self::of_unit(unit, length),
        }
        .ok_or_else(|| D::Error::custom("a body of impossible length"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_bytes_are_kept_once() {
        for (unit, count) in [("0", 3_000_000), ("ab", 7), ("hello world\n", 90_000), ("aab", 1), ("", 0)] {
            for tail in 0..unit.len().max(1) {
                let bytes = [unit.repeat(count).as_bytes(), &unit.as_bytes()[..tail]].concat();
                let body = Body::new(bytes.clone()).unwrap();
                assert_eq!((body.len(), body.bytes()), (bytes.len(), bytes));
                let saved = serde_json::to_string(&body).unwrap();
                assert!(count < 2 || saved.len() < 64, "{saved}");
                assert_eq!(serde_json::from_str::<Body>(&saved).unwrap(), body);
            }
        }
    }

    #[test]
    fn what_is_too_long_is_not_kept() {
        let noise = |count| crate::random::Random::new(1).bytes(count);
        assert!(Body::new(noise(MOST_STORED)).is_some());
        assert!(Body::new(noise(MOST_STORED + 1)).is_none());
        assert!(Body::new(vec![7; MOST_BYTES]).is_some());
        assert!(Body::new(vec![7; MOST_BYTES + 1]).is_none());
    }

    #[test]
    fn a_broken_save_is_refused() {
        for text in ["\"?\"", r#"{"unit":"","length":5}"#, r#"{"unit":"MA==","length":99999999999}"#, "3"] {
            assert!(serde_json::from_str::<Body>(text).is_err(), "{text}");
        }
    }
}
