//! What could be left out, and what never has an effect.

use super::cover::{self, Case, Pattern};
use super::finding::{Class, Edit, Finding, Fix};
use super::{Review, listed};
use crate::advise::item_span;
use crate::document::{Element, Statement};

/// Values of a list that another value of it covers.
pub(super) fn in_lists(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.statements() {
        redundant_values(&statement.action, Case::Ignored, "REDUNDANT_ACTION", findings);
        if let Some(resource) = &statement.resource {
            redundant_values(resource, Case::Counts, "REDUNDANT_RESOURCE", findings);
        }
    }
}

fn redundant_values(element: &Element, case: Case, code: &'static str, findings: &mut Vec<Finding>) {
    let values = &element.values;
    let patterns = cover::patterns(element, case);
    for (index, value) in values.iter().enumerate() {
        let narrow = &patterns[index];
        let covers = |(other, wide): &(usize, &Pattern)| {
            // Of two that say the same the first stays.
            *other != index && wide.covers(narrow) && (*other < index || !narrow.covers(wide))
        };
        let Some((wide, _)) = patterns.iter().enumerate().find(covers) else {
            continue;
        };
        let wide = &values[wide];
        let message = format!("`{}` covers `{}`.", wide.value, value.value);
        let fix = Fix {
            title: format!("Remove {}", value.value),
            edits: vec![Edit { span: item_span(values, index), text: String::new() }],
        };
        findings.push(Finding::new(Class::Suggestion, code, value.span, message).with_fix(Some(fix)));
    }
}

/// Statements that another one of the same effect covers.
pub(super) fn statements(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let statements: Vec<&Statement> = review.statements().collect();
    for (index, statement) in statements.iter().enumerate() {
        let covers = |(other, wide): &(usize, &&Statement)| {
            *other != index
                && wide.effect.value == statement.effect.value
                && cover::statement(wide, statement)
                && (*other < index || !cover::statement(statement, wide))
        };
        let Some((other, _)) = statements.iter().enumerate().find(covers) else {
            continue;
        };
        let message = format!("Statement {} says all that this one says.", other + 1);
        findings.push(Finding::new(Class::Suggestion, "REDUNDANT_STATEMENT", statement.span, message));
    }
}

/// Allows that a Deny of the same policy always overrides.
pub(super) fn unreachable(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let denies: Vec<&Statement> =
        review.denies().filter(|statement| statement.conditions.is_empty()).collect();
    for statement in review.allows().filter(|_| !denies.is_empty()) {
        if let Some(deny) = denies.iter().find(|deny| cover::statement(deny, statement)) {
            let sid = deny.sid.as_ref().map_or(String::new(), |sid| format!(" `{}`", sid.value));
            let message = format!("A Deny{sid} of this policy overrides this statement every time.");
            findings.push(Finding::new(Class::Warning, "UNREACHABLE_STATEMENT", statement.span, message));
        } else {
            unreachable_actions(statement, &denies, findings);
        }
    }
}

fn unreachable_actions(statement: &Statement, denies: &[&Statement], findings: &mut Vec<Finding>) {
    let mut narrowed = statement.clone();
    for value in listed(&statement.action) {
        narrowed.action.values = vec![value.clone()];
        if denies.iter().any(|deny| cover::statement(deny, &narrowed)) {
            let message = format!("A Deny of this policy overrides `{}` every time.", value.value);
            findings.push(Finding::new(Class::Warning, "UNREACHABLE_ACTION", value.span, message));
        }
    }
}
