//! The world: accounts and what is in them. A value: cloning it is cheap (shared structure), and a changed
//! world shares all that did not change with the one before.

use crate::arn;
use crate::caller::Session;
use crate::iam::model::Iam;
use crate::ids::AccountId;
use crate::organizations::model::Organization;
use crate::s3::PublicAccessBlock;
use crate::s3::model::Bucket;
use crate::services::resource::Resource;
use crate::settling::Settling;
use crate::vpc::VpcEndpoint;
use imbl::OrdMap;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Everything that exists in the simulated AWS.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct World {
    /// The accounts by their 12-digit ids.
    pub accounts: OrdMap<AccountId, Arc<Account>>,
    /// Who owns each long-term access key.
    pub access_keys: OrdMap<String, KeyOwner>,
    /// Temporary credentials by access key id, expired ones included until they are swept.
    pub sessions: OrdMap<String, Arc<Session>>,
    /// Unique ids of users, roles and groups, living ones only: what saved principals are matched by.
    pub unique_ids: OrdMap<String, EntityRef>,
    /// All buckets of the partition: their names are one namespace over all accounts.
    pub buckets: OrdMap<String, Arc<Bucket>>,
    /// Organizations by id. Which one an account is in, if any, its organization knows.
    #[serde(default)]
    pub organizations: OrdMap<String, Arc<Organization>>,
    /// The resources of the table-driven services by their ARNs.
    #[serde(default)]
    pub resources: OrdMap<String, Arc<Resource>>,
    /// The access key ids of the credentials that workloads have, by the workloads' ARNs.
    #[serde(default)]
    pub delivered: OrdMap<String, String>,
    /// VPC endpoints by id.
    #[serde(default)]
    pub vpc_endpoints: OrdMap<String, Arc<VpcEndpoint>>,
    /// What the keys of simulated identity providers derive from, besides the providers' names. See
    /// [`crate::outside`].
    #[serde(default)]
    pub provider_seed: u64,
    /// How long changes of IAM take to be seen.
    #[serde(default)]
    pub settling: Settling,
}

/// One account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    /// 12 digits.
    pub id: AccountId,
    /// The account's name.
    pub name: String,
    /// The alias that may stand for the id at sign-in.
    pub alias: Option<String>,
    /// The S3 canonical user id.
    pub canonical_user: String,
    /// Users, groups, roles and policies.
    #[serde(deserialize_with = "crate::iam::uses::indexed")]
    pub iam: Iam,
    /// The account's own block on public access to its buckets; `None` until it sets one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub s3_public_access_block: Option<PublicAccessBlock>,
}

/// The owner of a long-term access key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyOwner {
    /// The account.
    pub account: AccountId,
    /// The user's name in lower case, as [`Iam::users`] has it.
    pub user: String,
}

/// What a unique id stands for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntityRef {
    /// The account.
    pub account: AccountId,
    /// User, role or group.
    pub kind: EntityKind,
    /// The name in lower case.
    pub key: String,
}

/// The kinds of entities that have unique ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EntityKind {
    /// `AIDA…`
    User,
    /// `AROA…`
    Role,
    /// `AGPA…`
    Group,
}

impl World {
    /// An account by its id.
    #[must_use]
    pub fn account(&self, id: &str) -> Option<&Account> {
        self.accounts.get(id).map(AsRef::as_ref)
    }

    /// An account by its id or alias, as the sign-in page takes it.
    #[must_use]
    pub fn account_by_alias(&self, id_or_alias: &str) -> Option<&Account> {
        self.account(id_or_alias).or_else(|| {
            self.accounts.values().map(AsRef::as_ref).find(|a| a.alias.as_deref() == Some(id_or_alias))
        })
    }

    /// An account to change. What it shared with older worlds is copied first.
    pub fn account_mut(&mut self, id: &str) -> Option<&mut Account> {
        self.accounts.get_mut(id).map(Arc::make_mut)
    }

    /// The organization that an account is a member of.
    #[must_use]
    pub fn organization_of(&self, account: &str) -> Option<&Organization> {
        self.organizations.values().map(AsRef::as_ref).find(|o| o.members.contains_key(account))
    }

    /// An organization to change, by its id.
    pub fn organization_mut(&mut self, id: &str) -> Option<&mut Organization> {
        self.organizations.get_mut(id).map(Arc::make_mut)
    }

    /// A bucket by its name.
    #[must_use]
    pub fn bucket(&self, name: &str) -> Option<&Bucket> {
        self.buckets.get(name).map(AsRef::as_ref)
    }

    /// A bucket to change.
    pub fn bucket_mut(&mut self, name: &str) -> Option<&mut Bucket> {
        self.buckets.get_mut(name).map(Arc::make_mut)
    }

    /// A resource of a table-driven service by its ARN.
    #[must_use]
    pub fn resource(&self, arn: &str) -> Option<&Resource> {
        self.resources.get(arn).map(AsRef::as_ref)
    }

    /// The unique id of the living user or role that an ARN names, as it is saved in a policy's Principal.
    #[must_use]
    pub fn unique_id_of(&self, principal_arn: &str) -> Option<String> {
        let (account, kind, path, name) = arn::entity(principal_arn)?;
        let iam = &self.account(account)?.iam;
        match kind {
            EntityKind::User => {
                iam.user(name).filter(|u| u.path == path && u.name == name).map(|u| u.id.clone())
            }
            EntityKind::Role => {
                iam.role(name).filter(|r| r.path == path && r.name == name).map(|r| r.id.clone())
            }
            EntityKind::Group => None,
        }
    }

    /// The ARN of the living user or role that has a unique id.
    #[must_use]
    pub fn arn_of_unique_id(&self, id: &str) -> Option<String> {
        let entity = self.unique_ids.get(id)?;
        let iam = &self.account(&entity.account)?.iam;
        match entity.kind {
            EntityKind::User => iam.user(&entity.key).map(|u| u.arn(&entity.account)),
            EntityKind::Role => iam.role(&entity.key).map(|r| r.arn(&entity.account)),
            EntityKind::Group => None,
        }
    }
}
