//! A policy made ready for deciding.

use std::fmt;
use std::sync::Arc;

use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

use crate::document::Effect;
use crate::statement::{ServiceBits, Statement};
use crate::{Document, DocumentError};

/// A compiled policy; cloning is cheap. Travels through serde as its text.
#[derive(Clone)]
pub struct Policy {
    /// The services that some `Allow` can speak of. Kept outside the shared part, so that
    /// passing over a policy that has nothing to say costs no visit to it.
    pub(crate) allow_services: ServiceBits,
    /// The services that some `Deny` can speak of.
    pub(crate) deny_services: ServiceBits,
    inner: Arc<Inner>,
}

struct Inner {
    document: Document,
    /// At the same places as the statements: the services each can speak of.
    services: Box<[ServiceBits]>,
    statements: Box<[Statement]>,
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

    /// The compiled statements in the order of the text, with the services each speaks of.
    pub(crate) fn statements(&self) -> impl Iterator<Item = (ServiceBits, &Statement)> {
        let services = self.inner.services.iter().copied();
        services.zip(&self.inner.statements)
    }
}

impl From<Document> for Policy {
    fn from(document: Document) -> Self {
        let version = document.version;
        let statements = document.statements.iter();
        let statements: Box<[Statement]> =
            statements.map(|statement| Statement::compile(statement, version)).collect();
        let services_of = |effect| {
            let with_effect = statements.iter().filter(|one| one.effect == effect);
            with_effect.fold(0, |all, one| all | one.services())
        };
        Self {
            allow_services: services_of(Effect::Allow),
            deny_services: services_of(Effect::Deny),
            inner: Arc::new(Inner {
                services: statements.iter().map(Statement::services).collect(),
                statements,
                document,
            }),
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
