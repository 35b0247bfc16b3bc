//! Eventual consistency: as in AWS, a change of IAM is not everywhere at once. Off unless a delay is set.
//!
//! While a change is spreading, requests are authenticated and judged by what was before it: a new access key
//! is unknown, a policy just attached allows nothing yet, one just detached still allows. What an operation
//! reads and writes is the present (our choice: IAM's own answers may lag in AWS as well). Every change takes
//! the same time (our choice: in AWS it varies, mostly within seconds).

use crate::ids::AccountId;
use crate::tick::Timestamp;
use crate::world::{Account, EntityRef, KeyOwner, World};
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::sync::Arc;

/// How long changes of IAM take, and those that are still spreading.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Settling {
    /// Seconds of the world's time from a change until requests are judged by it; 0 for at once.
    pub delay: i64,
    /// What was before each change, oldest first. Not saved: when a world is loaded, all has spread.
    #[serde(skip)]
    before: Vector<Arc<Before>>,
}

/// IAM before a change. Cheap, since it shares what did not change.
#[derive(Debug)]
struct Before {
    /// When the change was made.
    changed: Timestamp,
    accounts: OrdMap<AccountId, Arc<Account>>,
    access_keys: OrdMap<String, KeyOwner>,
    unique_ids: OrdMap<String, EntityRef>,
}

/// What is not saved does not make two worlds differ.
impl PartialEq for Settling {
    fn eq(&self, other: &Self) -> bool {
        self.delay == other.delay
    }
}

impl World {
    /// The world that requests at a moment are authenticated and judged by.
    pub(crate) fn as_seen(&self, now: Timestamp) -> Cow<'_, World> {
        let unseen = self.settling.before.iter().find(|before| !self.has_spread(before, now));
        let Some(before) = unseen else { return Cow::Borrowed(self) };
        Cow::Owned(World {
            accounts: before.accounts.clone(),
            access_keys: before.access_keys.clone(),
            unique_ids: before.unique_ids.clone(),
            ..self.clone()
        })
    }

    /// Notes that a request changed the world that was before.
    pub(crate) fn note_change(&mut self, before: &World, now: Timestamp) {
        let unchanged = self.accounts.ptr_eq(&before.accounts)
            && self.access_keys.ptr_eq(&before.access_keys)
            && self.unique_ids.ptr_eq(&before.unique_ids);
        if self.settling.delay == 0 || unchanged {
            return;
        }
        while self.settling.before.front().is_some_and(|oldest| self.has_spread(oldest, now)) {
            self.settling.before.pop_front();
        }
        self.settling.before.push_back(Arc::new(Before {
            changed: now,
            accounts: before.accounts.clone(),
            access_keys: before.access_keys.clone(),
            unique_ids: before.unique_ids.clone(),
        }));
    }

    /// When the last change of IAM will have spread; `None` if all have.
    #[must_use]
    pub fn settles_at(&self, now: Timestamp) -> Option<Timestamp> {
        let last = self.settling.before.back().filter(|before| !self.has_spread(before, now))?;
        Some(last.changed.plus(self.settling.delay))
    }

    fn has_spread(&self, before: &Before, now: Timestamp) -> bool {
        now.since(before.changed) >= self.settling.delay
    }
}
