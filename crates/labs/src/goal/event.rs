//! Goals about what was recorded.

use cloud::request::Door;
use cloud::{Fault, Record};
use serde_json::Value;

use crate::wildcard::fits;

/// Something that must have been recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventGoal {
    /// A pattern for the caller's ARN.
    pub caller: String,
    /// The operations, any of which will do.
    pub operations: Vec<Operation>,
    /// What became of it.
    pub outcome: Outcome,
    /// The door it came through; `None` for either.
    pub door: Option<Door>,
    /// Request parameters as CloudTrail names them, with patterns for their values.
    pub parameters: Vec<(String, String)>,
}

/// An operation as events name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation {
    /// e.g. `s3.amazonaws.com`
    pub source: String,
    /// e.g. `ListBuckets`
    pub name: String,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It succeeded.
    Allowed,
    /// The policies did not allow it.
    Denied,
    /// It failed for another reason.
    Failed,
}

impl Outcome {
    fn of(record: &Record) -> Self {
        match record.error.as_ref().map(|error| error.fault) {
            None => Self::Allowed,
            Some(Fault::Authorization) => Self::Denied,
            Some(_) => Self::Failed,
        }
    }
}

impl EventGoal {
    pub(super) fn is_met_by(&self, record: &Record) -> bool {
        self.is_operation(record)
            && Outcome::of(record) == self.outcome
            && (self.door.is_none() || self.door == record.door)
            && fits(&self.caller, record.event.caller_arn().unwrap_or_default())
            && self.parameters.iter().all(|(name, pattern)| has_parameter(record, name, pattern))
    }

    fn is_operation(&self, record: &Record) -> bool {
        let (source, name) = (&record.event.event_source, &record.event.event_name);
        self.operations.iter().any(|operation| operation.source == *source && operation.name == *name)
    }
}

fn has_parameter(record: &Record, name: &str, pattern: &str) -> bool {
    let value = record.event.request_parameters.get(name);
    value.and_then(Value::as_str).is_some_and(|value| fits(pattern, value))
}
