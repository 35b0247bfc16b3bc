//! What Secrets Manager keeps.

use crate::tick::Timestamp;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Secret {
    /// The name, without the six characters that its ARN ends in.
    pub name: String,
    /// In the owner's words.
    pub description: Option<String>,
    /// The KMS key that was chosen to encrypt it; `None` is the service's own key.
    pub kms_key: Option<String>,
    /// Versions by their ids.
    pub versions: OrdMap<String, SecretVersion>,
    /// When it was last changed.
    pub changed: Timestamp,
    /// When it is to be deleted, if it is.
    pub deletion: Option<Timestamp>,
}

/// A version of a secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecretVersion {
    /// `{"SecretString": …}` or `{"SecretBinary": …}`
    pub value: Value,
    /// When it was made.
    pub created: Timestamp,
    /// Staging labels, e.g. `AWSCURRENT`.
    pub stages: Vec<String>,
}
