//! When an access key was last used.

use cloud::{Call, Reply};

/// The last use of an access key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastUsed {
    /// When; ISO 8601.
    pub date: String,
    /// Where; `us-east-1`.
    pub region: String,
    /// Of which service; `s3`.
    pub service: String,
}

/// Asks for the last use of a key.
#[must_use]
pub fn last_used_call(key_id: &str) -> Call {
    Call::new("iam", "GetAccessKeyLastUsed").with("AccessKeyId", key_id)
}

/// Reads the answer; none if the key was never used.
#[must_use]
pub fn last_used(reply: &Reply) -> Option<LastUsed> {
    let text = |member: &str| reply.text(&["AccessKeyLastUsed", member]).map(str::to_owned);
    Some(LastUsed {
        date: text("LastUsedDate")?,
        region: text("Region").unwrap_or_default(),
        service: text("ServiceName").unwrap_or_default(),
    })
}
