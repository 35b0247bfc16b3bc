//! The registry of simulated operations: one row each, from which everything else derives.

use crate::caller::Caller;
use crate::error::ApiError;
use crate::input::Input;
use crate::random::Random;
use crate::services::table::{Does, On};
use crate::tick::{Tick, Timestamp};
use crate::world::World;
use crate::{iam, organizations, s3, services, sts};
use policy::{NamedPolicy, Resource};
use serde_json::{Map, Value};

/// An operation that the playground simulates.
pub struct Operation {
    /// The endpoint prefix, e.g. `iam`.
    pub service: &'static str,
    /// The API name, e.g. `CreateUser`.
    pub name: &'static str,
    /// What kind of access it is.
    pub access: Access,
    /// What must be allowed before it runs.
    pub checks: Checks,
    /// What it does.
    pub run: Run,
    /// A command that succeeds for an administrator in the founding world.
    pub example: &'static str,
}

/// The rows of one file.
pub type Rows = &'static [Operation];

/// The access levels of the IAM documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Sees what there is.
    List,
    /// Sees what is in it.
    Read,
    /// Creates, changes, deletes.
    Write,
    /// Changes who may do what.
    PermissionsManagement,
    /// Changes tags only.
    Tagging,
}

/// What must be allowed before an operation runs.
pub enum Checks {
    /// Nothing: anyone who is authenticated may.
    Nothing,
    /// One action on one resource.
    One(&'static str, Target),
    /// One action on each of several resources.
    Each(&'static str, Targets),
    /// One action on the resource that the row of a table is about.
    On(&'static str, On),
    /// What depends on the parameters or the world.
    Custom(fn(&Planning<'_>) -> Result<Vec<Check>, ApiError>),
    /// Each part of the request by itself: those that are refused are answered in the reply, see
    /// [`Authorized::parts`].
    InParts(fn(&Planning<'_>) -> Result<Vec<Check>, ApiError>),
}

/// How the resource of a check follows from the request.
pub type Target = fn(&Planning<'_>) -> Result<Check, ApiError>;

/// How the resources of several checks follow from the request.
pub type Targets = fn(&Planning<'_>) -> Result<Vec<Check>, ApiError>;

/// What an operation does when it is allowed.
pub enum Run {
    /// It looks.
    Read(fn(&Authorized, &World) -> Output),
    /// It changes the world. What it did is discarded if it fails.
    Write(fn(&Authorized, &mut World) -> Output),
    /// It gives out temporary credentials or makes a report and changes nothing else; CloudTrail calls that
    /// read-only, and it is nothing to undo.
    Issue(fn(&Authorized, &mut World) -> Output),
    /// What the row of a table says.
    Row(On, Does),
}

impl Run {
    /// Whether it changes the world.
    #[must_use]
    pub const fn changes(&self) -> bool {
        match self {
            Self::Read(_) | Self::Issue(_) => false,
            Self::Write(_) => true,
            Self::Row(_, does) => does.changes(),
        }
    }
}

/// The output members in the model's order, or the service's error.
pub type Output = Result<Map<String, Value>, ApiError>;

/// What is known when the checks are planned.
pub struct Planning<'a> {
    /// The world before the request.
    pub world: &'a World,
    /// Who asks.
    pub caller: &'a Caller,
    /// The validated parameters.
    pub input: &'a Input,
    /// The action of a [`Checks::One`] or [`Checks::Each`].
    pub action: &'static str,
    /// The region of the endpoint.
    pub region: &'a str,
    /// When the request arrived.
    pub now: Timestamp,
    /// Whether the request is a presigned URL.
    pub presigned: bool,
}

/// One action on one resource that must be allowed.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// e.g. `iam:CreateUser`
    pub action: &'static str,
    /// What it is done to.
    pub resource: Resource,
    /// How the denial names the resource, e.g. `user bob`; empty if it does not.
    pub shown: String,
    /// Condition keys of this check, besides those that every request has.
    pub context: Vec<(String, Vec<String>)>,
    /// The resource's own policy, if it has one.
    pub resource_policy: Option<NamedPolicy>,
    /// How a denial is worded.
    pub wording: Wording,
}

/// How a denial is worded. Source: spec error-wordings.md §1, §2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wording {
    /// With the reason.
    Reasoned,
    /// Without the reason, as STS words AssumeRole.
    Unreasoned,
    /// S3: with the reason inside the account, `Access Denied` outside.
    S3,
    /// With the reason, and `this resource` in the place of its name: KMS behind another service.
    ThisResource,
    /// The action and nothing else, as STS words it for those who are nobody yet.
    Bare,
    /// With the reason, and with an encoded message that says more (see `authorization_message.rs`).
    Encoded,
    /// HEAD: a status and no body.
    Bodiless,
}

impl Check {
    /// A check on a resource of an account that denials name as `shown`.
    #[must_use]
    pub fn new(action: &'static str, arn: String, account: Option<String>, shown: String) -> Self {
        Self {
            action,
            resource: Resource { arn, account },
            shown,
            context: Vec::new(),
            resource_policy: None,
            wording: Wording::Reasoned,
        }
    }

    /// The check with another wording.
    #[must_use]
    pub fn worded(self, wording: Wording) -> Self {
        Self { wording, ..self }
    }

    /// The check with one condition key more.
    #[must_use]
    pub fn with(mut self, key: impl Into<String>, values: Vec<String>) -> Self {
        self.context.push((key.into(), values));
        self
    }

    /// The check as one that a service makes for the caller, with the caller's own permissions (a forward access
    /// session). Source: spec context-keys.md §2.
    #[must_use]
    pub(crate) fn forwarded(self) -> Self {
        self.with(VIA_SERVICE, vec!["true".to_owned()])
    }

    /// As [`Check::forwarded`], by a service that says so of itself, e.g. `dynamodb.amazonaws.com`.
    #[must_use]
    pub(crate) fn called_via(self, service: &str) -> Self {
        let keys = ["aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast"];
        keys.into_iter().fold(self.forwarded(), |check, key| check.with(key, vec![service.to_owned()]))
    }

    /// Whether a service makes it for the caller.
    pub(crate) fn is_forwarded(&self) -> bool {
        self.context.iter().any(|(key, _)| key == VIA_SERVICE)
    }

    /// The check with the resource's own policy.
    #[must_use]
    pub fn guarded_by(self, resource_policy: Option<NamedPolicy>) -> Self {
        Self { resource_policy, ..self }
    }
}

const VIA_SERVICE: &str = "aws:ViaAWSService";

/// Proof that every check of a request was allowed: only the gateway makes one, and no operation runs
/// without one.
pub struct Authorized {
    operation: &'static Operation,
    caller: Caller,
    input: Input,
    region: String,
    tick: Tick,
    parts: Vec<Result<(), ApiError>>,
}

impl Authorized {
    pub(crate) fn new(
        operation: &'static Operation,
        caller: Caller,
        input: Input,
        region: String,
        tick: Tick,
    ) -> Self {
        Self { operation, caller, input, region, tick, parts: Vec::new() }
    }

    /// The same with what became of the parts of a [`Checks::InParts`].
    pub(crate) fn in_parts(self, parts: Vec<Result<(), ApiError>>) -> Self {
        Self { parts, ..self }
    }

    /// For each part of a [`Checks::InParts`], in order, whether it was allowed or how it was refused.
    pub fn parts(&self) -> &[Result<(), ApiError>] {
        &self.parts
    }

    /// What is to be done.
    #[must_use]
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Who asked.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The caller's account.
    #[must_use]
    pub fn account(&self) -> &str {
        self.caller.account_id()
    }

    /// The validated parameters.
    #[must_use]
    pub fn input(&self) -> &Input {
        &self.input
    }

    /// The region of the endpoint.
    #[must_use]
    pub fn region(&self) -> &str {
        &self.region
    }

    /// When the request arrived.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.tick.now
    }

    /// The request's time and randomness.
    #[must_use]
    pub fn tick(&self) -> Tick {
        self.tick
    }

    /// The request's randomness; the same sequence at every call.
    #[must_use]
    pub fn random(&self) -> Random {
        Random::new(self.tick.seed)
    }
}

/// A service's endpoint prefix with its operations, which are the result of a function of its own: so the page
/// loads the rows of the services that it needs at first, and the others behind.
pub(crate) type ServiceRows = (&'static str, fn() -> &'static [Rows]);

/// All simulated services but those made of tables.
const SERVICES: [ServiceRows; 5] = [
    ("iam", || iam::OPERATIONS),
    ("sts", || sts::OPERATIONS),
    ("s3", || s3::OPERATIONS),
    ("s3control", || s3::CONTROL_OPERATIONS),
    ("organizations", || organizations::OPERATIONS),
];

fn services() -> impl Iterator<Item = &'static ServiceRows> {
    SERVICES.iter().chain(&services::SERVICES)
}

/// All simulated operations.
pub fn registry() -> impl Iterator<Item = &'static Operation> {
    services().flat_map(|(_, rows)| rows()).copied().flatten()
}

/// An operation by service and API name.
#[must_use]
pub fn find(service: &str, name: &str) -> Option<&'static Operation> {
    let (_, rows) = services().find(|(prefix, _)| *prefix == service)?;
    rows().iter().copied().flatten().find(|operation| operation.name == name)
}
