//! What grants anything.

use super::{StoredPolicy, Tag};
use crate::arn;
use crate::tick::Timestamp;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};

/// The policies of a user, group or role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Policies {
    /// ARNs of the attached managed policies, in the order attached.
    pub attached: Vec<String>,
    /// Inline policies by name.
    pub inline: OrdMap<String, StoredPolicy>,
}

/// A customer managed policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ManagedPolicy {
    /// The name.
    pub name: String,
    /// `/` or `/…/`.
    pub path: String,
    /// `ANPA…`
    pub id: String,
    /// Up to 1,000 characters.
    pub description: Option<String>,
    /// When it was created.
    pub created: Timestamp,
    /// When a version was last added or made the default.
    pub updated: Timestamp,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
    /// The number of the version that counts.
    pub default_version: u32,
    /// The number of the newest version ever made; numbers are never reused.
    pub last_version: u32,
    /// One to five versions by number.
    pub versions: OrdMap<u32, PolicyVersion>,
}

/// A version of a managed policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolicyVersion {
    /// The document.
    pub document: StoredPolicy,
    /// When it was made.
    pub created: Timestamp,
}

impl ManagedPolicy {
    /// `arn:aws:iam::ACCOUNT:policy/PATH/NAME`
    #[must_use]
    pub fn arn(&self, account: &str) -> String {
        arn::iam(account, "policy", &self.path, &self.name)
    }

    /// The version that counts. There always is one.
    #[must_use]
    pub fn default_document(&self) -> Option<&StoredPolicy> {
        self.versions.get(&self.default_version).map(|v| &v.document)
    }
}
