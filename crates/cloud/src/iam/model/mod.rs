//! What IAM keeps. Source: spec iam-api.md §1, §8.

mod credentials;
mod policies;
mod providers;
mod reports;

pub use super::uses::Uses;
use crate::arn;
pub use crate::stored_policy::StoredPolicy;
use crate::tick::Timestamp;
pub use credentials::{
    AccessKey, KeyUse, LoginProfile, MfaAssignment, MfaDevice, OldPassword, PasswordPolicy,
};
use imbl::{OrdMap, OrdSet};
pub use policies::{ManagedPolicy, Policies, PolicyVersion};
pub use providers::{OidcProvider, SamlProvider};
pub use reports::{AccessReport, AccessedService, CredentialReport, ServiceUse};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The IAM of one account. Names are unique whatever their case, so the maps are keyed by the name in lower
/// case.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Iam {
    /// Users by lower-case name.
    pub users: OrdMap<String, Arc<User>>,
    /// Groups by lower-case name.
    pub groups: OrdMap<String, Arc<Group>>,
    /// Roles by lower-case name.
    pub roles: OrdMap<String, Arc<Role>>,
    /// Customer managed policies by ARN.
    pub policies: OrdMap<String, Arc<ManagedPolicy>>,
    /// Instance profiles by lower-case name.
    #[serde(default)]
    pub instance_profiles: OrdMap<String, Arc<InstanceProfile>>,
    /// Virtual MFA devices by serial number, which is their ARN.
    #[serde(default)]
    pub mfa_devices: OrdMap<String, Arc<MfaDevice>>,
    /// What console passwords must be like, if the account says so.
    #[serde(default)]
    pub password_policy: Option<PasswordPolicy>,
    /// OpenID Connect providers by ARN.
    #[serde(default)]
    pub oidc_providers: OrdMap<String, Arc<OidcProvider>>,
    /// SAML providers by ARN.
    #[serde(default)]
    pub saml_providers: OrdMap<String, Arc<SamlProvider>>,
    /// The ids of the tasks that deleted service-linked roles.
    #[serde(default)]
    pub deletion_tasks: OrdSet<String>,
    /// The newest credential report.
    #[serde(default)]
    pub credential_report: Option<CredentialReport>,
    /// Reports of last access by their jobs' ids, those that are too old included until they are swept.
    #[serde(default)]
    pub access_reports: OrdMap<String, Arc<AccessReport>>,
    /// The ARNs of the customer managed policies by lower-case name: names are unique over all paths. An index.
    #[serde(skip)]
    pub policy_names: OrdMap<String, String>,
    /// How often managed policies are used, by ARN; those that are not are left out. An index.
    #[serde(skip)]
    pub uses: OrdMap<String, Uses>,
}

/// A user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// The name, in the case it was given.
    pub name: String,
    /// `/` or `/…/`.
    pub path: String,
    /// `AIDA…`
    pub id: String,
    /// When it was created.
    pub created: Timestamp,
    /// Managed and inline policies.
    pub policies: Policies,
    /// The ARN of the managed policy that is the permissions boundary.
    pub boundary: Option<String>,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
    /// Lower-case names of the groups it is in, in the order it was added.
    pub groups: Vec<String>,
    /// The console password.
    pub login: Option<LoginProfile>,
    /// When the password was last used to sign in.
    pub password_last_used: Option<Timestamp>,
    /// At most two.
    pub access_keys: Vec<AccessKey>,
    /// Serial numbers of the MFA devices, in the order they were enabled; at most eight.
    #[serde(default)]
    pub mfa_devices: Vec<String>,
    /// When each service was last used, by its prefix.
    #[serde(default)]
    pub services_used: OrdMap<String, ServiceUse>,
}

/// A group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// The name, in the case it was given.
    pub name: String,
    /// `/` or `/…/`.
    pub path: String,
    /// `AGPA…`
    pub id: String,
    /// When it was created.
    pub created: Timestamp,
    /// Managed and inline policies.
    pub policies: Policies,
    /// Lower-case names of the users in it. An index of [`User::groups`].
    #[serde(skip)]
    pub members: OrdSet<String>,
}

