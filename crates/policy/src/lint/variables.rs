//! Policy variables in places, versions and forms in which they are none.

use super::Review;
use super::finding::{Class, Finding};
use crate::Spanned;
use crate::document::{Statement, Version};
use crate::pattern::{Piece, Syntax, pieces};

/// Variables where none are taken: actions, principals, keys, the first parts of ARNs,
/// values of other than string and ARN operators.
pub(super) fn misplaced(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let report = |spanned: &Spanned<String>, place: &str| {
        let message = format!("{place} takes no policy variables: `{}` is plain text.", spanned.value);
        Finding::error("VARIABLE_UNSUPPORTED_IN_ELEMENT", spanned.span, message)
    };
    for statement in review.statements() {
        let actions = statement.action.values.iter().filter(|value| has_dollar(&value.value));
        findings.extend(actions.map(|value| report(value, "An action")));
        let keys = statement.conditions.iter().map(|condition| &condition.key);
        findings.extend(keys.filter(|key| has_dollar(&key.value)).map(|key| report(key, "A condition key")));
        let resources = statement.resource.iter().flat_map(|element| &element.values);
        let early = resources.filter(|value| is_early(&value.value));
        findings.extend(early.map(|value| report(value, "The part before an ARN's fifth colon")));
        for condition in &statement.conditions {
            let name = condition.operator.value.comparison.as_str();
            let takes_variables = name.contains("String") || name.starts_with("Arn") || name == "Bool";
            let values = condition.values.iter().filter(|value| !takes_variables && has_dollar(&value.value));
            findings.extend(values.map(|value| report(value, name)));
        }
    }
}

fn has_dollar(text: &str) -> bool {
    text.contains("${")
}

fn is_early(resource: &str) -> bool {
    let fifth = resource.match_indices(':').nth(4).map_or(resource.len(), |(at, _)| at);
    resource.find("${").is_some_and(|at| at < fifth)
}

/// The values that take variables.
fn values(statement: &Statement) -> impl Iterator<Item = &Spanned<String>> {
    let resources = statement.resource.iter().flat_map(|element| &element.values);
    resources.chain(statement.conditions.iter().flat_map(|condition| &condition.values))
}

/// `${` that begins no variable: empty, unclosed, with spaces, with a bad default.
pub(super) fn malformed(review: &Review<'_>, findings: &mut Vec<Finding>) {
    if review.document.version != Version::V2012 {
        return;
    }
    let syntax = Syntax::of(Version::V2012, true);
    let is_broken = |value: &&Spanned<String>| {
        let pieces = pieces(&value.value, syntax);
        pieces.iter().any(|piece| matches!(piece, Piece::Literal(text) if text.contains("${")))
    };
    findings.extend(review.statements().flat_map(values).filter(is_broken).map(|value| {
        let message = format!(
            "`{}` holds a `${{` that begins no variable; the forms are `${{key}}` and `${{key, 'default'}}`.",
            value.value
        );
        Finding::error("INVALID_VARIABLE", value.span, message)
    }));
}

/// Version 2008-10-17 has no variables.
pub(super) fn in_old_version(review: &Review<'_>, findings: &mut Vec<Finding>) {
    if review.document.version == Version::V2012 {
        return;
    }
    let with_variable = review.statements().flat_map(values).filter(|value| has_dollar(&value.value));
    findings.extend(with_variable.map(|value| {
        let message =
            format!("`{}` is plain text: variables need `\"Version\": \"2012-10-17\"`.", value.value);
        Finding::new(Class::Warning, "VARIABLE_UNSUPPORTED_IN_VERSION", value.span, message)
    }));
}
