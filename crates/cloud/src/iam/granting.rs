//! Which policies of a thing grant access to a service: any allowing statement counts, whatever its resources
//! and conditions, and boundaries do not. Source: API reference of ListPoliciesGrantingServiceAccess.

use super::layers::{managed_document, name_of};
use super::model::{Iam, Policies, StoredPolicy};
use super::show::{iam, no_group, no_role, no_user};
use super::{read, target};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::world::World;
use policy::{Effect, Polarity, Statement};
use serde_json::{Map, Value, json};

pub(super) const ROWS: Rows = &[read(
    "ListPoliciesGrantingServiceAccess",
    Access::List,
    "iam:ListPoliciesGrantingServiceAccess",
    source,
    list,
    "aws iam list-policies-granting-service-access --arn arn:aws:iam::111122223333:user/admin \
     --service-namespaces s3 iam",
)];

/// The thing that `Arn` names.
pub(super) fn source(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::arn_given(p, "Arn", |_, _| None)
}

/// A user, group, role or managed policy that an ARN of the account names.
pub(super) enum Subject {
    /// By name.
    User(String),
    /// By name.
    Group(String),
    /// By name.
    Role(String),
    /// By ARN.
    Policy(String),
}

impl Subject {
    /// What an ARN names.
    ///
    /// # Errors
    /// `InvalidInput` if it is no ARN of the account's users, groups, roles or policies, `NoSuchEntity` if
    /// there is no such thing.
    pub(super) fn of(account: &str, iam: &Iam, arn: &str) -> Result<Self, ApiError> {
        let invalid =
            || ApiError::new("InvalidInput", 400, format!("Invalid ARN provided in the request: {arn}"));
        let own = arn.strip_prefix("arn:aws:iam::").ok_or_else(invalid)?;
        if own.starts_with("aws:policy/") || own.starts_with(&format!("{account}:policy/")) {
            let found = managed_document(iam, arn).is_some();
            return found
                .then(|| Self::Policy(arn.to_owned()))
                .ok_or_else(|| ApiError::no_such_entity(format!("Policy {arn} was not found.")));
        }
        let resource = own.strip_prefix(account).and_then(|own| own.strip_prefix(':')).ok_or_else(invalid)?;
        let (kind, path) = resource.split_once('/').ok_or_else(invalid)?;
        let name = path.rsplit('/').next().unwrap_or(path).to_owned();
        match kind {
            "user" if iam.user(&name).is_some_and(|user| user.arn(account) == arn) => Ok(Self::User(name)),
            "group" if iam.group(&name).is_some_and(|group| group.arn(account) == arn) => {
                Ok(Self::Group(name))
            }
            "role" if iam.role(&name).is_some_and(|role| role.arn(account) == arn) => Ok(Self::Role(name)),
            "user" => Err(no_user(&name)),
            "group" => Err(no_group(&name)),
            "role" => Err(no_role(&name)),
            _ => Err(invalid()),
        }
    }
}

/// A policy with how it came to the thing.
pub(super) enum Source<'a> {
    /// A managed policy, by its ARN.
    Managed(&'a str, &'a StoredPolicy),
    /// An inline policy: what kind of thing has it, that thing's name, its own name.
    Inline(&'static str, &'a str, &'a str, &'a StoredPolicy),
}

impl<'a> Source<'a> {
    /// The policy itself.
    pub(super) fn document(&self) -> &'a StoredPolicy {
        match self {
            Self::Managed(_, document) | Self::Inline(_, _, _, document) => document,
        }
    }

    fn show(&self) -> Value {
        match self {
            Self::Managed(arn, _) => {
                json!({"PolicyName": name_of(arn), "PolicyType": "MANAGED", "PolicyArn": arn})
            }
            Self::Inline(kind, owner, name, _) => json!({"PolicyName": name, "PolicyType": "INLINE",
                "EntityType": kind, "EntityName": owner}),
        }
    }
}

/// The policies of a user with its groups', of a group or of a role; of a policy that policy alone.
pub(super) fn sources<'a>(iam: &'a Iam, subject: &'a Subject) -> Vec<Source<'a>> {
    let mut out = Vec::new();
    match subject {
        Subject::User(name) => {
            let Some(user) = iam.user(name) else { return out };
            own(iam, "USER", &user.name, &user.policies, &mut out);
            for group in user.groups.iter().filter_map(|name| iam.group(name)) {
                own(iam, "GROUP", &group.name, &group.policies, &mut out);
            }
        }
        Subject::Group(name) => {
            let Some(group) = iam.group(name) else { return out };
            own(iam, "GROUP", &group.name, &group.policies, &mut out);
        }
        Subject::Role(name) => {
            let Some(role) = iam.role(name) else { return out };
            own(iam, "ROLE", &role.name, &role.policies, &mut out);
        }
        Subject::Policy(arn) => {
            out.extend(managed_document(iam, arn).map(|found| Source::Managed(arn, found)))
        }
    }
    out
}

fn own<'a>(
    iam: &'a Iam,
    kind: &'static str,
    owner: &'a str,
    policies: &'a Policies,
    out: &mut Vec<Source<'a>>,
) {
    let managed = policies.attached.iter();
    out.extend(managed.filter_map(|arn| Some(Source::Managed(arn, managed_document(iam, arn)?))));
    out.extend(policies.inline.iter().map(|(name, policy)| Source::Inline(kind, owner, name, policy)));
}

/// Whether a policy allows anything of a service.
pub(super) fn grants(policy: &StoredPolicy, service: &str) -> bool {
    policy.0.document().statements.iter().any(|statement| allows(statement, service))
}

fn allows(statement: &Statement, service: &str) -> bool {
    if statement.effect.value != Effect::Allow {
        return false;
    }
    let mut patterns = statement.action.values.iter().map(|pattern| pattern.value.as_str());
    match statement.action.polarity {
        Polarity::Listed => patterns.any(|pattern| {
            pattern == "*"
                || pattern.split(':').next().is_some_and(|prefix| prefix.eq_ignore_ascii_case(service))
        }),
        // Everything but: the service is left if not all of it is taken out.
        Polarity::NotListed => !patterns.any(|pattern| {
            let all = pattern.strip_suffix(":*").is_some_and(|prefix| prefix.eq_ignore_ascii_case(service));
            pattern == "*" || all
        }),
    }
}

fn list(ok: &Authorized, world: &World) -> Output {
    let iam = iam(ok, world)?;
    let subject = Subject::of(ok.account(), iam, ok.input().text("Arn")?)?;
    let sources = sources(iam, &subject);
    let of_service = |service: &str| {
        let granting = sources.iter().filter(|source| grants(source.document(), service));
        json!({"ServiceNamespace": service, "Policies": granting.map(Source::show).collect::<Value>()})
    };
    let services = ok.input().texts("ServiceNamespaces").into_iter().map(of_service);
    Ok(Map::from_iter([
        ("PoliciesGrantingServiceAccess".to_owned(), services.collect()),
        ("IsTruncated".to_owned(), false.into()),
    ]))
}
