//! The policies that have a say about a caller. Source: spec evaluation.md §2.

use crate::caller::{Caller, Entity};
use crate::iam::model::{Iam, Policies, StoredPolicy};
use crate::managed;
use crate::world::World;
use policy::{Layers, NamedPolicy};

/// A caller's own policies, gathered from the world.
pub(crate) struct Own {
    identity: Vec<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    session: Option<Vec<NamedPolicy>>,
    canonical_user: Option<String>,
}

/// Gathers a caller's policies.
pub(crate) fn of(world: &World, caller: &Caller) -> Own {
    let account = world.account(caller.account_id());
    let iam = account.map(|a| &a.iam);
    let (identity, boundary) = match (&caller.entity, iam) {
        (Entity::User(name), Some(iam)) => user(iam, name),
        (Entity::Role(name), Some(iam)) => role(iam, name),
        _ => (Vec::new(), None),
    };
    let session = caller.role_session().and_then(|s| s.policies.as_ref()).map(|policies| {
        let named = policies.iter().map(|p| match &p.arn {
            Some(arn) => attached(arn, &p.document),
            None => NamedPolicy::new("session policy", p.document.0.clone()),
        });
        named.collect()
    });
    Own { identity, boundary, session, canonical_user: account.map(|a| a.canonical_user.clone()) }
}

impl Own {
    /// All layers of a check on a resource with this policy of its own.
    pub(crate) fn with_resource<'a>(&'a self, resource: Option<&'a NamedPolicy>) -> Layers<'a> {
        Layers {
            identity: &self.identity,
            resource,
            boundary: self.boundary.as_ref(),
            session: self.session.as_deref(),
            canonical_user: self.canonical_user.as_deref(),
            ..Layers::default()
        }
    }
}

type Gathered = (Vec<NamedPolicy>, Option<NamedPolicy>);

fn user(iam: &Iam, name: &str) -> Gathered {
    let Some(user) = iam.user(name) else { return (Vec::new(), None) };
    let mut identity = own(iam, &user.policies);
    for group in user.groups.iter().filter_map(|name| iam.group(name)) {
        identity.extend(
            own(iam, &group.policies)
                .into_iter()
                .map(|p| NamedPolicy { name: format!("{} (group {})", p.name, group.name).into(), ..p }),
        );
    }
    (identity, boundary(iam, user.boundary.as_deref()))
}

fn role(iam: &Iam, name: &str) -> Gathered {
    let Some(role) = iam.role(name) else { return (Vec::new(), None) };
    (own(iam, &role.policies), boundary(iam, role.boundary.as_deref()))
}

fn boundary(iam: &Iam, arn: Option<&str>) -> Option<NamedPolicy> {
    let arn = arn?;
    managed_document(iam, arn).map(|document| attached(arn, document))
}

fn own(iam: &Iam, policies: &Policies) -> Vec<NamedPolicy> {
    let managed = policies
        .attached
        .iter()
        .filter_map(|arn| managed_document(iam, arn).map(|document| attached(arn, document)));
    let inline = policies.inline.iter().map(|(name, p)| NamedPolicy::new(name, p.0.clone()));
    managed.chain(inline).collect()
}

fn attached(arn: &str, document: &StoredPolicy) -> NamedPolicy {
    NamedPolicy {
        name: arn.rsplit('/').next().unwrap_or(arn).into(),
        arn: Some(arn.into()),
        policy: document.0.clone(),
    }
}

/// The default version of a managed policy, the customer's or AWS's.
pub(crate) fn managed_document<'a>(iam: &'a Iam, arn: &str) -> Option<&'a StoredPolicy> {
    match iam.policies.get(arn) {
        Some(policy) => policy.default_document(),
        None => managed::get(arn)?.document(),
    }
}
