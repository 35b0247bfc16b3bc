//! What Systems Manager keeps.

use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// A parameter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// The name, with the slash that it may begin with.
    pub name: String,
    /// What kind of value.
    pub kind: ParameterKind,
    /// The value; of a `SecureString` too.
    pub value: String,
    /// In the owner's words.
    pub description: Option<String>,
    /// Grows with each new value.
    pub version: i64,
    /// When the value was put.
    pub modified: Timestamp,
    /// The ARN of who put it.
    pub modified_by: String,
}

/// The kinds of parameters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ParameterKind {
    /// Text.
    String,
    /// Texts between commas.
    StringList,
    /// Encrypted text, with the KMS key that was chosen; `None` is the service's own key.
    SecureString(Option<String>),
}
