//! What KMS keeps.

use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// A symmetric key for encryption.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Key {
    /// 32 bytes, base64.
    pub material: String,
    /// In the owner's words.
    pub description: String,
    /// Whether it can be used.
    pub state: KeyState,
}

/// Whether a key can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum KeyState {
    /// It can.
    Enabled,
    /// Not until it is enabled.
    Disabled,
    /// It is to be deleted then, and cannot be used until that is cancelled.
    PendingDeletion(Timestamp),
}

/// A name for a key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alias {
    /// The key's ARN.
    pub key: String,
}
