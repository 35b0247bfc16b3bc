//! Values of a condition key that might make a condition hold, or fail.
//!
//! Proposals only: whoever uses them evaluates.

use crate::context::Context;
use crate::document::{Comparison, Condition, Version};
use crate::pattern::{Piece, Syntax, pieces};

/// Values that might make the condition hold or fail: those the policy names, and for truth
/// values both.
pub(super) fn values(condition: &Condition, version: Version, context: &Context) -> Vec<String> {
    let comparison = condition.operator.value.comparison;
    let mut values: Vec<String> = match comparison {
        Comparison::Bool => vec!["true".to_owned(), "false".to_owned()],
        Comparison::Null => vec!["x".to_owned()],
        _ => condition
            .values
            .iter()
            .filter_map(|value| concrete(comparison, &value.value, version, context))
            .collect(),
    };
    values.dedup();
    values
}

/// A value that a pattern matches: wildcards left out, variables as they are in the request.
fn concrete(comparison: Comparison, value: &str, version: Version, context: &Context) -> Option<String> {
    if matches!(comparison, Comparison::IpAddress | Comparison::NotIpAddress) {
        return value.split('/').next().map(str::to_owned);
    }
    let name = comparison.as_str();
    let has_wildcards = name.contains("Like") || name.starts_with("Arn");
    let pieces = pieces(value, Syntax::of(version, has_wildcards));
    let texts = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => Some(&**text),
        Piece::Star => Some(""),
        Piece::Question => Some("x"),
        Piece::Variable(variable) => variable.resolve(context),
    });
    texts.collect()
}

/// Keys that say who the caller is or when it is: nobody can choose their values.
pub(super) fn is_given(key: &str) -> bool {
    const GIVEN: &[&str] = &[
        "aws:PrincipalArn",
        "aws:PrincipalAccount",
        "aws:PrincipalOrgID",
        "aws:PrincipalOrgPaths",
        "aws:PrincipalType",
        "aws:PrincipalIsAWSService",
        "aws:PrincipalServiceName",
        "aws:PrincipalServiceNamesList",
        "aws:ResourceAccount",
        "aws:ResourceOrgID",
        "aws:ResourceOrgPaths",
        "aws:CurrentTime",
        "aws:EpochTime",
        "aws:TokenIssueTime",
        "aws:userid",
        "aws:username",
        "aws:ViaAWSService",
    ];
    GIVEN.iter().any(|given| given.eq_ignore_ascii_case(key))
}
