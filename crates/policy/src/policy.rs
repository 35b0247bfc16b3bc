//! A policy made ready for deciding.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::{Document, DocumentError};

/// A compiled policy; cloning is cheap. Travels through serde as its text.
#[derive(Clone)]
pub struct Policy {
    inner: Arc<Inner>,
}

struct Inner {
    document: Document,
}

impl Policy {
    /// Reads and compiles a policy.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        Document::parse(text).map(Self::from)
    }

    /// Compiles a document.
    pub fn compile(document: &Document) -> Self {
        document.clone().into()
    }

    /// The text as it was given, byte for byte.
    pub fn text(&self) -> &str {
        self.document().text()
    }

    /// The document as it was written.
    pub fn document(&self) -> &Document {
        &self.inner.document
    }
}

impl From<Document> for Policy {
    fn from(document: Document) -> Self {
        Self {
            inner: Arc::new(Inner { document }),
        }
    }
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Policy").field(&self.text()).finish()
    }
}

impl PartialEq for Policy {
    /// Policies are equal when their texts are.
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.inner, &other.inner) || self.text() == other.text()
    }
}

impl Eq for Policy {}

impl Serialize for Policy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.text())
    }
}

impl<'de> Deserialize<'de> for Policy {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(D::Error::custom)
    }
}
