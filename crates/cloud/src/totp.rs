//! Time-based one-time passwords: what a virtual MFA device shows. RFC 6238 with SHA-1, six digits and
//! thirty seconds, as the authenticator apps have it.

use crate::tick::Timestamp;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha1::Sha1;

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
/// How long a code is shown, in seconds.
pub const STEP: i64 = 30;

/// The number of the time step that a moment lies in.
#[must_use]
pub fn step(now: Timestamp) -> i64 {
    now.0.div_euclid(STEP)
}

/// The code that a device with this seed shows in a time step.
#[must_use]
pub fn code(seed: &[u8], step: i64) -> String {
    // HMAC takes keys of any length.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(seed) else { return String::new() };
    mac.update(&step.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let offset = usize::from(digest[19] & 0xf);
    let four = [digest[offset], digest[offset + 1], digest[offset + 2], digest[offset + 3]];
    format!("{:06}", (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000)
}

/// A seed as it is typed into an authenticator app.
#[must_use]
pub fn base32(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for five in bytes.chunks(5) {
        let byte = |i: usize| u64::from(five.get(i).copied().unwrap_or_default());
        let bits = (0..5).fold(0, |bits, i| (bits << 8) | byte(i));
        let letters = (five.len() * 8).div_ceil(5);
        for i in 0..8 {
            let letter = char::from(BASE32[(bits >> (35 - 5 * i)) as usize & 31]);
            out.push(if i < letters { letter } else { '=' });
        }
    }
    out
}

/// The seed that its text stands for; blanks and case do not matter. `None` if it is no base32.
#[must_use]
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bits, mut count, mut out) = (0usize, 0, Vec::new());
    for c in text.trim_end_matches('=').bytes().filter(|c| *c != b' ') {
        bits = (bits << 5) | BASE32.iter().position(|b| *b == c.to_ascii_uppercase())?;
        count += 5;
        if count >= 8 {
            count -= 8;
            out.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check values of RFC 6238, appendix B, of which the last six digits count.
    #[test]
    fn codes_of_the_rfc() {
        for (seconds, expected) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(code(b"12345678901234567890", step(Timestamp(seconds))), expected);
        }
    }

    /// The check values of RFC 4648.
    #[test]
    fn base32_of_the_rfc() {
        for (bytes, text) in [
            ("", ""),
            ("f", "MY======"),
            ("fo", "MZXQ===="),
            ("foo", "MZXW6==="),
            ("foob", "MZXW6YQ="),
            ("fooba", "MZXW6YTB"),
            ("foobar", "MZXW6YTBOI======"),
        ] {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(from_base32(text).unwrap(), bytes.as_bytes());
        }
        assert_eq!(from_base32("mzxw 6ytb"), Some(b"fooba".to_vec()));
        assert_eq!(from_base32("0"), None);
    }
}
