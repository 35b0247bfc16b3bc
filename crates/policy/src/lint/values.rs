//! Condition values that cannot match, or match too much.

use std::net::Ipv4Addr;

use super::Review;
use super::finding::{Class, Finding};
use crate::condition::{ValueForm, value_form};
use crate::document::{Comparison, Condition};

/// Values that are not what their operator compares.
pub(super) fn wrong_form(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for condition in review.statements().flat_map(|statement| &statement.conditions) {
        let comparison = condition.operator.value.comparison;
        for value in condition.values.iter().filter(|value| !value.value.contains("${")) {
            let Err(form) = value_form(comparison, &value.value) else {
                continue;
            };
            let (code, what) = match form {
                ValueForm::Number => ("INVALID_NUMERIC_VALUE", "a number"),
                ValueForm::Date => ("INVALID_DATE_VALUE", "a date such as `2026-01-31T12:00:00Z`"),
                ValueForm::Bool => ("INVALID_BOOLEAN_VALUE", "`true` or `false`"),
                ValueForm::Address => ("INVALID_IP_RANGE", "an IP address or CIDR range"),
                ValueForm::Base64 => ("INVALID_BASE64_VALUE", "base64"),
                ValueForm::Arn => ("INVALID_ARN_CONDITION", "an ARN of six parts"),
            };
            let message = format!("`{}` is not {what}, so it matches nothing.", value.value);
            findings.push(Finding::error(code, value.span, message));
        }
    }
}

/// Keys whose values should be written out (spec/context-keys.md §5).
const SENSITIVE: &[&str] = &[
    "aws:PrincipalAccount",
    "aws:PrincipalOrgID",
    "aws:ResourceAccount",
    "aws:ResourceOrgID",
    "aws:SourceAccount",
    "aws:SourceOrgID",
    "aws:SourceVpc",
    "aws:SourceVpce",
    "aws:VpceAccount",
    "aws:VpceOrgID",
];

/// Wildcards in account and organisation ids.
pub(super) fn wildcard_in_sensitive_key(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let is_sensitive = |condition: &&Condition| {
        condition.operator.value.comparison == Comparison::StringLike
            && SENSITIVE.iter().any(|key| condition.key.value.eq_ignore_ascii_case(key))
    };
    let conditions = review.statements().flat_map(|statement| &statement.conditions);
    for condition in conditions.filter(is_sensitive) {
        let wild = condition.values.iter().filter(|value| value.value.contains(['*', '?']));
        findings.extend(wild.map(|value| {
            let message = format!(
                "A wildcard in `{}` lets in others than meant: write the values out.",
                condition.key.value
            );
            Finding::new(Class::SecurityWarning, "WILDCARD_IN_SENSITIVE_KEY", value.span, message)
        }));
    }
}

/// AWS sees public addresses in `aws:SourceIp`.
pub(super) fn private_addresses(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let conditions = review.statements().flat_map(|statement| &statement.conditions);
    for condition in conditions.filter(|one| one.key.value.eq_ignore_ascii_case("aws:SourceIp")) {
        let private = condition.values.iter().filter(|value| is_private(&value.value));
        findings.extend(private.map(|value| {
            let message = format!(
                "`{}` is a private range; aws:SourceIp holds the public address a request comes from. \
                 Inside a VPC use aws:VpcSourceIp.",
                value.value
            );
            Finding::new(Class::Warning, "PRIVATE_IP_ADDRESS", value.span, message)
        }));
    }
}

fn is_private(range: &str) -> bool {
    let address = range.split('/').next().unwrap_or_default();
    address.parse().is_ok_and(|address: Ipv4Addr| address.is_private() || address.is_loopback())
}
