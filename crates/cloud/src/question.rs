//! What was asked of the policies, kept where they said no: so that it can be asked again with other policies.

use crate::arn;
use crate::caller::{Caller, Entity};
use crate::iam::{layers::Own, readable_text};
use crate::operation::Check;
use crate::world::{EntityKind, World};
use policy::advise::{Advice, PolicyChange, advise};
use policy::{Context, Layer, Principal, Request};
use std::fmt;
use std::sync::Arc;

/// A request as the policies saw it. Cloning is cheap; equal are only clones of one.
#[derive(Clone)]
pub struct Question(Arc<Asked>);

struct Asked {
    account: String,
    entity: Entity,
    principal: Principal,
    check: Check,
    context: Context,
    own: Arc<Own>,
}

/// Where a policy is kept that advice would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The account that it is in.
    pub account: String,
    /// What it belongs to.
    pub kind: PlaceKind,
}

/// What a policy belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// A managed policy: its ARN.
    Managed(String),
    /// An inline policy of a user; a new one if it has no name.
    OfUser {
        /// The user.
        user: String,
        /// The policy.
        policy: Option<String>,
    },
    /// An inline policy of a group.
    OfGroup {
        /// The group.
        group: String,
        /// The policy.
        policy: String,
    },
    /// An inline policy of a role; a new one if it has no name.
    OfRole {
        /// The role.
        role: String,
        /// The policy.
        policy: Option<String>,
    },
    /// The trust policy of a role.
    Trust {
        /// The role.
        role: String,
    },
    /// The policy of a bucket.
    Bucket {
        /// The bucket.
        bucket: String,
    },
}

impl Question {
    #[inline(never)]
    pub(crate) fn new(caller: &Caller, check: Check, context: Context, own: Arc<Own>) -> Self {
        Self(Arc::new(Asked {
            account: caller.account_id().to_owned(),
            entity: caller.entity.clone(),
            principal: caller.principal.clone(),
            check,
            context,
            own,
        }))
    }

    /// The smallest changes that would allow it, each tried out.
    #[must_use]
    pub fn advice(&self) -> Advice {
        let Asked { principal, check, context, own, .. } = &*self.0;
        let request = Request { principal, action: check.action, resource: &check.resource, context };
        advise(&request, &own.layers(check))
    }

    /// Where the policy is kept that a piece of this question's advice would change; `None` for what has no place
    /// of its own, such as a session policy.
    #[must_use]
    pub fn place(&self, change: &PolicyChange) -> Option<Place> {
        match change.layer {
            Layer::Identity => self.own_place(change),
            Layer::Boundary => {
                let arn = self.layers().boundary?.arn.as_ref()?.to_string();
                Some(Place { account: self.0.account.clone(), kind: PlaceKind::Managed(arn) })
            }
            Layer::Trust | Layer::Resource => self.resource_place(),
            Layer::Session | Layer::Scp | Layer::Rcp | Layer::VpcEndpoint => None,
        }
    }

    /// The text of a piece of this question's advice as people write it: saved policies name principals by their
    /// unique ids.
    #[must_use]
    pub fn text(world: &World, change: &PolicyChange) -> String {
        readable_text(world, &change.text)
    }

    fn layers(&self) -> policy::Layers<'_> {
        self.0.own.layers(&self.0.check)
    }

    fn own_place(&self, change: &PolicyChange) -> Option<Place> {
        let present = change.index.and_then(|index| self.layers().identity.get(index));
        let arn = present.and_then(|named| named.arn.as_ref());
        let policy = present.map(|named| named.name.to_string());
        let kind = match (&self.0.entity, policy) {
            _ if arn.is_some() => PlaceKind::Managed(arn?.to_string()),
            (Entity::User(user), policy) => match policy.as_deref().and_then(of_group) {
                Some((policy, group)) => {
                    PlaceKind::OfGroup { group: group.to_owned(), policy: policy.to_owned() }
                }
                None => PlaceKind::OfUser { user: user.clone(), policy },
            },
            (Entity::Role(role), policy) => PlaceKind::OfRole { role: role.clone(), policy },
            _ => return None,
        };
        Some(Place { account: self.0.account.clone(), kind })
    }

    fn resource_place(&self) -> Option<Place> {
        let resource = &self.0.check.resource;
        let account = resource.account.clone()?;
        let kind = match resource.arn.strip_prefix("arn:aws:s3:::") {
            Some(path) => PlaceKind::Bucket { bucket: path.split('/').next()?.to_owned() },
            None => match arn::entity(&resource.arn)? {
                (_, EntityKind::Role, _, role) => PlaceKind::Trust { role: role.to_owned() },
                _ => return None,
            },
        };
        Some(Place { account, kind })
    }
}

/// Policy and group of a group's inline policy as [`crate::iam::layers`] names it.
fn of_group(name: &str) -> Option<(&str, &str)> {
    name.strip_suffix(')')?.split_once(" (group ")
}

impl PartialEq for Question {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Question").field("check", &self.0.check).finish_non_exhaustive()
    }
}
