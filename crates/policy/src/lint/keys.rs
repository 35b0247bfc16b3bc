//! Condition keys: whether they exist, and whether the statement's actions have them.

use super::finding::{Class, Finding, Fix};
use super::names::nearest;
use super::{Review, listed, unquoted};
use crate::Spanned;
use crate::document::{Comparison, Condition, Statement};
use crate::table::{Action, ActionTable, ConditionKey, Coverage, Service};

/// Keys that do not exist.
pub(super) fn unknown(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let conditions = review.statements().flat_map(|statement| &statement.conditions);
    findings.extend(conditions.filter_map(|condition| unknown_key(&condition.key, review.table)));
}

fn unknown_key(key: &Spanned<String>, table: &ActionTable) -> Option<Finding> {
    let name = &key.value;
    let Some((prefix, rest)) = name.split_once(':') else {
        let message = format!("`{name}` is no condition key: those begin with `aws:` or a service's prefix.");
        return Some(Finding::error("INVALID_CONDITION_KEY", key.span, message));
    };
    if is_tag_key(rest) && rest.split_once('/').is_none_or(|(_, tag)| tag.is_empty()) {
        let message = format!("`{name}` needs the name of a tag: `{}/team`.", name.trim_end_matches('/'));
        return Some(Finding::error("MISSING_TAG_KEY_IN_CONDITION", key.span, message));
    }
    let is_global = prefix.eq_ignore_ascii_case("aws");
    let is_closed = match table.service(prefix) {
        Some(service) => service.coverage == Coverage::All,
        // Identity providers' claims stand under the provider's host name.
        None => is_global || !prefix.contains('.'),
    };
    if table.key(name).is_some() || !is_closed {
        return None;
    }
    let candidates = match table.service(prefix) {
        Some(service) => service.keys(),
        None => table.global_keys(),
    };
    let near = nearest(name, candidates.iter().map(|key| key.name.as_str()));
    let mut message = format!("There is no condition key `{name}`.");
    let fix = near.map(|near| {
        message.push_str(&format!(" Did you mean `{near}`?"));
        Fix::replace(format!("Change to {near}"), unquoted(key.span), near)
    });
    let code = if is_global { "INVALID_GLOBAL_CONDITION_KEY" } else { "INVALID_SERVICE_CONDITION_KEY" };
    Some(Finding::error(code, key.span, message).with_fix(fix))
}

fn is_tag_key(name: &str) -> bool {
    let kind = name.split('/').next().unwrap_or_default().to_ascii_lowercase();
    ["principaltag", "requesttag", "resourcetag", "existingobjecttag", "requestobjecttag"].contains(&&*kind)
}

/// Keys that requests for the statement's actions never have.
pub(super) fn not_of_the_actions(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.statements() {
        for condition in statement.conditions.iter().filter(|condition| needs_key(condition)) {
            findings.extend(missing_in(condition, statement, review.table));
        }
    }
}

/// Whether the condition fails for a request without its key.
fn needs_key(condition: &Condition) -> bool {
    let operator = condition.operator.value;
    !operator.if_exists && !operator.comparison.is_negated() && operator.comparison != Comparison::Null
}

fn missing_in(condition: &Condition, statement: &Statement, table: &ActionTable) -> Option<Finding> {
    let name = &condition.key.value;
    let key = table.key(name)?;
    let depends_on_action = !key.name.starts_with("aws:") || is_of_tags(key);
    let patterns = listed(&statement.action);
    if !depends_on_action || patterns.is_empty() {
        return None;
    }
    let lacks = |pattern: &&Spanned<String>| {
        let mut matching = table.matching(&pattern.value).peekable();
        matching.peek().is_some() && !matching.any(|(service, action)| has(service, action, name))
    };
    let lacking: Vec<&str> = patterns.iter().filter(lacks).map(|pattern| pattern.value.as_str()).collect();
    let (first, others) = lacking.split_first()?;
    let and = if others.is_empty() { String::new() } else { format!(" and {} more", others.len()) };
    let message = format!(
        "A request for `{first}`{and} never has the key `{name}`, so for it this statement never applies."
    );
    Some(Finding::new(Class::Warning, "KEY_NOT_FOR_ACTION", condition.key.span, message))
}

fn is_of_tags(key: &ConditionKey) -> bool {
    ["aws:RequestTag/", "aws:ResourceTag/", "aws:TagKeys"].contains(&key.name.as_str())
}

fn has(service: &Service, action: &Action, name: &str) -> bool {
    service.coverage == Coverage::NameOnly || service.action_keys(action).any(|key| key.is_called(name))
}
