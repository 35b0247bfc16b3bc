//! Users, groups and roles alike hold policies; their operations differ only in names.

use super::Tagged;
use crate::route::Route;
use cloud::Call;

/// Who holds policies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// A user, by name.
    User(String),
    /// A group, by name.
    Group(String),
    /// A role, by name.
    Role(String),
}

impl Holder {
    /// The name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::User(name) | Self::Group(name) | Self::Role(name) => name,
        }
    }

    /// `User`, `Group` or `Role`, as in the operations' names.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::User(_) => "User",
            Self::Group(_) => "Group",
            Self::Role(_) => "Role",
        }
    }

    /// The same in running text.
    #[must_use]
    pub fn noun(&self) -> &'static str {
        match self {
            Self::User(_) => "user",
            Self::Group(_) => "user group",
            Self::Role(_) => "role",
        }
    }

    /// The page that shows the holder.
    #[must_use]
    pub fn route(&self) -> Route {
        let (name, tab) = (self.name().to_owned(), String::new());
        match self {
            Self::User(_) => Route::User { name, tab },
            Self::Group(_) => Route::Group { name, tab: "permissions".to_owned() },
            Self::Role(_) => Route::Role { name, tab },
        }
    }

    /// The page that attaches managed policies.
    #[must_use]
    pub fn attach_route(&self) -> Route {
        let name = self.name().to_owned();
        match self {
            Self::User(_) => Route::UserPermissions { name },
            Self::Group(_) => Route::GroupPermissions { name },
            Self::Role(_) => Route::RolePermissions { name },
        }
    }

    /// The editor of an inline policy; of a new one if the name is empty.
    #[must_use]
    pub fn inline_route(&self, policy: &str) -> Route {
        let (name, policy) = (self.name().to_owned(), policy.to_owned());
        match self {
            Self::User(_) => Route::UserInlinePolicy { name, policy },
            Self::Group(_) => Route::GroupInlinePolicy { name, policy },
            Self::Role(_) => Route::RoleInlinePolicy { name, policy },
        }
    }

    /// Lists the attached managed policies.
    #[must_use]
    pub fn list_attached(&self) -> Call {
        self.call(format!("ListAttached{}Policies", self.kind())).with("MaxItems", 1000)
    }

    /// Lists the names of the inline policies.
    #[must_use]
    pub fn list_inline(&self) -> Call {
        self.call(format!("List{}Policies", self.kind())).with("MaxItems", 1000)
    }

    /// Attaches a managed policy.
    #[must_use]
    pub fn attach(&self, policy_arn: &str) -> Call {
        self.call(format!("Attach{}Policy", self.kind())).with("PolicyArn", policy_arn)
    }

    /// Detaches a managed policy.
    #[must_use]
    pub fn detach(&self, policy_arn: &str) -> Call {
        self.call(format!("Detach{}Policy", self.kind())).with("PolicyArn", policy_arn)
    }

    /// Reads an inline policy.
    #[must_use]
    pub fn get_inline(&self, policy_name: &str) -> Call {
        self.call(format!("Get{}Policy", self.kind())).with("PolicyName", policy_name)
    }

    /// Writes an inline policy.
    #[must_use]
    pub fn put_inline(&self, policy_name: &str, document: &str) -> Call {
        self.call(format!("Put{}Policy", self.kind()))
            .with("PolicyName", policy_name)
            .with("PolicyDocument", document)
    }

    /// Deletes an inline policy.
    #[must_use]
    pub fn delete_inline(&self, policy_name: &str) -> Call {
        self.call(format!("Delete{}Policy", self.kind())).with("PolicyName", policy_name)
    }

    /// The tags. Groups have none.
    #[must_use]
    pub fn tagged(&self) -> Tagged {
        let kind = self.kind();
        Tagged {
            noun: self.noun(),
            list: self.call(format!("List{kind}Tags")).with("MaxItems", 1000),
            tag: self.call(format!("Tag{kind}")),
            untag: self.call(format!("Untag{kind}")),
        }
    }

    /// A call of `operation` about this holder.
    #[must_use]
    pub fn call(&self, operation: impl Into<String>) -> Call {
        Call::new("iam", &operation.into()).with(&format!("{}Name", self.kind()), self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cloud::operation;

    #[test]
    fn every_operation_is_simulated() {
        for holder in [Holder::User("a".into()), Holder::Group("a".into()), Holder::Role("a".into())] {
            let calls = [
                holder.list_attached(),
                holder.list_inline(),
                holder.attach("p"),
                holder.detach("p"),
                holder.get_inline("p"),
                holder.put_inline("p", "{}"),
                holder.delete_inline("p"),
            ];
            for call in calls {
                assert!(operation::find("iam", &call.operation).is_some(), "{}", call.operation);
            }
        }
    }
}
