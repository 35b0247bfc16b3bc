//! Which condition keys a decision depends on.

use std::collections::BTreeMap;

use serde::Serialize;

use super::witness;
use crate::document::{Condition, Version};
use crate::{Decision, Layers, NamedPolicy, Request, decide};

/// A value of a condition key under which the decision would be another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Flip {
    /// The key, as the policy spells it.
    pub key: String,
    /// What the request has; `None` when it lacks the key.
    pub current: Option<Vec<String>>,
    /// The value that changes the decision; `None`: the key's absence does.
    pub value: Option<String>,
    /// The decision with it.
    pub decision: Decision,
}

/// The condition keys that matter: each with a value, or its absence, under which the
/// outcome would be another. One flip a key and outcome.
pub fn flips(request: &Request<'_>, layers: &Layers<'_>) -> Vec<Flip> {
    let before = decide(request, layers);
    let mut found = Vec::new();
    for (key, values) in keys(request, layers) {
        let current = request.context.get(&key);
        for value in values.iter().map(Some).chain(current.map(|_| None)) {
            let mut context = request.context.clone();
            match value {
                Some(value) => context.set(&key, value.as_str()),
                None => context.remove(&key),
            }
            let decision = decide(&Request { context: &context, ..*request }, layers);
            if decision.outcome != before.outcome {
                found.push(Flip {
                    key: key.clone(),
                    current: current.map(<[_]>::to_vec),
                    value: value.cloned(),
                    decision,
                });
            }
        }
    }
    found.dedup_by(|next, before| next.key == before.key && next.decision.outcome == before.decision.outcome);
    found
}

/// Every key in a condition of some policy, with values worth trying.
fn keys(request: &Request<'_>, layers: &Layers<'_>) -> BTreeMap<String, Vec<String>> {
    let mut keys: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (condition, version) in policies(layers).flat_map(conditions) {
        let values = witness::values(condition, version, request.context);
        let known = keys.entry(condition.key.value.clone()).or_default();
        known.extend(values);
        known.push("something-else".to_owned());
    }
    keys
}

fn policies<'a>(layers: &Layers<'a>) -> impl Iterator<Item = &'a NamedPolicy> {
    let levels = layers.scps.unwrap_or_default().iter().chain(layers.rcps.unwrap_or_default());
    let lists =
        [layers.identity, layers.session.unwrap_or_default(), layers.vpc_endpoint.unwrap_or_default()];
    lists
        .into_iter()
        .flatten()
        .chain(layers.resource)
        .chain(layers.boundary)
        .chain(levels.flat_map(|level| &level.policies))
}

fn conditions(named: &NamedPolicy) -> impl Iterator<Item = (&Condition, Version)> {
    let document = named.policy.document();
    let conditions = document.statements.iter().flat_map(|statement| &statement.conditions);
    conditions.map(|condition| (condition, document.version))
}
