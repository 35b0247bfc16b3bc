//! Statements that are correct and do something else than most people think.
//!
//! Source: spec/evaluation.md §9, spec/context-keys.md §4.

use super::finding::{Class, Finding, Fix};
use super::{Review, has_key, unquoted};
use crate::document::{Comparison, Condition};
use crate::pattern::{Piece, Syntax, pieces};

/// `…IfExists` does not save a negated Deny: a missing key still denies.
pub(super) fn negated_if_exists(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let conditions = review.denies().flat_map(|statement| &statement.conditions);
    for condition in conditions {
        let operator = condition.operator.value;
        if operator.if_exists && operator.comparison.is_negated() {
            let message = format!(
                "A request without `{}` is denied all the same: for a negated operator IfExists changes \
                 nothing. To spare such requests add `\"Null\": {{\"{}\": \"false\"}}`.",
                condition.key.value, condition.key.value
            );
            let code = "NEGATED_IF_EXISTS_WITH_DENY";
            findings.push(Finding::new(Class::Suggestion, code, condition.operator.span, message));
        }
    }
}

/// Long-term access keys never carry `aws:MultiFactorAuthPresent`.
pub(super) fn multi_factor(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let is_about_mfa = |condition: &&Condition| {
        condition.key.value.eq_ignore_ascii_case("aws:MultiFactorAuthPresent")
            && condition.operator.value.comparison == Comparison::Bool
    };
    let has = |condition: &Condition, wanted: &str| {
        condition.values.iter().any(|value| value.value.eq_ignore_ascii_case(wanted))
    };
    for condition in review.denies().flat_map(|statement| &statement.conditions).filter(is_about_mfa) {
        if condition.operator.value.if_exists || !has(condition, "false") {
            continue;
        }
        let message = "Long-term access keys have no such key and slip through this Deny: BoolIfExists catches \
                       them.";
        let span = unquoted(condition.operator.span);
        let fix = Fix::replace("Change to BoolIfExists", span, "BoolIfExists");
        let finding = Finding::new(
            Class::SecurityWarning,
            "MFA_DENY_MISSES_ACCESS_KEYS",
            condition.operator.span,
            message.to_owned(),
        );
        findings.push(finding.with_fix(Some(fix)));
    }
    for condition in review.allows().flat_map(|statement| &statement.conditions).filter(is_about_mfa) {
        if !condition.operator.value.if_exists || !has(condition, "true") {
            continue;
        }
        let message = "Long-term access keys have no such key, and IfExists lets them through without MFA.";
        let fix = Fix::replace("Change to Bool", unquoted(condition.operator.span), "Bool");
        let finding = Finding::new(
            Class::SecurityWarning,
            "MFA_ALLOW_WITHOUT_MFA",
            condition.operator.span,
            message.to_owned(),
        );
        findings.push(finding.with_fix(Some(fix)));
    }
}

/// Requests through a VPC endpoint have no `aws:SourceIp`.
pub(super) fn vpc_lock_out(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.denies() {
        let by_address = statement.conditions.iter().find(|condition| {
            condition.operator.value.comparison == Comparison::NotIpAddress
                && condition.key.value.eq_ignore_ascii_case("aws:SourceIp")
        });
        let spares = ["aws:SourceVpc", "aws:SourceVpce", "aws:ViaAWSService", "aws:VpcSourceIp"];
        let Some(condition) = by_address.filter(|_| !has_key(statement, &spares)) else {
            continue;
        };
        let message = "Requests through a VPC endpoint, and those that a service makes for the caller, have no or \
                       another aws:SourceIp and are denied: add conditions on aws:SourceVpce and \
                       aws:ViaAWSService.";
        let finding =
            Finding::new(Class::Warning, "VPC_LOCK_OUT", condition.operator.span, message.to_owned());
        findings.push(finding);
    }
}

/// A Deny whose resource has a variable without value does not bite.
pub(super) fn deny_with_variable(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let syntax = Syntax::of(review.document.version, true);
    let resources = review.denies().filter_map(|statement| statement.resource.as_ref());
    for value in resources.flat_map(|element| &element.values) {
        let is_open =
            |piece: &Piece| matches!(piece, Piece::Variable(variable) if variable.default.is_none());
        if pieces(&value.value, syntax).iter().any(is_open) {
            let message = format!(
                "For callers without a value for the variable in `{}` this Deny does not apply: give it a \
                 default, as in `${{key, 'none'}}`.",
                value.value
            );
            findings.push(Finding::new(Class::Warning, "DENY_WITH_VARIABLE", value.span, message));
        }
    }
}
