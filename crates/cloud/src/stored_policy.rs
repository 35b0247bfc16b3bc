//! Policy documents as the world keeps them: compiled, saved as their text.

use policy::Policy;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A policy document at rest.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPolicy(pub Policy);

impl StoredPolicy {
    /// The document's text.
    #[must_use]
    pub fn text(&self) -> &str {
        self.0.text()
    }
}

impl Serialize for StoredPolicy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.text().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for StoredPolicy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Policy::parse(&text).map(Self).map_err(D::Error::custom)
    }
}
