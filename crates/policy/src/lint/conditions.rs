//! Operators that do not suit their key.

use std::collections::BTreeSet;

use super::finding::{Class, Edit, Finding, Fix};
use super::{Review, unquoted};
use crate::Span;
use crate::document::{Comparison, Condition, Operator, Quantifier, Version};
use crate::pattern::{Glob, Syntax};
use crate::table::ValueType;

/// Operators for another type of value than the key has.
pub(super) fn wrong_operator_for_type(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for condition in conditions(review) {
        let Some(key) = review.table.key(&condition.key.value) else {
            continue;
        };
        let comparison = condition.operator.value.comparison;
        let Some(fits) = suits(comparison, key.value_type) else {
            continue;
        };
        let message = format!(
            "`{}` holds {}, for which {comparison} is not made.",
            key.name,
            described(key.value_type),
            comparison = comparison.as_str()
        );
        findings.push(Finding::new(fits, "MISMATCHED_OPERATOR", condition.operator.span, message));
    }
}

/// How bad an operator is for a type of value; `None` when it suits.
fn suits(comparison: Comparison, value_type: ValueType) -> Option<Class> {
    let name = comparison.as_str();
    let family = |text: &str| name.trim_start_matches("Not").starts_with(text);
    let is_text = family("String");
    let suits = match value_type {
        _ if comparison == Comparison::Null => true,
        ValueType::String => is_text || family("Binary"),
        ValueType::Arn => family("Arn") || is_text,
        ValueType::Numeric => family("Numeric"),
        ValueType::Bool => family("Bool"),
        // aws:EpochTime is a number of seconds.
        ValueType::Date => family("Date") || family("Numeric"),
        ValueType::IpAddress => family("IpAddress"),
    };
    match (suits, is_text) {
        (true, _) => None,
        // Text compares with text, be it a number's.
        (false, true) => Some(Class::Warning),
        (false, false) => Some(Class::Error),
    }
}

const fn described(value_type: ValueType) -> &'static str {
    match value_type {
        ValueType::String => "text",
        ValueType::Arn => "an ARN",
        ValueType::Numeric => "a number",
        ValueType::Bool => "true or false",
        ValueType::Date => "a date",
        ValueType::IpAddress => "an IP address",
    }
}

/// Keys with several values need `ForAllValues` or `ForAnyValue`.
pub(super) fn missing_qualifier(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for condition in conditions(review) {
        let Operator { quantifier, comparison, .. } = condition.operator.value;
        let is_multivalued = review.table.key(&condition.key.value).is_some_and(|key| key.is_multivalued);
        if !is_multivalued || quantifier.is_some() || comparison == Comparison::Null {
            continue;
        }
        let word = if comparison.is_negated() { "ForAllValues:" } else { "ForAnyValue:" };
        let message = format!(
            "`{}` can have several values: say whether all or any of them must match.",
            condition.key.value
        );
        let start = unquoted(condition.operator.span).start;
        let fix = is_alone(condition, review)
            .then(|| Fix::replace(format!("Add {word}"), Span::new(start, start), word));
        let finding = Finding::new(Class::Warning, "MISSING_QUALIFIER", condition.operator.span, message);
        findings.push(finding.with_fix(fix));
    }
}

/// `ForAllValues` is true for a missing key, which is surprising for a single value.
pub(super) fn needless_qualifier(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for condition in conditions(review) {
        let key = review.table.key(&condition.key.value);
        let has_single_value = key.is_some_and(|key| !key.is_multivalued);
        if has_single_value && condition.operator.value.quantifier == Some(Quantifier::ForAllValues) {
            let message = format!(
                "`{}` has one value; ForAllValues makes the condition true when it has none.",
                condition.key.value
            );
            let code = "FORALLVALUES_WITH_SINGLE_VALUED_KEY";
            findings.push(Finding::new(Class::SecurityWarning, code, condition.operator.span, message));
        }
    }
}

/// An `Allow` with `ForAllValues` allows requests without the key.
pub(super) fn for_all_values_without_guard(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows() {
        let guarded = |key: &str| {
            statement.conditions.iter().any(|condition| {
                condition.operator.value.comparison == Comparison::Null
                    && condition.key.value.eq_ignore_ascii_case(key)
            })
        };
        let unguarded = statement.conditions.iter().filter(|condition| {
            let is_multivalued = review.table.key(&condition.key.value).is_none_or(|key| key.is_multivalued);
            let operator = condition.operator.value;
            operator.quantifier == Some(Quantifier::ForAllValues)
                && is_multivalued
                && !operator.comparison.is_negated()
                && !guarded(&condition.key.value)
        });
        for condition in unguarded {
            let key = &condition.key.value;
            let message = format!(
                "ForAllValues is true for a request without `{key}`: add `\"Null\": {{\"{key}\": \"false\"}}`."
            );
            let code = "FORALLVALUES_WITHOUT_NULL_CHECK";
            findings.push(Finding::new(Class::SecurityWarning, code, condition.operator.span, message));
        }
    }
}

/// The same key twice under one operator, in different case.
pub(super) fn duplicate_keys(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.statements() {
        let mut seen = BTreeSet::new();
        for condition in &statement.conditions {
            let key = (condition.operator.span, condition.key.value.to_ascii_lowercase());
            if !seen.insert(key) {
                let message = format!(
                    "`{}` stands twice here: the case of a condition key does not matter.",
                    condition.key.value
                );
                findings.push(Finding::error("DUPLICATE_CONDITION_KEY", condition.key.span, message));
            }
        }
    }
}

/// `StringEquals` takes a star for a star.
pub(super) fn wildcards_in_string_equals(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for condition in conditions(review) {
        let instead = match condition.operator.value.comparison {
            Comparison::StringEquals => Comparison::StringLike,
            Comparison::StringNotEquals => Comparison::StringNotLike,
            _ => continue,
        };
        let plain = Syntax::of(Version::V2012, false);
        let wild = Syntax::of(Version::V2012, true);
        let has_wildcard =
            |text: &str| text.contains('*') && Glob::text(text, plain) != Glob::text(text, wild);
        let Some(value) = condition.values.iter().find(|value| has_wildcard(&value.value)) else {
            continue;
        };
        let operator = condition.operator.value;
        let message = format!(
            "{} takes the `*` in `{}` as it is; {} takes it for any text.",
            operator.comparison.as_str(),
            value.value,
            instead.as_str()
        );
        let like = Operator { comparison: instead, ..operator }.to_string();
        let fix = is_alone(condition, review).then(|| {
            let edit = Edit { span: unquoted(condition.operator.span), text: like.clone() };
            Fix { title: format!("Change to {like}"), edits: vec![edit] }
        });
        findings.push(
            Finding::new(Class::Warning, "WILDCARD_IN_STRING_EQUALS", value.span, message).with_fix(fix),
        );
    }
}

fn conditions<'a>(review: &Review<'a>) -> impl Iterator<Item = &'a Condition> {
    review.statements().flat_map(|statement| &statement.conditions)
}

/// Whether the condition's key is the only one under its operator.
fn is_alone(condition: &Condition, review: &Review<'_>) -> bool {
    let same = |other: &&Condition| other.operator.span == condition.operator.span;
    conditions(review).filter(same).count() == 1
}
