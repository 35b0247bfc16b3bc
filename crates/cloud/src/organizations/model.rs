//! What Organizations keeps: a tree of one root, organizational units (OUs) and accounts, and the policies
//! attached to its nodes. Source: spec evaluation.md §2, policy-language.md §3.

use crate::iam::model::Tag;
use crate::ids::AccountId;
use crate::stored_policy::StoredPolicy;
use crate::tick::Timestamp;
use imbl::{OrdMap, OrdSet};
use policy::PolicyType;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// One organization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Organization {
    /// `o-…`
    pub id: String,
    /// The management account. It is a member, too.
    pub management: AccountId,
    /// What the organization is for.
    pub features: FeatureSet,
    /// `r-…`
    pub root: String,
    /// OUs by id.
    pub units: OrdMap<String, Arc<Unit>>,
    /// Accounts by id.
    pub members: OrdMap<AccountId, Arc<Member>>,
    /// The policies that its people wrote, by id.
    pub policies: OrdMap<String, Arc<OrganizationPolicy>>,
    /// The policy types that are enabled.
    pub enabled: OrdSet<PolicyKind>,
    /// Ids of attached policies, AWS's own included, by the root, OU or account that they are attached to, in
    /// the order attached.
    pub attached: OrdMap<String, Vec<String>>,
    /// Tags of root, OUs, accounts and policies by their ids.
    pub tags: OrdMap<String, Vec<Tag>>,
    /// The requests for new accounts by id.
    pub creations: OrdMap<String, Creation>,
    /// Invitations by id.
    pub handshakes: OrdMap<String, Handshake>,
    /// Since when services have access to the organization, by service principal.
    pub services: OrdMap<String, Timestamp>,
    /// Since when accounts administer services, by account and service principal.
    pub delegated: OrdMap<AccountId, OrdMap<String, Timestamp>>,
    /// What the management account may do with members' root users.
    #[serde(default)]
    pub root_features: OrdSet<RootFeature>,
}

/// What an organization's management account may do with its members' root users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum RootFeature {
    /// Remove and recover their credentials.
    #[serde(rename = "RootCredentialsManagement")]
    CredentialsManagement,
    /// Act as them, for some tasks.
    #[serde(rename = "RootSessions")]
    Sessions,
}

impl RootFeature {
    /// As the API says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CredentialsManagement => "RootCredentialsManagement",
            Self::Sessions => "RootSessions",
        }
    }
}

/// What an organization is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeatureSet {
    /// One bill and policies.
    #[serde(rename = "ALL")]
    All,
    /// One bill only.
    #[serde(rename = "CONSOLIDATED_BILLING")]
    ConsolidatedBilling,
}

impl FeatureSet {
    /// As the API says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "ALL",
            Self::ConsolidatedBilling => "CONSOLIDATED_BILLING",
        }
    }
}

/// An organizational unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unit {
    /// `ou-…`
    pub id: String,
    /// Unique below its parent.
    pub name: String,
    /// The root or OU that it is in.
    pub parent: String,
}

/// An account's place in the organization.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The root or OU that it is in.
    pub parent: String,
    /// The address of its root user.
    pub email: String,
    /// How it became a member.
    pub joined: Joined,
    /// Since when it is a member.
    pub since: Timestamp,
}

/// How an account became a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Joined {
    /// It was there before.
    #[serde(rename = "INVITED")]
    Invited,
    /// The organization made it.
    #[serde(rename = "CREATED")]
    Created,
}

impl Joined {
    /// As the API says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "INVITED",
            Self::Created => "CREATED",
        }
    }
}

/// The policy types that are simulated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PolicyKind {
    /// Limits what the principals of member accounts may do.
    #[serde(rename = "SERVICE_CONTROL_POLICY")]
    ServiceControl,
    /// Limits what anybody may do with the resources of member accounts.
    #[serde(rename = "RESOURCE_CONTROL_POLICY")]
    ResourceControl,
}

impl PolicyKind {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::ServiceControl, Self::ResourceControl];

    /// As the API says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ServiceControl => "SERVICE_CONTROL_POLICY",
            Self::ResourceControl => "RESOURCE_CONTROL_POLICY",
        }
    }

    /// What may be in such a policy.
    #[must_use]
    pub const fn checked_as(self) -> PolicyType<'static> {
        match self {
            Self::ServiceControl => PolicyType::Scp,
            Self::ResourceControl => PolicyType::Rcp,
        }
    }

    /// How many may be attached to one root, OU or account, AWS's own included.
    #[must_use]
    pub const fn most_attached(self) -> usize {
        match self {
            Self::ServiceControl => 10,
            Self::ResourceControl => 5,
        }
    }
}

/// A policy that the organization's people wrote.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OrganizationPolicy {
    /// `p-…`
    pub id: String,
    /// Unique among those of its type.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// Its type.
    pub kind: PolicyKind,
    /// The document.
    pub document: StoredPolicy,
}

/// A request for a new account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Creation {
    /// `car-…`
    pub id: String,
    /// The name that the account was to have.
    pub name: String,
    /// When it was asked for; here that is when it was done, too.
    pub requested: Timestamp,
    /// The new account's id, or the API's reason why there is none.
    pub outcome: Result<AccountId, String>,
}

/// An invitation of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handshake {
    /// `h-…`
    pub id: String,
    /// Who is invited.
    pub account: AccountId,
    /// What the inviter wrote.
    pub notes: Option<String>,
    /// Tags that the account gets when it accepts.
    pub tags: Vec<Tag>,
    /// When the invitation was made.
    pub requested: Timestamp,
    /// What became of it.
    pub state: HandshakeState,
}

/// What became of an invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandshakeState {
    /// It waits for an answer.
    Open,
    /// The inviter took it back.
    Canceled,
    /// The account is a member now.
    Accepted,
    /// The account does not want to be one.
    Declined,
    /// Nobody answered in time.
    Expired,
}

impl HandshakeState {
    /// As the API says it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "OPEN",
            Self::Canceled => "CANCELED",
            Self::Accepted => "ACCEPTED",
            Self::Declined => "DECLINED",
            Self::Expired => "EXPIRED",
        }
    }
}
