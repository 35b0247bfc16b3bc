//! What S3 keeps. Source: spec s3-api.md §3, §5.

use super::acl::Acl;
use super::body::Body;
use super::public_access::PublicAccessBlock;
use crate::arn;
use crate::iam::model::Tag;
use crate::ids::AccountId;
use crate::stored_policy::StoredPolicy;
use crate::tick::Timestamp;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A bucket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bucket {
    /// 3–63 characters, unique over all accounts.
    pub name: String,
    /// The account that owns it and, unless ACLs are on, everything in it.
    pub owner: AccountId,
    /// e.g. `us-east-1`
    pub region: String,
    /// When it was created.
    pub created: Timestamp,
    /// Its bucket policy. Principals are saved as unique ids.
    pub policy: Option<StoredPolicy>,
    /// The current objects by key.
    pub objects: OrdMap<String, Arc<Object>>,
    /// The versions that are not current objects, newest first. Where the newest of all is a delete marker
    /// it is here, and the key has no current object.
    #[serde(default, skip_serializing_if = "OrdMap::is_empty")]
    pub hidden: OrdMap<String, Arc<Vec<Version>>>,
    /// `None` until versioning is switched on for the first time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub versioning: Option<Versioning>,
    /// Its own block on public access; `None` when that was deleted.
    #[serde(default = "PublicAccessBlock::new_bucket")]
    pub public_access_block: Option<PublicAccessBlock>,
    /// Who owns what others put into it; `None` when the controls were deleted.
    #[serde(default = "Ownership::new_bucket")]
    pub ownership: Option<Ownership>,
    /// Its access control list.
    #[serde(default, skip_serializing_if = "Acl::is_private")]
    pub acl: Acl,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// How objects are encrypted that don't say.
    #[serde(default, skip_serializing_if = "Encryption::is_default")]
    pub encryption: Encryption,
    /// The website configuration, as the API takes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub website: Option<Value>,
}

/// The state of a bucket's versioning once it has been switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Versioning {
    /// Every object that is put gets a version id.
    Enabled,
    /// New objects get the version id `null`; older versions stay.
    Suspended,
}

/// Object Ownership.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Ownership {
    /// ACLs are off.
    BucketOwnerEnforced,
    /// Who puts an object owns it, unless it is put with the ACL `bucket-owner-full-control`.
    BucketOwnerPreferred,
    /// Who puts an object owns it.
    ObjectWriter,
}

impl Ownership {
    /// What new buckets have.
    #[must_use]
    pub fn new_bucket() -> Option<Self> {
        Some(Self::BucketOwnerEnforced)
    }

    /// As the API names it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BucketOwnerEnforced => "BucketOwnerEnforced",
            Self::BucketOwnerPreferred => "BucketOwnerPreferred",
            Self::ObjectWriter => "ObjectWriter",
        }
    }
}

/// Server-side encryption.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encryption {
    /// With keys that S3 manages.
    #[default]
    #[serde(rename = "AES256")]
    S3,
    /// With the account's KMS key `aws/s3`.
    #[serde(rename = "aws:kms")]
    Kms,
    /// With the KMS key that has this ARN.
    KmsKey(String),
}

impl Encryption {
    /// Whether it is what S3 does unless told otherwise.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// As the API names it.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::S3 => "AES256",
            Self::Kms | Self::KmsKey(_) => "aws:kms",
        }
    }

    /// The ARN of the KMS key, if it is not S3's own affair.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::KmsKey(arn) => Some(arn),
            Self::S3 | Self::Kms => None,
        }
    }
}

/// What tells the versions of an object apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct VersionId(pub String);

impl VersionId {
    /// The id of what was put while versioning was not enabled.
    #[must_use]
    pub fn null() -> Self {
        Self("null".to_owned())
    }

    /// Whether it is the null version's.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.0 == "null"
    }
}

/// An object.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// The bytes, base64 when saved.
    pub body: Body,
    /// The MIME type.
    pub content_type: String,
    /// When it was put.
    pub modified: Timestamp,
    /// MD5 of the body, hexadecimal, without the quotes that the API puts around it.
    pub etag: String,
    /// Which version it is.
    #[serde(default = "VersionId::null", skip_serializing_if = "VersionId::is_null")]
    pub version: VersionId,
    /// The account that owns it, if that is not the bucket's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<AccountId>,
    /// Its access control list.
    #[serde(default, skip_serializing_if = "Acl::is_private")]
    pub acl: Acl,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Tag>,
    /// The user's own metadata, keys in lower case.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub metadata: BTreeMap<String, String>,
    /// Further headers that it is answered with, by their names in the API, e.g. `CacheControl`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// How it is encrypted.
    #[serde(default, skip_serializing_if = "Encryption::is_default")]
    pub encryption: Encryption,
}

impl Object {
    /// e.g. `STANDARD`
    #[must_use]
    pub fn storage_class(&self) -> &str {
        self.headers.get("StorageClass").map_or("STANDARD", String::as_str)
    }
}

/// A version of an object, or the mark that the object was deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Version {
    /// An object.
    Object(Arc<Object>),
    /// A delete marker.
    DeleteMarker(DeleteMarker),
}

/// The mark that an object was deleted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DeleteMarker {
    /// Which version it is.
    pub version: VersionId,
    /// When the object was deleted.
    pub modified: Timestamp,
}

impl Bucket {
    /// A bucket as S3 makes it, with nothing in it.
    #[must_use]
    pub fn new(name: &str, owner: &str, region: &str, created: Timestamp) -> Self {
        Self {
            name: name.to_owned(),
            owner: owner.to_owned(),
            region: region.to_owned(),
            created,
            policy: None,
            objects: OrdMap::new(),
            hidden: OrdMap::new(),
            versioning: None,
            public_access_block: PublicAccessBlock::new_bucket(),
            ownership: Ownership::new_bucket(),
            acl: Acl::default(),
            tags: Vec::new(),
            encryption: Encryption::default(),
            website: None,
        }
    }

    /// `arn:aws:s3:::NAME`
    #[must_use]
    pub fn arn(&self) -> String {
        arn::s3(&self.name, None)
    }

    /// Whether ACLs have a say. A bucket without ownership controls is as buckets were before there were
    /// any.
    #[must_use]
    pub fn has_acls(&self) -> bool {
        self.ownership != Some(Ownership::BucketOwnerEnforced)
    }
}
