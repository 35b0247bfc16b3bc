//! Identifiers as AWS forms them. Source: spec sts.md §4.

use crate::random::Random;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};

const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const HEX: &[u8; 16] = b"0123456789abcdef";
const LOWER: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// 64 characters that a secret access key may hold.
const SECRET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// 64 characters that an S3 version id may hold.
const VERSION: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._";

/// A 12-digit account id.
pub type AccountId = String;

/// What a unique id is of; the prefix says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefix {
    /// `AIDA`
    User,
    /// `AROA`
    Role,
    /// `AGPA`
    Group,
    /// `ANPA`
    ManagedPolicy,
    /// `AIPA`
    InstanceProfile,
}

impl Prefix {
    const fn text(self) -> &'static str {
        match self {
            Self::User => "AIDA",
            Self::Role => "AROA",
            Self::Group => "AGPA",
            Self::ManagedPolicy => "ANPA",
            Self::InstanceProfile => "AIPA",
        }
    }
}

/// A unique id: prefix and 17 characters.
pub fn unique(prefix: Prefix, random: &mut Random) -> String {
    format!("{}{}", prefix.text(), random.text(BASE32, 17))
}

/// A long-term access key id (`AKIA…`, 20 characters) that encodes its account.
pub fn long_term_key(account: &str, random: &mut Random) -> String {
    access_key("AKIA", account, random)
}

/// A temporary access key id (`ASIA…`, 20 characters) that encodes its account.
pub fn temporary_key(account: &str, random: &mut Random) -> String {
    access_key("ASIA", account, random)
}

/// The 80 bits after the prefix: one set bit, the account number in 40 bits, the rest random.
fn access_key(prefix: &str, account: &str, random: &mut Random) -> String {
    let account: u128 = account.parse().unwrap_or_default();
    let noise = u128::from(random.next_u64()) & ((1 << 39) - 1);
    let bits = (1 << 79) | ((account & ((1 << 40) - 1)) << 39) | noise;
    let tail = (0..16).rev().map(|i| char::from(BASE32[(bits >> (5 * i)) as usize & 31]));
    prefix.chars().chain(tail).collect()
}

/// The account that an access key id encodes, as `sts:GetAccessKeyInfo` reports it. `None` if it is no
/// access key id.
#[must_use]
pub fn account_of_key(id: &str) -> Option<AccountId> {
    let tail = id.strip_prefix("AKIA").or_else(|| id.strip_prefix("ASIA"))?;
    if tail.len() != 16 {
        return None;
    }
    let bits = tail.bytes().try_fold(0u128, |bits, c| {
        let value = BASE32.iter().position(|b| *b == c)?;
        Some((bits << 5) | value as u128)
    })?;
    Some(format!("{:012}", (bits >> 39) & ((1 << 40) - 1)))
}

/// A 40-character secret access key.
pub fn secret_key(random: &mut Random) -> String {
    random.text(SECRET, 40)
}

/// A session token: opaque base64, long as AWS's are.
pub fn session_token(random: &mut Random) -> String {
    format!("FwoGZXIvYXdzE{}", BASE64.encode(random.bytes(255)))
}

/// A random identifier in the form of a UUID, for request and event ids.
pub fn uuid(random: &mut Random) -> String {
    let hex = random.text(HEX, 32);
    format!("{}-{}-4{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

/// `length` hexadecimal digits, as EC2's ids have them.
pub fn hex(length: usize, random: &mut Random) -> String {
    random.text(HEX, length)
}

/// `length` lower-case letters and digits, as the ids of Organizations have them.
pub fn lower(length: usize, random: &mut Random) -> String {
    random.text(LOWER, length)
}

/// A 12-digit account id.
pub fn account(random: &mut Random) -> AccountId {
    format!("{:012}", random.next_u64() % 1_000_000_000_000)
}

/// Characters of an S3 version id.
pub const VERSION_ID_LENGTH: usize = 32;

/// An S3 version id.
pub fn version(random: &mut Random) -> String {
    random.text(VERSION, VERSION_ID_LENGTH)
}

/// The unique id of a SAML provider.
pub fn saml_provider(random: &mut Random) -> String {
    random.text(BASE32, 22)
}

/// An S3 canonical user id (64 hexadecimal characters).
pub fn canonical_user(random: &mut Random) -> String {
    random.text(HEX, 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn key_ids_encode_the_account() {
        let mut random = Random::new(7);
        for account in ["000000000000", "111122223333", "999999999999"] {
            let key = long_term_key(account, &mut random);
            assert_eq!(key.len(), 20);
            assert_eq!(account_of_key(&key).as_deref(), Some(account));
            assert_eq!(account_of_key(&temporary_key(account, &mut random)).as_deref(), Some(account));
        }
        for bad in ["", "AKIA", "AIDAQQQQQQQQQQQQQQQQ", "AKIA1111111111111111"] {
            assert_eq!(account_of_key(bad), None, "{bad}");
        }
    }

    #[test]
    fn ids_have_the_documented_forms() {
        let mut random = Random::new(1);
        assert_eq!(unique(Prefix::User, &mut random).len(), 21);
        assert_eq!(secret_key(&mut random).len(), 40);
        assert_eq!(uuid(&mut random).len(), 36);
        assert_eq!(session_token(&mut random).len() % 4, 1 /* the fixed head has 13 */);
    }
}
