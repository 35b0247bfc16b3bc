//! What DynamoDB keeps.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::sync::Arc;

/// A table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The partition key.
    pub hash: KeyPart,
    /// The sort key, if there is one.
    pub range: Option<KeyPart>,
    /// The ARN of the customer's key that it is encrypted with, if it is.
    #[serde(default)]
    pub kms_key: Option<String>,
    /// Whether it refuses to be deleted.
    pub protected: bool,
    /// Items by their keys' values.
    pub items: OrdMap<String, Arc<Map<String, Value>>>,
}

/// A part of the key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPart {
    /// The attribute's name.
    pub name: String,
    /// `S`, `N` or `B`.
    pub kind: String,
}
