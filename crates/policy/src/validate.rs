//! What AWS refuses on save, in its words.
//!
//! Sources: spec/policy-language.md §2, §3 and §10, spec/error-wordings.md.

use serde::Serialize;

use crate::{Document, Span};

/// The kinds of policy that differ in what they may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum PolicyType<'a> {
    /// A managed identity policy; also one that serves as a permissions boundary.
    Managed,
    /// An inline identity policy of a user, group or role.
    Inline,
    /// A role's trust policy.
    Trust,
    /// A session policy given with AssumeRole or GetFederationToken.
    Session,
    /// A bucket policy.
    S3Bucket {
        /// The bucket that the policy belongs to.
        bucket: &'a str,
    },
    /// A queue policy.
    SqsQueue,
    /// A key policy.
    KmsKey,
    /// A service control policy.
    Scp,
    /// A resource control policy.
    Rcp,
    /// A VPC endpoint's policy.
    VpcEndpoint,
}

/// AWS's refusal of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// AWS's error code, e.g. `MalformedPolicyDocument`.
    pub code: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// AWS's text.
    pub message: String,
    /// The offending part; `None` when it is the document as a whole.
    pub span: Option<Span>,
    /// Line of the offending part's first character, from 1.
    pub line: u32,
    /// Column of the offending part's first character, from 1.
    pub column: u32,
    /// What is wrong in plain words, where AWS's text does not say.
    pub detail: Option<String>,
}

/// Characters without white space: what IAM's size quotas count.
pub fn size_without_white_space(text: &str) -> usize {
    text.chars().filter(|c| !c.is_whitespace()).count()
}

/// Checks a document as AWS does when it is saved.
///
/// Whether named principals exist is the account's to say.
pub fn validate(text: &str, _kind: PolicyType<'_>) -> Result<Document, Refusal> {
    Document::parse(text).map_err(|error| Refusal {
        code: "MalformedPolicyDocument",
        http: 400,
        message: "Syntax errors in policy.".to_owned(),
        span: Some(error.span),
        line: error.line,
        column: error.column,
        detail: Some(error.kind.to_string()),
    })
}