/// A role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// The name, in the case it was given.
    pub name: String,
    /// `/` or `/…/`.
    pub path: String,
    /// `AROA…`
    pub id: String,
    /// When it was created.
    pub created: Timestamp,
    /// Who may assume it. Principals are saved as unique ids.
    pub trust: StoredPolicy,
    /// Up to 1,000 characters.
    pub description: Option<String>,
    /// Seconds, 3,600 to 43,200.
    pub max_session: i64,
    /// Managed and inline policies.
    pub policies: Policies,
    /// The ARN of the managed policy that is the permissions boundary.
    pub boundary: Option<String>,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
    /// When and in which region its credentials were last used.
    pub last_used: Option<(Timestamp, String)>,
    /// When each service was last used, by its prefix.
    #[serde(default)]
    pub services_used: OrdMap<String, ServiceUse>,
    /// Lower-case names of the instance profiles it is in. An index of [`InstanceProfile::role`].
    #[serde(skip)]
    pub instance_profiles: OrdSet<String>,
}

/// An instance profile: what carries a role to an EC2 instance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InstanceProfile {
    /// The name, in the case it was given.
    pub name: String,
    /// `/` or `/…/`.
    pub path: String,
    /// `AIPA…`
    pub id: String,
    /// When it was created.
    pub created: Timestamp,
    /// The lower-case name of the role in it.
    pub role: Option<String>,
    /// Tags, in the order given.
    pub tags: Vec<Tag>,
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
pub struct Tag {
    /// 1–128 characters.
    pub key: String,
    /// 0–256 characters.
    pub value: String,
}

impl Iam {
    /// A user by name, in any case.
    #[must_use]
    pub fn user(&self, name: &str) -> Option<&User> {
        self.users.get(&key(name)).map(AsRef::as_ref)
    }

    /// A user to change.
    pub fn user_mut(&mut self, name: &str) -> Option<&mut User> {
        self.users.get_mut(&key(name)).map(Arc::make_mut)
    }

    /// A group by name, in any case.
    #[must_use]
    pub fn group(&self, name: &str) -> Option<&Group> {
        self.groups.get(&key(name)).map(AsRef::as_ref)
    }

    /// A group to change.
    pub fn group_mut(&mut self, name: &str) -> Option<&mut Group> {
        self.groups.get_mut(&key(name)).map(Arc::make_mut)
    }

    /// A role by name, in any case.
    #[must_use]
    pub fn role(&self, name: &str) -> Option<&Role> {
        self.roles.get(&key(name)).map(AsRef::as_ref)
    }

    /// A role to change.
    pub fn role_mut(&mut self, name: &str) -> Option<&mut Role> {
        self.roles.get_mut(&key(name)).map(Arc::make_mut)
    }

    /// An instance profile by name, in any case.
    #[must_use]
    pub fn instance_profile(&self, name: &str) -> Option<&InstanceProfile> {
        self.instance_profiles.get(&key(name)).map(AsRef::as_ref)
    }

    /// An instance profile to change.
    pub fn instance_profile_mut(&mut self, name: &str) -> Option<&mut InstanceProfile> {
        self.instance_profiles.get_mut(&key(name)).map(Arc::make_mut)
    }
}

/// The key under which a name is kept.
#[must_use]
pub fn key(name: &str) -> String {
    name.to_ascii_lowercase()
}

impl User {
    /// `arn:aws:iam::ACCOUNT:user/PATH/NAME`
    #[must_use]
    pub fn arn(&self, account: &str) -> String {
        arn::iam(account, "user", &self.path, &self.name)
    }
}

impl Group {
    /// `arn:aws:iam::ACCOUNT:group/PATH/NAME`
    #[must_use]
    pub fn arn(&self, account: &str) -> String {
        arn::iam(account, "group", &self.path, &self.name)
    }
}

impl Role {
    /// `arn:aws:iam::ACCOUNT:role/PATH/NAME`
    #[must_use]
    pub fn arn(&self, account: &str) -> String {
        arn::iam(account, "role", &self.path, &self.name)
    }

    /// Whether only its service may assume and change it.
    #[must_use]
    pub fn is_service_linked(&self) -> bool {
        self.path.starts_with("/aws-service-role/")
    }
}

impl InstanceProfile {
    /// `arn:aws:iam::ACCOUNT:instance-profile/PATH/NAME`
    #[must_use]
    pub fn arn(&self, account: &str) -> String {
        arn::iam(account, "instance-profile", &self.path, &self.name)
    }
}
