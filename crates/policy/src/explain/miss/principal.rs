use super::words;
use crate::arn::{Arn, is_account_id};
use crate::document::{Effect, Polarity, PrincipalElement, PrincipalEntry, PrincipalKind, Statement};
use crate::evaluate::Probe;
use crate::explain::caller;
use crate::principal::Principal;
use crate::trace::{Miss, MissedElement};

pub(super) fn describe(statement: &Statement, probe: &Probe<'_>) -> Miss {
    let had = Some(vec![caller(probe.principal).into_owned()]);
    let Some(element) = &statement.principal else {
        return Miss {
            element: MissedElement::Principal,
            span: statement.span,
            wanted: Vec::new(),
            had,
            message: "The statement names no Principal, so it speaks of nobody.".to_owned(),
        };
    };
    let (kind, message) = match element.polarity {
        Polarity::Listed => (MissedElement::Principal, not_named(element, probe)),
        Polarity::NotListed => {
            let message = not_principal(statement.effect.value, probe.principal);
            (MissedElement::NotPrincipal, message)
        }
    };
    Miss {
        element: kind,
        span: element.span,
        wanted: element.entries.iter().map(|e| e.value.clone()).collect(),
        had,
        message,
    }
}

fn not_principal(effect: Effect, principal: &Principal) -> String {
    match effect {
        Effect::Allow => "NotPrincipal with Allow lets nobody in.".to_owned(),
        Effect::Deny => format!("NotPrincipal leaves out {}.", described(principal)),
    }
}

fn not_named(element: &PrincipalElement, probe: &Probe<'_>) -> String {
    let caller = described(probe.principal);
    let hint = element.entries.iter().find_map(|entry| hint(entry, probe.principal));
    if let Some(hint) = hint {
        return format!("{hint} The caller is {caller}.");
    }
    let values: Vec<_> = element.entries.iter().map(|entry| &*entry.value).collect();
    if values.is_empty() {
        return "The list of principals is empty.".to_owned();
    }
    let named = words::all_of(&values);
    format!("The statement is for {named}, the caller is {caller}.")
}

/// What is worth saying about an entry that is not the caller.
fn hint(entry: &PrincipalEntry, principal: &Principal) -> Option<String> {
    let value = &entry.value;
    match entry.kind {
        PrincipalKind::Service => {
            let is_service = matches!(principal, Principal::Service { .. });
            (!is_service).then(|| format!("The statement is for the AWS service `{value}`."))
        }
        PrincipalKind::Aws if value.starts_with("AIDA") || value.starts_with("AROA") => Some(format!(
            "`{value}` is the unique id of a user or role that is not the caller: when one is \
                 deleted and made anew under the same name, its id is another one."
        )),
        PrincipalKind::Aws if is_account_id(value) => other_account(value, principal),
        PrincipalKind::Aws => {
            let arn = Arn::parse(value)?;
            match arn.resource {
                "root" => other_account(arn.account, principal),
                resource if resource.contains('*') => {
                    Some(format!("`{value}`: a principal's ARN takes no wildcards."))
                }
                resource if resource.starts_with("group/") => {
                    Some(format!("`{value}`: a group cannot be a principal."))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

fn other_account(named: &str, principal: &Principal) -> Option<String> {
    let own = principal.account()?;
    (own != named).then(|| format!("The statement is for account `{named}`, not `{own}`."))
}

/// The caller with what it is.
fn described(principal: &Principal) -> String {
    let kind = match principal {
        Principal::Root { .. } => "the root user",
        Principal::User { .. } => "the user",
        Principal::RoleSession { .. } => "the role session",
        Principal::FederatedSession { .. } => "the federated session",
        Principal::Service { .. } => "the AWS service",
        Principal::Federated { .. } => "somebody signed in with",
        Principal::Anonymous => return "anonymous".to_owned(),
    };
    format!("{kind} `{}`", caller(principal))
}
