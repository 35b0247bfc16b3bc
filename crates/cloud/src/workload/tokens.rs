//! IMDSv2's session tokens: they say themselves until when they are good, and for which instance.

use crate::sigv4::sha256_hex;
use crate::tick::Timestamp;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use std::ops::RangeInclusive;

/// The header that a token comes in.
pub(super) const HEADER: &str = "x-aws-ec2-metadata-token";
/// The header that says how long a token is to live.
pub(super) const LIFE_HEADER: &str = "x-aws-ec2-metadata-token-ttl-seconds";
/// How long tokens can live, in seconds.
pub(super) const LIVES: RangeInclusive<i64> = 1..=21_600;

/// A token for an instance that is good until then.
pub(super) fn new(instance: &str, until: Timestamp) -> String {
    let until = until.0.to_string();
    let seal: String = sha256_hex(format!("{instance} {until}").as_bytes()).chars().take(26).collect();
    format!("AQAEA{}", BASE64.encode(format!("{until}.{seal}")))
}

/// Whether a token is the instance's and still good.
pub(super) fn is_good(token: &str, instance: &str, now: Timestamp) -> bool {
    let until = || {
        let text = String::from_utf8(BASE64.decode(token.strip_prefix("AQAEA")?).ok()?).ok()?;
        text.split_once('.')?.0.parse().ok().map(Timestamp)
    };
    until().is_some_and(|until| now < until && token == new(instance, until))
}
