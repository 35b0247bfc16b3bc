//! Goals: what must be so for a step of a lab to be done.

mod event;
mod holds;
mod may;
mod profile;
mod read;

use cloud::World;

pub use event::{EventGoal, Operation, Outcome};
pub use holds::Scene;
pub use may::MayGoal;
pub(crate) use read::goal;

/// A condition over a world, its history and a terminal.
#[derive(Clone, Debug, PartialEq)]
pub enum Goal {
    /// Each of these.
    All(Vec<Goal>),
    /// At least one of these.
    Any(Vec<Goal>),
    /// Not this.
    Not(Box<Goal>),
    /// The user exists.
    User(Named),
    /// The group exists.
    Group(Named),
    /// The role exists.
    Role(Named),
    /// The customer managed policy exists.
    Policy {
        /// Its ARN.
        arn: String,
    },
    /// The user can sign in to the console.
    ConsoleAccess(Named),
    /// The user has an active access key.
    AccessKey(Named),
    /// The user is in the group.
    Member {
        /// The user.
        user: Named,
        /// The group's name, in the same account.
        group: String,
    },
    /// The managed policy is attached to the user, group or role.
    Attached {
        /// The policy's ARN.
        policy: String,
        /// To what.
        to: Entity,
    },
    /// The managed policy is the user's or role's permissions boundary.
    Boundary {
        /// The policy's ARN.
        policy: String,
        /// Whose.
        of: Entity,
    },
    /// The role's trust policy has an `Allow` that names the principal itself; not one for its whole account
    /// or for everyone.
    Trusts {
        /// The role.
        role: Named,
        /// The principal as a policy would name it: an ARN, or a service.
        principal: String,
    },
    /// The bucket exists.
    Bucket {
        /// Its name.
        name: String,
    },
    /// The object exists.
    Object {
        /// The bucket's name.
        bucket: String,
        /// The object's key.
        key: String,
    },
    /// The terminal's credentials file has a profile whose keys are a caller's.
    Profile {
        /// A pattern for the profile's name.
        name: String,
        /// A pattern for the ARN that the keys stand for; it does not matter if they have expired.
        caller: String,
    },
    /// It was recorded.
    Event(EventGoal),
    /// The policies would let somebody do it now.
    May(MayGoal),
}

/// A name in an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The account's id.
    pub account: String,
    /// The name.
    pub name: String,
}

/// Something that policies can be attached to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A user.
    User(Named),
    /// A group.
    Group(Named),
    /// A role.
    Role(Named),
}

impl Named {
    pub(crate) fn user<'a>(&self, world: &'a World) -> Option<&'a cloud::iam::model::User> {
        world.account(&self.account)?.iam.user(&self.name)
    }

    pub(crate) fn group<'a>(&self, world: &'a World) -> Option<&'a cloud::iam::model::Group> {
        world.account(&self.account)?.iam.group(&self.name)
    }

    pub(crate) fn role<'a>(&self, world: &'a World) -> Option<&'a cloud::iam::model::Role> {
        world.account(&self.account)?.iam.role(&self.name)
    }
}
