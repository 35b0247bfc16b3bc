//! The policy language of IAM: text → [`Document`] → [`Policy`] → [`Decision`] and [`Explanation`].
//!
//! Knows no account, does no I/O, reads no clock. The algorithm is that of
//! spec/evaluation.md §4, the language that of spec/policy-language.md.
//!
//! ```
//! use policy::{Context, Layers, NamedPolicy, Policy, Principal, Request, Resource, decide, explain};
//!
//! let read = Policy::parse(
//!     r#"{"Version": "2012-10-17", "Statement": {
//!         "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports"
//!     }}"#,
//! )?;
//! let alice = Principal::from_arn("arn:aws:iam::111122223333:user/alice", None, None)?;
//! let object = Resource { arn: "arn:aws:s3:::reports/may.csv".into(), account: Some("111122223333".into()) };
//! let mut context = Context::new();
//! alice.fill_context(&mut context);
//! let request =
//!     Request { principal: &alice, action: "s3:GetObject", resource: &object, context: &context };
//! let identity = [NamedPolicy::new("read", read)];
//! let layers = Layers { identity: &identity, ..Layers::default() };
//!
//! assert!(!decide(&request, &layers).is_allowed());
//! assert_eq!(
//!     explain(&request, &layers).reason,
//!     "No identity-based policy of the caller allows `s3:GetObject` on `arn:aws:s3:::reports/may.csv`."
//! );
//! let advice = policy::advise::advise(&request, &layers);
//! assert_eq!(
//!     advice.plans[0].changes[0].summary(),
//!     "Add `arn:aws:s3:::reports/may.csv` to statement 1 of the identity-based policy `read`."
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
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
