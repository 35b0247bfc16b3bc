//! The levels of policies above an account, as the policy engine takes them. Source: spec evaluation.md §2.

use super::model::{Organization, PolicyKind};
use policy::Level;

impl Organization {
    /// The attached policies of a type from the root down to an account. `None` if the type is not enabled or
    /// the account is no member.
    #[must_use]
    pub fn levels(&self, kind: PolicyKind, account: &str) -> Option<Vec<Level>> {
        if !self.enabled.contains(&kind) || !self.members.contains_key(account) {
            return None;
        }
        let level = |id: &str| Level {
            name: self.name_of(id).unwrap_or(id).to_owned(),
            policies: self.policies_on(id, kind).filter_map(|policy| policy.named(self)).collect(),
        };
        Some(self.way_to(account).into_iter().map(level).collect())
    }
}
