//! Who uses what, as indexes: how often each managed policy is used, so that neither looking at a policy nor
//! deleting one has to look at every user and role; who is in a group, and which instance profiles a
//! role is in. A property test holds them against
//! a count of all. They are not saved: what reads a world makes them anew, so that no save can hold wrong ones.

use super::model::{Iam, key};
use serde::{Deserialize, Deserializer};
use std::iter::Peekable;

/// How often a managed policy is used in an account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// How many users, groups and roles it is attached to.
    pub attached: usize,
    /// How many users and roles have it as their permissions boundary.
    pub boundary: usize,
}

/// See [`Iam::uses_in_order`].
pub(super) struct UsesInOrder<I: Iterator> {
    rest: Peekable<I>,
}

impl<'a, I: Iterator<Item = (&'a String, &'a Uses)>> UsesInOrder<I> {
    /// How often a policy is used whose ARN does not come before those that were asked for.
    pub(super) fn of(&mut self, arn: &str) -> Uses {
        while self.rest.next_if(|(other, _)| other.as_str() < arn).is_some() {}
        self.rest.peek().filter(|(other, _)| *other == arn).map(|(_, uses)| **uses).unwrap_or_default()
    }
}

/// Reads what is kept of an account and makes the indexes.
pub(crate) fn indexed<'de, D: Deserializer<'de>>(saved: D) -> Result<Iam, D::Error> {
    let mut iam = Iam::deserialize(saved)?;
    iam.index();
    Ok(iam)
}

impl Iam {
    fn index(&mut self) {
        let names = self.policies.iter().map(|(arn, policy)| (key(&policy.name), arn.clone()));
        self.policy_names = names.collect();
        for (name, user) in self.users.clone() {
            for group in &user.groups {
                if let Some(group) = self.group_mut(group) {
                    group.members.insert(name.clone());
                }
            }
            self.note_user_of(&user.policies.attached, user.boundary.as_deref());
        }
        for role in self.roles.clone().values() {
            self.note_user_of(&role.policies.attached, role.boundary.as_deref());
        }
        for group in self.groups.clone().values() {
            self.note_user_of(&group.policies.attached, None);
        }
        for (name, profile) in self.instance_profiles.clone() {
            if let Some(role) = profile.role.as_ref().and_then(|role| self.role_mut(role)) {
                role.instance_profiles.insert(name);
            }
        }
    }

    /// Notes a user, group or role that is new, by its attached policies and boundary.
    pub(super) fn note_user_of(&mut self, attached: &[String], boundary: Option<&str>) {
        attached.iter().for_each(|arn| self.note_attached(arn));
        self.note_boundary(None, boundary);
    }

    /// Notes that such a thing is gone.
    pub(super) fn note_no_user_of(&mut self, attached: &[String], boundary: Option<&str>) {
        attached.iter().for_each(|arn| self.note_detached(arn));
        self.note_boundary(boundary, None);
    }

    /// How often a managed policy is used.
    #[must_use]
    pub fn uses_of(&self, arn: &str) -> Uses {
        self.uses.get(arn).copied().unwrap_or_default()
    }

    /// How often policies are used that are asked for in the order of their ARNs: for lists, where looking each
    /// of them up would cost as much as all else.
    pub(super) fn uses_in_order(&self) -> UsesInOrder<impl Iterator<Item = (&String, &Uses)>> {
        UsesInOrder { rest: self.uses.iter().peekable() }
    }

    /// Notes that a policy was attached.
    pub(super) fn note_attached(&mut self, arn: &str) {
        self.change_uses(arn, |uses| uses.attached += 1);
    }

    /// Notes that a policy was detached.
    pub(super) fn note_detached(&mut self, arn: &str) {
        self.change_uses(arn, |uses| uses.attached = uses.attached.saturating_sub(1));
    }

    /// Notes that a user or role has another boundary than before.
    pub(super) fn note_boundary(&mut self, old: Option<&str>, new: Option<&str>) {
        if let Some(old) = old {
            self.change_uses(old, |uses| uses.boundary = uses.boundary.saturating_sub(1));
        }
        if let Some(new) = new {
            self.change_uses(new, |uses| uses.boundary += 1);
        }
    }

    fn change_uses(&mut self, arn: &str, change: impl Fn(&mut Uses)) {
        let mut uses = self.uses_of(arn);
        change(&mut uses);
        if uses == Uses::default() {
            self.uses.remove(arn);
        } else {
            self.uses.insert(arn.to_owned(), uses);
        }
    }
}
