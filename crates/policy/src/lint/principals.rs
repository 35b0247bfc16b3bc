//! Whom a policy lets in.

use super::finding::{Class, Finding};
use super::{Review, has_key, listed};
use crate::PolicyType;
use crate::arn::{Arn, is_account_id};
use crate::document::{Effect, Polarity, PrincipalEntry, PrincipalKind, Statement};
use crate::pattern::Glob;

fn entries(statement: &Statement) -> &[PrincipalEntry] {
    match &statement.principal {
        Some(element) if element.polarity == Polarity::Listed => &element.entries,
        _ => &[],
    }
}

/// Trust policies whose action is not for that kind of principal.
pub(super) fn wrong_action(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.statements().filter(|_| review.is_trust()) {
        let actions = listed(&statement.action);
        for entry in entries(statement) {
            let needed = needed_action(entry);
            let allows = |value: &str| {
                Glob::action(&value.to_ascii_lowercase()).matches(&needed.to_ascii_lowercase(), None)
            };
            if !actions.is_empty() && !actions.iter().any(|action| allows(&action.value)) {
                let message = format!("`{}` can use `{needed}` only, which is not here.", entry.value);
                findings.push(Finding::error("MISMATCHED_ACTION_FOR_PRINCIPAL", entry.span, message));
            }
        }
    }
}

fn needed_action(entry: &PrincipalEntry) -> &'static str {
    match entry.kind {
        PrincipalKind::Federated if entry.value.contains(":saml-provider/") => "sts:AssumeRoleWithSAML",
        PrincipalKind::Federated => "sts:AssumeRoleWithWebIdentity",
        _ => "sts:AssumeRole",
    }
}

/// `*` without any condition.
pub(super) fn everyone(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows().filter(|statement| statement.conditions.is_empty()) {
        let star = entries(statement).iter().find(|entry| entry.value == "*");
        let Some(entry) = star.filter(|_| review.kind != PolicyType::VpcEndpoint) else {
            continue;
        };
        let message = if review.is_trust() {
            "Everyone in every AWS account may assume this role: name who may, or add a condition."
        } else {
            "Everyone in the world gets this: name who should, or add a condition."
        };
        let code = "BROAD_PRINCIPAL";
        findings.push(Finding::new(Class::SecurityWarning, code, entry.span, message.to_owned()));
    }
}

/// `NotPrincipal` is seldom what it seems.
pub(super) fn not_principal(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let not_listed = |statement: &&Statement| {
        statement.principal.as_ref().is_some_and(|element| element.polarity == Polarity::NotListed)
    };
    for statement in review.statements().filter(not_listed) {
        let Some(element) = &statement.principal else {
            continue;
        };
        let (class, code, message) = match statement.effect.value {
            Effect::Allow => (
                Class::Error,
                "ALLOW_WITH_NOT_PRINCIPAL",
                "NotPrincipal with Allow would let in everyone else; AWS does not take it any more.",
            ),
            Effect::Deny => (
                Class::Warning,
                "DENY_WITH_NOT_PRINCIPAL",
                "NotPrincipal denies also listed principals that have a permissions boundary, and those \
                 whose account is not listed: rather use Principal `*` with a condition on \
                 aws:PrincipalArn.",
            ),
        };
        findings.push(Finding::new(class, code, element.key_span, message.to_owned()));
    }
}

/// A service acts for whoever asks it to: say for whom it may.
pub(super) fn confused_deputy(review: &Review<'_>, findings: &mut Vec<Finding>) {
    const KEYS: &[&str] = &[
        "aws:SourceArn",
        "aws:SourceAccount",
        "aws:SourceOrgID",
        "aws:SourceOrgPaths",
        "aws:PrincipalOrgID",
    ];
    // The compute services assume a role for its own account only.
    const SAFE: &[&str] = &["ec2.amazonaws.com", "lambda.amazonaws.com", "ecs-tasks.amazonaws.com"];
    for statement in review.allows().filter(|statement| !has_key(statement, KEYS)) {
        let service = entries(statement)
            .iter()
            .find(|entry| entry.kind == PrincipalKind::Service && !SAFE.contains(&entry.value.as_str()));
        findings.extend(service.map(|entry| {
            let message = format!(
                "`{}` acts for any account that asks it: add a condition on aws:SourceArn or \
                 aws:SourceAccount.",
                entry.value
            );
            Finding::new(Class::SecurityWarning, "CONFUSED_DEPUTY", entry.span, message)
        }));
    }
}

/// A role for another company should ask for an external id.
pub(super) fn external_id(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows().filter(|_| review.is_trust()) {
        let account = entries(statement).iter().find(|entry| is_account(entry));
        if has_key(statement, &["sts:ExternalId", "aws:PrincipalOrgID", "aws:PrincipalArn"]) {
            continue;
        }
        findings.extend(account.map(|entry| {
            let message = format!(
                "If account `{}` is somebody else's and works for several customers, ask for an \
                 external id: a condition on sts:ExternalId.",
                entry.value
            );
            Finding::new(Class::Suggestion, "MISSING_EXTERNAL_ID", entry.span, message)
        }));
    }
}

fn is_account(entry: &PrincipalEntry) -> bool {
    let is_root = || Arn::parse(&entry.value).is_some_and(|arn| arn.resource == "root");
    entry.kind == PrincipalKind::Aws && (is_account_id(&entry.value) || is_root())
}

/// Issuers that sign tokens for everyone.
const SHARED_ISSUERS: &[&str] = &[
    "token.actions.githubusercontent.com",
    "gitlab.com",
    "app.terraform.io",
    "oidc.circleci.com",
    "agent.buildkite.com",
    "accounts.google.com",
    "cognito-identity.amazonaws.com",
    "www.amazon.com",
    "graph.facebook.com",
];

/// A shared issuer's tokens need a condition on whose they are.
pub(super) fn shared_identity_provider(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.allows().filter(|_| review.is_trust()) {
        for entry in entries(statement).iter().filter(|entry| entry.kind == PrincipalKind::Federated) {
            let host = entry.value.rsplit_once("oidc-provider/").map_or(&*entry.value, |(_, host)| host);
            let is_shared = SHARED_ISSUERS.iter().any(|issuer| host.starts_with(issuer));
            let mut keys = statement.conditions.iter().map(|condition| &condition.key.value);
            if is_shared && !keys.any(|key| key.starts_with(host)) {
                let message = format!(
                    "`{host}` signs tokens for everyone: add a condition on `{host}:sub` or another claim."
                );
                findings.push(Finding::new(
                    Class::SecurityWarning,
                    "SHARED_IDENTITY_PROVIDER",
                    entry.span,
                    message,
                ));
            }
        }
    }
}
