//! What S3 keeps. Source: spec s3-api.md §3.

use crate::arn;
use crate::ids::AccountId;
use crate::stored_policy::StoredPolicy;
use crate::tick::Timestamp;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A bucket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// 3–63 characters, unique over all accounts.
    pub name: String,
    /// The account that owns it and, ACLs being off, everything in it.
    pub owner: AccountId,
    /// e.g. `us-east-1`
    pub region: String,
    /// When it was created.
    pub created: Timestamp,
    /// Its bucket policy. Principals are saved as unique ids.
    pub policy: Option<StoredPolicy>,
    /// Objects by key.
    pub objects: OrdMap<String, Arc<Object>>,
}

/// An object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// The bytes, base64 when saved.
    #[serde(with = "base64_bytes")]
    pub body: Vec<u8>,
    /// The MIME type.
    pub content_type: String,
    /// When it was put.
    pub modified: Timestamp,
    /// MD5 of the body, hexadecimal, without the quotes that the API puts around it.
    pub etag: String,
}

impl Bucket {
    /// `arn:aws:s3:::NAME`
    #[must_use]
    pub fn arn(&self) -> String {
        arn::s3(&self.name, None)
    }
}

mod base64_bytes {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&STANDARD.encode(bytes))
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        STANDARD.decode(String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
