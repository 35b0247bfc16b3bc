//! The policy document as it is written, typed, every element with its place in the text.
//!
//! Source: spec/policy-language.md §1 (grammar), §4 (principals), §7 (conditions).

mod error;
mod operator;
mod read;
mod read_statement;
mod rewrite;
mod statement;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{Span, Spanned};

pub use error::{DocumentError, DocumentErrorKind};
pub use operator::{Comparison, Operator, Quantifier};
pub(crate) use read::draft;
pub(crate) use rewrite::json_string;
pub use rewrite::rewrite_principals;
pub use statement::{
    Condition, Effect, Element, Polarity, PrincipalElement, PrincipalEntry, PrincipalKind, Statement,
};

/// The version of the policy language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Version {
    /// `2008-10-17`, also when no version is given: `${…}` is plain text.
    #[default]
    #[serde(rename = "2008-10-17")]
    V2008,
    /// `2012-10-17`: `${…}` are policy variables.
    #[serde(rename = "2012-10-17")]
    V2012,
}

/// A policy document.
#[derive(Clone, Debug)]
pub struct Document {
    pub(crate) text: Arc<str>,
    /// The language version in force.
    pub version: Version,
    /// Where `Version` is stated; `None` when it is left out and so is 2008-10-17.
    pub version_span: Option<Span>,
    /// `Id`: without effect on decisions.
    pub id: Option<Spanned<String>>,
    /// The statements in the order of the text.
    pub statements: Vec<Statement>,
}

impl Document {
    /// Reads a document by the grammar common to all policy types; which elements a type
    /// demands or forbids is [`validate`](crate::validate)'s to say.
    pub fn parse(text: &str) -> Result<Self, DocumentError> {
        read::document(text)
    }

    /// The text as it was given, byte for byte.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Every principal named in the document, in the order of the text.
    pub fn principal_entries(&self) -> impl Iterator<Item = &PrincipalEntry> {
        let elements = self.statements.iter().filter_map(|statement| statement.principal.as_ref());
        elements.flat_map(|element| &element.entries)
    }
}

impl PartialEq for Document {
    /// Documents are equal when their texts are.
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for Document {}

#[cfg(test)]
mod tests;
