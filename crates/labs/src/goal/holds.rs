//! Whether a goal holds.

use cloud::{History, World};
use policy::{Effect, Element, Polarity, Statement};
use shell::Files;

use super::profile::profiles;
use super::{Entity, Goal, Named};
use crate::wildcard::fits;

/// What goals are about.
#[derive(Clone)]
pub struct Scene<'a> {
    /// The world and what happened in it.
    pub history: &'a History,
    /// The files of each machine that a terminal is on.
    pub files: Vec<&'a Files>,
}

impl Goal {
    /// Whether it is so.
    #[must_use]
    pub fn holds(&self, scene: &Scene<'_>) -> bool {
        let world = scene.history.world();
        match self {
            Self::All(goals) => goals.iter().all(|goal| goal.holds(scene)),
            Self::Any(goals) => goals.iter().any(|goal| goal.holds(scene)),
            Self::Not(goal) => !goal.holds(scene),
            Self::User(user) => user.user(world).is_some(),
            Self::Group(group) => group.group(world).is_some(),
            Self::Role(role) => role.role(world).is_some(),
            Self::Policy { arn } => has_policy(world, arn),
            Self::ConsoleAccess(user) => user.user(world).is_some_and(|user| user.login.is_some()),
            Self::AccessKey(user) => {
                user.user(world).is_some_and(|user| user.access_keys.iter().any(|key| key.active))
            }
            Self::Member { user, group } => is_member(world, user, group),
            Self::Attached { policy, to } => to.attached(world).is_some_and(|all| all.contains(policy)),
            Self::Boundary { policy, of } => of.boundary(world) == Some(policy),
            Self::Trusts { role, principal } => trusts(world, role, principal),
            Self::Bucket { name } => world.bucket(name).is_some(),
            Self::Object { bucket, key } => {
                world.bucket(bucket).is_some_and(|bucket| bucket.objects.contains_key(key))
            }
            Self::Profile { name, caller } => scene
                .files
                .iter()
                .flat_map(|files| profiles(files))
                .filter(|profile| fits(name, &profile.name))
                .any(|profile| profile.caller(world).is_some_and(|arn| fits(caller, &arn))),
            Self::May(may) => may.holds(scene.history),
            Self::Event(event) => scene.history.records().any(|record| event.is_met_by(record)),
        }
    }
}

fn has_policy(world: &World, arn: &str) -> bool {
    let account = policy::arn::Arn::parse(arn).map_or("", |arn| arn.account);
    world.account(account).is_some_and(|account| account.iam.policies.contains_key(arn))
}

fn is_member(world: &World, user: &Named, group: &str) -> bool {
    let key = cloud::iam::model::key(group);
    user.user(world).is_some_and(|user| user.groups.contains(&key))
}

impl Entity {
    fn attached<'a>(&self, world: &'a World) -> Option<&'a [String]> {
        let policies = match self {
            Self::User(user) => &user.user(world)?.policies,
            Self::Group(group) => &group.group(world)?.policies,
            Self::Role(role) => &role.role(world)?.policies,
        };
        Some(&policies.attached)
    }

    fn boundary<'a>(&self, world: &'a World) -> Option<&'a String> {
        match self {
            Self::User(user) => user.user(world)?.boundary.as_ref(),
            Self::Role(role) => role.role(world)?.boundary.as_ref(),
            Self::Group(_) => None,
        }
    }
}

/// Whether an `Allow` of the role's trust policy lets the principal, by its own name, assume the role. Saved
/// principals are unique ids, so a user that was deleted and made anew is not trusted.
fn trusts(world: &World, role: &Named, principal: &str) -> bool {
    let Some(role) = role.role(world) else { return false };
    let saved = world.unique_id_of(principal).unwrap_or_else(|| principal.to_owned());
    let mut statements = role.trust.0.document().statements.iter();
    statements.any(|statement| {
        statement.effect.value == Effect::Allow && lets_assume(statement) && names(statement, &saved)
    })
}

fn lets_assume(statement: &Statement) -> bool {
    let Element { polarity, values, .. } = &statement.action;
    let covers = |pattern: &str| fits(&pattern.to_ascii_lowercase(), "sts:assumerole");
    *polarity == Polarity::Listed && values.iter().any(|action| covers(&action.value))
}

fn names(statement: &Statement, principal: &str) -> bool {
    let element = statement.principal.as_ref().filter(|element| element.polarity == Polarity::Listed);
    element.is_some_and(|element| element.entries.iter().any(|entry| entry.value == principal))
}
