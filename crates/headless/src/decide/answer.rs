//! What is answered.

use policy::Explanation;
use serde::Serialize;
use serde_json::value::RawValue;

use super::Detail;

/// A case's decision.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    id: Option<&'a RawValue>,
    decision: &'static str,
    decided_by: &'static str,
    reason: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<&'a Explanation>,
}

impl<'a> Answer<'a> {
    pub(super) fn new(id: Option<&'a RawValue>, explanation: &'a Explanation, detail: Detail) -> Self {
        Self {
            id,
            decision: explanation.decision.outcome.as_str(),
            decided_by: explanation.decision.decided_by.as_str(),
            reason: &explanation.reason,
            trace: (detail == Detail::Trace).then_some(explanation),
        }
    }
}

/// A line that is no case.
#[derive(Serialize)]
pub(super) struct Wrong<'a> {
    pub(super) id: Option<&'a RawValue>,
    pub(super) error: String,
}
