//! What Lambda keeps.

use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A function. Its code is not run, so of it only size and hash are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Function {
    /// The ARN of its execution role.
    pub role: String,
    /// What can be changed about it.
    pub settings: Settings,
    /// Bytes of its code.
    pub code_size: usize,
    /// SHA-256 of its code, base64.
    pub code_hash: String,
    /// When it was last changed.
    pub modified: Timestamp,
    /// Another one after each change.
    pub revision: String,
}

/// What can be changed about a function.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// e.g. `python3.13`
    pub runtime: Option<String>,
    /// What is called in the code.
    pub handler: Option<String>,
    /// What it is for.
    pub description: String,
    /// Seconds that a call may take.
    pub timeout: i64,
    /// MiB of memory.
    pub memory: i64,
    /// Environment variables.
    pub environment: BTreeMap<String, String>,
}
