//! Statements that allow more than is wise.

use super::finding::{Class, Finding};
use super::{Review, has_key, listed};
use crate::PolicyType;
use crate::document::{Polarity, Statement};
use crate::pattern::Glob;

fn is_for_everything(statement: &Statement) -> bool {
    let resources = statement.resource.as_ref().map_or(&[][..], |element| listed(element));
    resources.iter().any(|value| value.value == "*")
}

/// Whether the policy gives permissions to people or programs.
fn gives_permissions(review: &Review<'_>) -> bool {
    matches!(review.kind, PolicyType::Managed | PolicyType::Inline)
}

/// Everything on everything.
pub(super) fn full_access(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows().filter(|_| gives_permissions(review)) {
        let star = listed(&statement.action).iter().find(|value| matches!(value.value.as_str(), "*" | "*:*"));
        let Some(star) = star.filter(|_| is_for_everything(statement)) else {
            continue;
        };
        let message = "This allows everything on everything, IAM included.".to_owned();
        findings.push(Finding::new(Class::SecurityWarning, "FULL_ACCESS", star.span, message));
    }
}

/// Who may pass any role gets what the strongest role has.
pub(super) fn pass_role(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows().filter(|statement| is_for_everything(statement)) {
        let passes = |value: &str| {
            let lower = value.to_ascii_lowercase();
            lower.starts_with("iam:") && Glob::action(&lower).matches("iam:passrole", None)
        };
        let action = listed(&statement.action).iter().find(|value| passes(&value.value));
        let limited = has_key(statement, &["iam:PassedToService", "iam:AssociatedResourceArn"]);
        let Some(action) = action.filter(|_| !limited) else {
            continue;
        };
        let message = "Passing any role to any service gives the permissions of the strongest role: name the \
                       roles in Resource, and the service in a condition on iam:PassedToService.";
        let code = "PASS_ROLE_WITH_STAR_IN_RESOURCE";
        findings.push(Finding::new(Class::SecurityWarning, code, action.span, message.to_owned()));
    }
}

/// `NotAction` and `NotResource` with `Allow` take in whatever AWS adds.
pub(super) fn not_action(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows().filter(|_| gives_permissions(review)) {
        if statement.action.polarity == Polarity::NotListed {
            let message = "Allow with NotAction allows all other actions of all services, those to come \
                           included.";
            let code = "ALLOW_WITH_NOT_ACTION";
            let span = statement.action.key_span;
            findings.push(Finding::new(Class::SecurityWarning, code, span, message.to_owned()));
        }
        let not_resource =
            statement.resource.as_ref().filter(|element| element.polarity == Polarity::NotListed);
        findings.extend(not_resource.map(|element| {
            let message = "Allow with NotResource allows all other resources, those to come included.";
            Finding::new(
                Class::SecurityWarning,
                "ALLOW_WITH_NOT_RESOURCE",
                element.key_span,
                message.to_owned(),
            )
        }));
    }
}
