use serde::{Deserialize, Serialize};

use super::Operator;
use crate::{Span, Spanned};

/// One statement of a policy document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The whole statement, braces included.
    pub span: Span,
    /// `Sid`, when given: a label without effect on decisions.
    pub sid: Option<Spanned<String>>,
    /// What the statement does when it applies.
    pub effect: Spanned<Effect>,
    /// `Principal` or `NotPrincipal`; resource-based policies have one.
    pub principal: Option<PrincipalElement>,
    /// `Action` or `NotAction`.
    pub action: Element,
    /// `Resource` or `NotResource`; a trust policy has none.
    pub resource: Option<Element>,
    /// Every key of every operator under `Condition`; all must hold.
    pub conditions: Vec<Condition>,
}

/// What a statement does when it applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Effect {
    /// Allows, unless something denies.
    Allow,
    /// Denies, whatever else allows.
    Deny,
}

impl Effect {
    /// The word in the policy.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Allow => "Allow",
            Self::Deny => "Deny",
        }
    }
}

/// Whether an element lists what it means or what it leaves out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Polarity {
    /// `Action`, `Resource`, `Principal`.
    Listed,
    /// `NotAction`, `NotResource`, `NotPrincipal`: everything but the listed.
    NotListed,
}

/// An `Action`, `NotAction`, `Resource` or `NotResource` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// Plain or `Not…`.
    pub polarity: Polarity,
    /// The key.
    pub key_span: Span,
    /// The string or list behind it.
    pub span: Span,
    /// The patterns as written.
    pub values: Vec<Spanned<String>>,
}

/// A `Principal` or `NotPrincipal` element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalElement {
    /// Plain or `Not…`.
    pub polarity: Polarity,
    /// The key.
    pub key_span: Span,
    /// The string or object behind it.
    pub span: Span,
    /// Who is named.
    pub entries: Vec<PrincipalEntry>,
}

/// One named principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalEntry {
    /// Under which key it stands.
    pub kind: PrincipalKind,
    /// The value, escapes resolved.
    pub value: String,
    /// The value's place, quotes included.
    pub span: Span,
}

/// The key a principal stands under.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
pub enum PrincipalKind {
    /// The lone `"Principal": "*"`.
    Everyone,
    /// `AWS`: an account, user, role, session, unique id or `*`.
    #[serde(rename = "AWS")]
    Aws,
    /// `Service`: an AWS service principal.
    Service,
    /// `Federated`: a web identity or SAML provider.
    Federated,
    /// `CanonicalUser`: an account by its S3 canonical user id.
    CanonicalUser,
}

impl PrincipalKind {
    /// The key in the policy; the lone star has none and reads as `AWS`, which it equals.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Everyone | Self::Aws => "AWS",
            Self::Service => "Service",
            Self::Federated => "Federated",
            Self::CanonicalUser => "CanonicalUser",
        }
    }
}

/// One condition: an operator, one key and the values to compare with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The operator with its qualifiers.
    pub operator: Spanned<Operator>,
    /// The condition key as written.
    pub key: Spanned<String>,
    /// The value or list behind the key.
    pub values_span: Span,
    /// The values; numbers and booleans without quotes as their text.
    pub values: Vec<Spanned<String>>,
}

impl Condition {
    /// From the key to the end of its values.
    pub fn span(&self) -> Span {
        Span::new(self.key.span.start, self.values_span.end)
    }
}
