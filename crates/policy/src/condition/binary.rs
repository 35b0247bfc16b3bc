//! `BinaryEquals`: bytes, written as base64 in the policy and in the request context.

/// The policy's byte strings; texts that are no base64 match nothing.
#[derive(Clone, Debug)]
pub(super) struct Binaries(Box<[Box<[u8]>]>);

impl Binaries {
    pub(super) fn compile<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let decoded = texts.filter_map(|text| Some(decode(text)?.collect()));
        Self(decoded.collect())
    }

    pub(super) fn matches(&self, value: &str) -> bool {
        decode(value).is_some_and(|value| {
            let mut wanted = self.0.iter();
            wanted.any(|wanted| value.clone().eq(wanted.iter().copied()))
        })
    }
}

/// The bytes that a base64 text stands for (RFC 4648 §4, padding required).
fn decode(text: &str) -> Option<impl Iterator<Item = u8> + Clone> {
    let digits = text.trim_end_matches('=').as_bytes();
    let padding = text.len() - digits.len();
    let is_whole = text.len().is_multiple_of(4) && padding <= 2;
    let are_digits = digits.iter().all(|digit| sextet(*digit).is_some());
    (is_whole && are_digits).then(|| digits.chunks(4).flat_map(bytes))
}

/// The one to three bytes that two to four digits stand for.
fn bytes(digits: &[u8]) -> impl Iterator<Item = u8> + Clone {
    let sextets = digits.iter().filter_map(|digit| sextet(*digit));
    let bits = sextets.fold(0, |bits, sextet| bits << 6 | sextet);
    let bits = bits << (6 * (4 - digits.len()));
    let [_, bytes @ ..] = u32::to_be_bytes(bits);
    bytes.into_iter().take(digits.len().saturating_sub(1))
}

fn sextet(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// Whether a text is base64.
pub(super) fn is_base64(text: &str) -> bool {
    decode(text).is_some()
}
