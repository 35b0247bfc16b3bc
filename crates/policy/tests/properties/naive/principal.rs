//! The table of spec/evaluation.md §3, case by case.

use policy::Principal;
use serde_json::Value;

use super::{Naive, strings};

#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Eq, Ord)]
pub enum Grant {
    None,
    Account,
    Entity,
    Direct,
}

/// What an Allow grants the caller.
pub fn grant(naive: &Naive<'_>, statement: &Value) -> Grant {
    match statement.get("Principal") {
        Some(named) => strongest(naive, named),
        None => Grant::None,
    }
}

/// Whether a Deny means the caller.
pub fn denies(naive: &Naive<'_>, statement: &Value) -> bool {
    if let Some(named) = statement.get("Principal") {
        return strongest(naive, named) != Grant::None;
    }
    match statement.get("NotPrincipal") {
        None => false,
        Some(_) if naive.has_boundary() => true,
        Some(named) => !is_exempt(naive, named),
    }
}

fn is_exempt(naive: &Naive<'_>, named: &Value) -> bool {
    let grants: Vec<Grant> = entries(named).iter().map(|entry| one(naive, entry)).collect();
    let star = entries(named).iter().any(|(_, value)| value == "*");
    let itself = grants.contains(&Grant::Direct) || grants.contains(&Grant::Entity);
    match naive.situation.principal {
        Principal::User { .. } | Principal::RoleSession { .. } | Principal::FederatedSession { .. } => {
            star || (itself && grants.contains(&Grant::Account))
        }
        _ => star || itself,
    }
}

fn strongest(naive: &Naive<'_>, named: &Value) -> Grant {
    let entries = entries(named);
    entries.iter().map(|entry| one(naive, entry)).max().unwrap_or(Grant::None)
}

fn entries(named: &Value) -> Vec<(String, String)> {
    let Some(members) = named.as_object() else {
        return vec![("AWS".into(), "*".into())];
    };
    let pairs = members.iter();
    pairs.flat_map(|(kind, values)| strings(values).into_iter().map(|value| (kind.clone(), value))).collect()
}

fn one(naive: &Naive<'_>, (kind, value): &(String, String)) -> Grant {
    let principal = &naive.situation.principal;
    let direct_if = |condition: bool| if condition { Grant::Direct } else { Grant::None };
    if kind == "AWS" && value == "*" {
        return Grant::Direct;
    }
    let as_account = |account: &str| *value == account || *value == format!("arn:aws:iam::{account}:root");
    match principal {
        Principal::Service { name } => direct_if(kind == "Service" && **name == *value),
        Principal::Federated { provider } => direct_if(kind == "Federated" && **provider == *value),
        Principal::Anonymous => Grant::None,
        _ if kind != "AWS" => Grant::None,
        Principal::Root { account } => direct_if(as_account(account)),
        Principal::User { account, .. } if as_account(account) => Grant::Account,
        Principal::RoleSession { account, .. } if as_account(account) => Grant::Account,
        Principal::FederatedSession { account, .. } if as_account(account) => Grant::Account,
        Principal::User { arn, id, .. } => direct_if(**arn == *value || id.as_deref() == Some(value)),
        Principal::RoleSession { session_arn, role_arn, role_id, .. } => {
            if **role_arn == *value || role_id.as_deref() == Some(value) {
                Grant::Entity
            } else {
                direct_if(**session_arn == *value)
            }
        }
        Principal::FederatedSession { arn, parent_arn, parent_id, .. } => {
            if **parent_arn == *value || parent_id.as_deref() == Some(value) {
                Grant::Entity
            } else {
                direct_if(**arn == *value)
            }
        }
    }
}
