//! The policies that have a say about a caller. Source: spec evaluation.md §2.

use crate::caller::{Caller, Entity};
use crate::iam::model::{Iam, Policies, StoredPolicy};
use crate::managed;
use crate::operation::Check;
use crate::organizations::model::{Organization, PolicyKind};
use crate::request::Origin;
use crate::world::World;
use policy::{Layers, Level, NamedPolicy};

/// A caller's own policies, gathered from the world.
pub(crate) struct Own {
    identity: Vec<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    session: Option<Vec<NamedPolicy>>,
    canonical_user: Option<String>,
    limits: Limits,
    endpoint: Option<NamedPolicy>,
}

/// Gathers what has a say about a caller's request for a resource of an account.
pub(crate) fn of(world: &World, caller: &Caller, owner: Option<&str>) -> Own {
    let account = world.account(caller.account_id());
    let iam = account.map(|a| &a.iam);
    let (identity, boundary) = match (&caller.entity, iam) {
        (Entity::User(name) | Entity::Parent(name), Some(iam)) => user(iam, name),
        (Entity::Role(name), Some(iam)) => role(iam, name),
        _ => (Vec::new(), None),
    };
    let session = caller.session_policies().map(|policies| {
        let named = policies.iter().map(|p| match &p.arn {
            Some(arn) => attached(arn, &p.document),
            None => NamedPolicy::new("session policy", p.document.0.clone()),
        });
        named.collect()
    });
    let limits = Limits::of(world, caller.account_id(), owner);
    let canonical_user = account.map(|a| a.canonical_user.clone());
    Own { identity, boundary, session, canonical_user, limits, endpoint: None }
}

/// What the organizations of caller and resource have to say.
#[derive(Default)]
struct Limits {
    scps: Option<Vec<Level>>,
    rcps: Option<Vec<Level>>,
    management: Option<String>,
}

impl Limits {
    fn of(world: &World, caller: &str, owner: Option<&str>) -> Self {
        let owner = owner.unwrap_or(caller);
        let callers = world.organization_of(caller);
        let owners = world.organization_of(owner);
        let management = callers.or(owners).map(|o| &o.management);
        // The engine knows of one management account; another organization's is passed by here.
        let others = |o: &&Organization| Some(&o.management) != management && o.management == owner;
        Self {
            scps: callers.and_then(|o| o.levels(PolicyKind::ServiceControl, caller)),
            rcps: owners.filter(|o| !others(o)).and_then(|o| o.levels(PolicyKind::ResourceControl, owner)),
            management: management.cloned(),
        }
    }
}

/// The service control policies that limit an account; its organization's management account has no limits.
pub(super) fn service_controls(world: &World, account: &str) -> Option<Vec<Level>> {
    let organization = world.organization_of(account).filter(|o| o.management != account)?;
    organization.levels(PolicyKind::ServiceControl, account)
}

impl Own {
    /// With the policy of the VPC endpoint that the request comes through, if it does.
    pub(crate) fn coming_from(self, world: &World, origin: &Origin) -> Self {
        let endpoint = origin.endpoint.as_ref().and_then(|through| world.vpc_endpoints.get(&through.id));
        Self { endpoint: endpoint.map(|e| NamedPolicy::new(&e.id, e.policy.0.clone())), ..self }
    }

    /// All layers of a check.
    pub(crate) fn layers<'a>(&'a self, check: &'a Check) -> Layers<'a> {
        let layers = self.with_resource(check.resource_policy.as_ref());
        // A service that calls for the caller does not come through the caller's endpoint.
        if check.is_forwarded() { Layers { vpc_endpoint: None, ..layers } } else { layers }
    }

    /// All layers of a request for a resource with this policy of its own.
    pub(crate) fn with_resource<'a>(&'a self, resource: Option<&'a NamedPolicy>) -> Layers<'a> {
        Layers {
            identity: &self.identity,
            resource,
            boundary: self.boundary.as_ref(),
            session: self.session.as_deref(),
            canonical_user: self.canonical_user.as_deref(),
            scps: self.limits.scps.as_deref(),
            rcps: self.limits.rcps.as_deref(),
            management_account: self.limits.management.as_deref(),
            vpc_endpoint: self.endpoint.as_ref().map(std::slice::from_ref),
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

/// A permissions boundary by the ARN of the policy.
pub(super) fn boundary(iam: &Iam, arn: Option<&str>) -> Option<NamedPolicy> {
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

/// A managed policy under its own name.
pub(super) fn attached(arn: &str, document: &StoredPolicy) -> NamedPolicy {
    NamedPolicy { name: name_of(arn).into(), arn: Some(arn.into()), policy: document.0.clone() }
}

/// The name in a managed policy's ARN.
pub(crate) fn name_of(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}

/// The default version of a managed policy, the customer's or AWS's.
pub(crate) fn managed_document<'a>(iam: &'a Iam, arn: &str) -> Option<&'a StoredPolicy> {
    match iam.policies.get(arn) {
        Some(policy) => policy.default_document(),
        None => managed::get(arn)?.document(),
    }
}
