//! Which policies somebody has, and by which way.

use super::Holder;
use crate::console::item::text;
use crate::console::policies::PolicyKind;
use cloud::{Call, Failure};
use serde_json::Value;

/// A policy that somebody has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its name.
    pub name: String,
    /// Its ARN, if it is a managed one.
    pub arn: Option<String>,
    /// The group that it comes from, if it comes from one.
    pub group: Option<String>,
}

impl Attached {
    /// What the table calls it; unique among the policies of one holder.
    #[must_use]
    pub fn key(&self) -> String {
        let what = self.arn.as_ref().unwrap_or(&self.name);
        match &self.group {
            Some(group) => format!("{what} by group {group}"),
            None => what.clone(),
        }
    }

    /// The column "Type".
    #[must_use]
    pub fn kind(&self) -> PolicyKind {
        self.arn.as_deref().map_or(PolicyKind::CustomerInline, PolicyKind::of)
    }

    /// The column "Attached via".
    #[must_use]
    pub fn via(&self) -> String {
        match (&self.group, &self.arn) {
            (Some(group), _) => format!("Group {group}"),
            (None, Some(_)) => "Directly".to_owned(),
            (None, None) => "Inline".to_owned(),
        }
    }

    /// The call that takes it from its holder. What comes from a group is not the user's to lose.
    #[must_use]
    pub fn removal(&self, holder: &Holder) -> Option<Call> {
        match (&self.group, &self.arn) {
            (Some(_), _) => None,
            (None, Some(arn)) => Some(holder.detach(arn)),
            (None, None) => Some(holder.delete_inline(&self.name)),
        }
    }
}

/// Reads all policies that a holder has of its own: the policies that could be read,
/// and the failures of the calls that could not be made. `list` carries a list call.
pub fn of_holder(
    holder: &Holder,
    list: &dyn Fn(&Call) -> Result<Vec<Value>, Failure>,
) -> (Vec<Attached>, Vec<Failure>) {
    let mut failures = Vec::new();
    let mut read = |call: Call| {
        list(&call).unwrap_or_else(|failure| {
            failures.push(failure);
            Vec::new()
        })
    };
    let managed = read(holder.list_attached());
    let inline = read(holder.list_inline());
    let managed = managed.iter().map(|row| Attached {
        name: text(row, "PolicyName"),
        arn: Some(text(row, "PolicyArn")),
        group: None,
    });
    let inline = inline.iter().filter_map(Value::as_str).map(|name| Attached {
        name: name.to_owned(),
        arn: None,
        group: None,
    });
    (managed.chain(inline).collect(), failures)
}

/// As [`of_holder`], for a user with what it has from its groups.
pub fn of_user_and_groups(
    user: &str,
    list: &dyn Fn(&Call) -> Result<Vec<Value>, Failure>,
) -> (Vec<Attached>, Vec<Failure>) {
    let holder = Holder::User(user.to_owned());
    let (mut policies, mut failures) = of_holder(&holder, list);
    match list(&holder.call("ListGroupsForUser").with("MaxItems", 1000)) {
        Ok(groups) => {
            for group in groups {
                let name = text(&group, "GroupName");
                let (more, failed) = of_holder(&Holder::Group(name.clone()), list);
                policies
                    .extend(more.into_iter().map(|policy| Attached { group: Some(name.clone()), ..policy }));
                failures.extend(failed);
            }
        }
        Err(failure) => failures.push(failure),
    }
    (policies, failures)
}

#[cfg(test)]
mod tests {
    use super::*;
    use cloud::ApiError;
    use serde_json::json;

    fn answer(call: &Call) -> Result<Vec<Value>, Failure> {
        let rows = match call.operation.as_str() {
            "ListAttachedUserPolicies" | "ListAttachedGroupPolicies" => {
                json!([{"PolicyName": "Billing", "PolicyArn": "arn:aws:iam::aws:policy/job-function/Billing"}])
            }
            "ListUserPolicies" => json!(["mine"]),
            "ListGroupsForUser" => json!([{"GroupName": "devs"}]),
            _ => return Err(Failure { error: ApiError::new("AccessDenied", 403, "no"), record: None }),
        };
        Ok(rows.as_array().cloned().unwrap_or_default())
    }

    #[test]
    fn what_can_be_read_is_shown_although_the_rest_fails() {
        let (policies, failures) = of_user_and_groups("bob", &answer);
        let shown: Vec<_> = policies.iter().map(|p| (p.name.as_str(), p.kind().label(), p.via())).collect();
        assert_eq!(
            shown,
            [
                ("Billing", "AWS managed - job function", "Directly".to_owned()),
                ("mine", "Customer inline", "Inline".to_owned()),
                ("Billing", "AWS managed - job function", "Group devs".to_owned()),
            ]
        );
        assert_eq!(failures.len(), 1, "the group's inline policies");
    }

    #[test]
    fn each_is_removed_its_own_way() {
        let holder = Holder::User("bob".to_owned());
        let (policies, _) = of_user_and_groups("bob", &answer);
        let removals: Vec<_> =
            policies.iter().map(|p| p.removal(&holder).map(|call| call.operation)).collect();
        assert_eq!(
            removals,
            [Some("DetachUserPolicy".to_owned()), Some("DeleteUserPolicy".to_owned()), None]
        );
        let mut keys: Vec<_> = policies.iter().map(Attached::key).collect();
        keys.dedup();
        assert_eq!(keys.len(), 3);
    }
}
