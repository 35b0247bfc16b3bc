//! What users sign in and sign with, and what the account asks of it.

use super::Tag;
use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// A console password. Kept as a salted hash: a learner may type one that they use elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginProfile {
    /// When the user got console access.
    pub created: Timestamp,
    /// When the password was set, if that was later.
    #[serde(default)]
    pub changed: Option<Timestamp>,
    /// Hexadecimal.
    pub salt: String,
    /// SHA-256 of salt and password, hexadecimal.
    pub hash: String,
    /// Whether the user must choose another at the next sign-in.
    pub reset_required: bool,
    /// The passwords before, newest first: as many as a password policy can forbid to use again.
    #[serde(default)]
    pub previous: Vec<OldPassword>,
}

/// A password that was changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldPassword {
    /// Hexadecimal.
    pub salt: String,
    /// SHA-256 of salt and password, hexadecimal.
    pub hash: String,
}

impl LoginProfile {
    /// When the password that counts was set.
    #[must_use]
    pub fn password_set(&self) -> Timestamp {
        self.changed.unwrap_or(self.created)
    }
}

/// What an account asks of console passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasswordPolicy {
    /// The least number of characters, 6 to 128.
    pub min_length: i64,
    /// Whether there must be a symbol.
    pub symbols: bool,
    /// Whether there must be a digit.
    pub numbers: bool,
    /// Whether there must be an uppercase letter.
    pub uppercase: bool,
    /// Whether there must be a lowercase letter.
    pub lowercase: bool,
    /// Whether every user may change their own password, whatever their policies allow.
    pub users_may_change: bool,
    /// After how many days a password expires, 1 to 1,095; `None` for never.
    pub max_age_days: Option<i64>,
    /// How many of a user's last passwords cannot be used again, 1 to 24.
    pub remembered: Option<i64>,
    /// Whether an expired password can only be reset by an administrator; AWS keeps apart "not said".
    pub hard_expiry: Option<bool>,
}

/// A long-term access key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessKey {
    /// `AKIA…`
    pub id: String,
    /// The secret, which the simulator needs to check signatures.
    pub secret: String,
    /// Whether it may be used.
    pub active: bool,
    /// When it was made.
    pub created: Timestamp,
    /// When, for which service and in which region it was last used.
    pub last_used: Option<KeyUse>,
}

/// The last use of an access key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyUse {
    /// When.
    pub at: Timestamp,
    /// e.g. `s3`
    pub service: String,
    /// e.g. `us-east-1`
    pub region: String,
}

/// A virtual MFA device.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaDevice {
    /// The seed of its codes, in base32 as it is typed into an authenticator app.
    pub seed: String,
    /// Whose it is; `None` until it is enabled.
    pub assigned: Option<MfaAssignment>,
    /// The newest time step whose code was used: a code counts once. See [`crate::totp`].
    pub last_step: Option<i64>,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
}

/// Whose an MFA device is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MfaAssignment {
    /// The user's unique id, which outlives a change of name.
    pub user_id: String,
    /// When it was enabled.
    pub at: Timestamp,
}
