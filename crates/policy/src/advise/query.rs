//! Who can do something, and what somebody can do.

use serde::Serialize;

use crate::table::{AccessLevel, Action, ActionTable, Service, overlaps};
use crate::{Context, Decision, Layers, Principal, Request, Resource, decide};

/// Somebody who could ask, with what is known of them.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// Who.
    pub principal: &'a Principal,
    /// The condition keys that their request would have.
    pub context: &'a Context,
    /// The policies that would apply.
    pub layers: Layers<'a>,
}

/// The callers that may do the action on the resource, in the order given.
pub fn who_can<'a>(
    action: &str,
    resource: &Resource,
    callers: impl IntoIterator<Item = Caller<'a>>,
) -> Vec<(Caller<'a>, Decision)> {
    let decided = callers.into_iter().map(|caller| (caller, caller.decide(action, resource)));
    decided.filter(|(_, decision)| decision.is_allowed()).collect()
}

/// An action that a caller may do.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Permission {
    /// `service:Name`
    pub action: String,
    /// What it is for.
    pub level: AccessLevel,
    /// Which policy types allow it.
    pub decision: Decision,
}

/// Every action of the table that is done to such a resource and that the caller may do;
/// for `*` the actions that are done to no single resource.
pub fn what_can(caller: &Caller<'_>, resource: &Resource, table: &ActionTable) -> Vec<Permission> {
    let services = table.services().iter();
    let all = services.flat_map(|service| service.actions().iter().map(move |action| (service, action)));
    let done_to_it = all.filter(|(service, action)| is_done_to(service, action, &resource.arn));
    done_to_it
        .filter_map(|(service, action)| {
            let name = service.full_name(action);
            let decision = caller.decide(&name, resource);
            decision.is_allowed().then_some(Permission { action: name, level: action.level, decision })
        })
        .collect()
}

fn is_done_to(service: &Service, action: &Action, arn: &str) -> bool {
    let mut kinds = service.resource_types(action).peekable();
    match kinds.peek() {
        None => arn == "*",
        Some(_) => arn != "*" && kinds.any(|kind| overlaps(arn, kind)),
    }
}

impl Caller<'_> {
    fn decide(&self, action: &str, resource: &Resource) -> Decision {
        let request = Request { principal: self.principal, action, resource, context: self.context };
        decide(&request, &self.layers)
    }
}
