use std::sync::Arc;

use serde::Serialize;

use crate::{Layer, Span};

/// What would allow a denied request.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Advice {
    /// Ways to allow it, each sufficient by itself, the smallest first.
    pub plans: Vec<Plan>,
    /// Why no change on the side of the caller and the resource can, if so.
    pub obstacle: Option<String>,
}

/// Changes that together allow the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    /// One or more, in the order in which they are best made.
    pub changes: Vec<Change>,
}

/// One change.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Change {
    /// Another text for a policy, or a new policy.
    Policy(PolicyChange),
    /// A policy less.
    Removal(PolicyRemoval),
    /// Another value in the request.
    Request(RequestChange),
}

/// A policy less: detached or deleted.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PolicyRemoval {
    /// The policy's type.
    pub layer: Layer,
    /// The policy's name.
    pub name: Arc<str>,
    /// The position among the policies of its type.
    pub index: usize,
    /// What is done, in one sentence.
    pub summary: String,
}

/// Another text for a policy, or a new policy.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PolicyChange {
    /// The policy's type.
    pub layer: Layer,
    /// The policy's name; of a new one, a proposal.
    pub name: Arc<str>,
    /// The position among the policies of its type; `None` for a new one.
    pub index: Option<usize>,
    /// The statement that is changed, from 0; `None` for a new one.
    pub statement: Option<usize>,
    /// What is done, in one sentence.
    pub summary: String,
    /// The whole new text.
    pub text: String,
    /// What is new in it; empty where something was taken out.
    pub span: Span,
}

/// A value that the request should have.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RequestChange {
    /// The condition key.
    pub key: String,
    /// Its value.
    pub value: String,
    /// What is done, in one sentence.
    pub summary: String,
}

impl Change {
    /// What is done, in one sentence.
    pub fn summary(&self) -> &str {
        match self {
            Self::Policy(change) => &change.summary,
            Self::Removal(change) => &change.summary,
            Self::Request(change) => &change.summary,
        }
    }
}

impl Plan {
    /// How many policies it changes.
    pub fn policy_changes(&self) -> usize {
        self.changes.iter().filter(|change| !matches!(change, Change::Request(_))).count()
    }
}
