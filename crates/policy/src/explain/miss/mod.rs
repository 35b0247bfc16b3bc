//! Why a statement does not apply: what it wants, what the request has, and a hint.

mod action;
mod condition;
mod principal;
mod resource;
mod words;

use crate::document::{Element, Polarity, Statement, Version};
use crate::evaluate::Probe;
use crate::statement::Part;
use crate::trace::Miss;

/// Describes a part of a statement that does not fit the request.
pub(super) fn describe(part: Part, statement: &Statement, version: Version, probe: &Probe<'_>) -> Miss {
    match part {
        Part::Action => action::describe(statement, probe),
        Part::Resource => resource::describe(statement, version, probe),
        Part::Principal => principal::describe(statement, probe),
        Part::Condition(index) => match statement.conditions.get(index) {
            Some(condition) => condition::describe(condition, probe),
            // Compiled conditions stand at the same places as the document's.
            None => action::describe(statement, probe),
        },
    }
}

fn values(element: &Element) -> Vec<String> {
    let values = element.values.iter();
    values.map(|value| value.value.clone()).collect()
}

const fn is_listed(element: &Element) -> bool {
    matches!(element.polarity, Polarity::Listed)
}
