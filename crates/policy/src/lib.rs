//! The policy language of IAM: text → [`Document`] → [`Policy`] → [`Decision`] and [`Explanation`].
//!
//! Knows no account, does no I/O, reads no clock. The algorithm is that of
//! spec/evaluation.md §4, the language that of spec/policy-language.md.
#![cfg_attr(test, allow(clippy::unwrap_used))]

pub mod advise;
pub mod arn;
pub mod json;

mod choices;
mod condition;
mod context;
mod decision;
mod document;
mod evaluate;
mod explain;
mod key;
mod lint;
mod pattern;
mod policy;

mod principal;
mod request;
mod span;
mod statement;
pub mod table;
mod trace;
mod validate;

pub use context::Context;
pub use decision::{DecidedBy, Decision, Outcome};
pub use document::{
    Comparison, Condition, Document, DocumentError, DocumentErrorKind, Effect, Element, Operator, Polarity,
    PrincipalElement, PrincipalEntry, PrincipalKind, Quantifier, Statement, Version, rewrite_principals,
};
pub use evaluate::decide;
pub use explain::explain;
pub use lint::{Class, Edit, Finding, Fix, lint};
pub use policy::Policy;
pub use principal::{Principal, PrincipalError};
pub use request::{Layers, Level, NamedPolicy, Request, Resource, derive_context};
pub use span::{LineColumn, Span, Spanned, line_column};
pub use trace::{
    Applies, Explanation, Grant, Layer, LayerResult, LayerTrace, LevelTrace, Miss, MissedElement,
    PolicyTrace, StatementTrace, Verdict, access_denied_arn,
};
pub use validate::{PolicyType, Refusal, size_without_white_space, validate};
