//! Why it was decided so: the trace of one check, for people and for diagrams.

use std::borrow::Cow;
use std::sync::Arc;

use serde::Serialize;

use crate::{Decision, Effect, Span};

/// A decision with everything that led to it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// What was decided; always what [`decide`](crate::decide) says.
    pub decision: Decision,
    /// One plain sentence.
    pub reason: String,
    /// The caller's ARN, service name, or `anonymous`.
    pub principal: String,
    /// The action asked for.
    pub action: String,
    /// The resource's ARN.
    pub resource: String,
    /// Every policy type in the order of evaluation, those that do not apply included.
    pub layers: Vec<LayerTrace>,
}

/// A policy type, in the order in which explicit denies are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub enum Layer {
    /// Resource control policies.
    Rcp,
    /// Service control policies.
    Scp,
    /// The resource-based policy.
    Resource,
    /// The trust policy of a role being assumed; stands where `Resource` does.
    Trust,
    /// The VPC endpoint's policy.
    VpcEndpoint,
    /// Identity-based policies.
    Identity,
    /// The permissions boundary.
    Boundary,
    /// Session policies.
    Session,
}

impl Layer {
    /// What people call it: `service control policy`, `trust policy` …
    pub const fn title(self) -> &'static str {
        match self {
            Self::Rcp => "resource control policy",
            Self::Scp => "service control policy",
            Self::Resource => "resource-based policy",
            Self::Trust => "role trust policy",
            Self::VpcEndpoint => "VPC endpoint policy",
            Self::Identity => "identity-based policy",
            Self::Boundary => "permissions boundary",
            Self::Session => "session policy",
        }
    }
}

/// What one policy type had to say.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LayerTrace {
    /// The policy type.
    pub layer: Layer,
    /// Whether it was consulted.
    pub applies: Applies,
    /// What came out.
    pub result: LayerResult,
    /// Whether the decision rests on it.
    pub decisive: bool,
    /// The levels of an organisation, root first; empty for other policy types.
    pub levels: Vec<LevelTrace>,
    /// The policies consulted.
    pub policies: Vec<PolicyTrace>,
}

/// Whether a policy type has a say in a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Applies {
    /// It has.
    Consulted,
    /// It has not, and why, e.g. `no permissions boundary is set`.
    Not(Cow<'static, str>),
}

/// What a policy type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum LayerResult {
    /// Some `Allow` applies (on every level, for SCPs), and no `Deny`.
    Allows(Grant),
    /// Some `Deny` applies.
    Denies,
    /// Nothing applies.
    Silent,
}

/// How far an `Allow` reaches (spec/evaluation.md §3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Grant {
    /// Not a resource-based policy: it speaks of those it is attached to.
    Plain,
    /// A resource-based policy names the caller's account: it lets that account's policies decide.
    Account,
    /// It names the caller's role or parent user: boundary and session policies still limit.
    Entity,
    /// It names the caller itself or everyone: nothing more is needed in the same account.
    Direct,
}

/// One level of an organisation in an SCP's or RCP's trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LevelTrace {
    /// The level's name.
    pub name: String,
    /// Whether some policy of the level allows.
    pub allows: bool,
}

/// One policy in a trace.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PolicyTrace {
    /// The policy's name.
    pub name: Arc<str>,
    /// Its ARN, if it is a managed one.
    pub arn: Option<Arc<str>>,
    /// The text that spans point into.
    pub text: Arc<str>,
    /// Index into [`LayerTrace::levels`].
    pub level: Option<usize>,
    /// Every statement in the order of the text.
    pub statements: Vec<StatementTrace>,
}

/// One statement in a trace.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct StatementTrace {
    /// Position in the document, from 0.
    pub index: usize,
    /// The statement's label.
    pub sid: Option<String>,
    /// What it would do.
    pub effect: Effect,
    /// The whole statement.
    pub span: Span,
    /// Whether it applies to the request.
    pub verdict: Verdict,
    /// With a miss: what else does not fit, in the order of evaluation.
    pub further: Vec<Miss>,
}

/// Whether a statement applies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub enum Verdict {
    /// Every element fits.
    Matched,
    /// It does not, first of all for this reason.
    Missed(Miss),
}

/// An element of a statement that does not fit the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Miss {
    /// Which element.
    pub element: MissedElement,
    /// Its place in the policy text.
    pub span: Span,
    /// What the policy wants, variables as written.
    pub wanted: Vec<String>,
    /// What the request has; `None` when it has nothing of the kind.
    pub had: Option<Vec<String>>,
    /// One plain sentence, with a hint where there is one.
    pub message: String,
}

/// Which element of a statement does not fit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[allow(missing_docs, reason = "the elements of spec/policy-language.md §1")]
pub enum MissedElement {
    Action,
    NotAction,
    Resource,
    NotResource,
    Principal,
    NotPrincipal,
    /// One key under one operator.
    Condition {
        operator: String,
        key: String,
    },
}

/// The ARN of the managed policy that explicitly denied, for access-denied messages
/// (spec/access-denied-messages.md §1); inline and resource-based policies have none.
pub fn access_denied_arn(explanation: &Explanation) -> Option<&str> {
    let denying =
        explanation.layers.iter().find(|trace| trace.decisive && trace.result == LayerResult::Denies)?;
    let policy = denying.policies.iter().find(|policy| policy.denies())?;
    policy.arn.as_deref()
}

impl PolicyTrace {
    /// Whether one of its `Deny` statements applies.
    pub fn denies(&self) -> bool {
        self.has_matched(Effect::Deny)
    }

    /// Whether one of its statements with that effect applies.
    pub fn has_matched(&self, effect: Effect) -> bool {
        self.statements
            .iter()
            .any(|statement| statement.effect == effect && statement.verdict == Verdict::Matched)
    }
}
