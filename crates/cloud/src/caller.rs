//! Who makes a request, once authenticated.

use crate::federation::{Federation, Keys};
use crate::iam::model::{Policies, StoredPolicy, Tag};
use crate::ids::AccountId;
use crate::tick::Timestamp;
use crate::workload::Workload;
use policy::Principal;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// Temporary credentials and what they stand for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// `ASIA…`
    pub access_key_id: String,
    /// The secret that its signatures are checked with.
    pub secret_access_key: String,
    /// What must come with every request.
    pub token: String,
    /// The account of the user or role.
    pub account: AccountId,
    /// When they were given out.
    pub issued: Timestamp,
    /// From when on they are refused.
    pub expires: Timestamp,
    /// Whose they are.
    pub kind: SessionKind,
}

/// Whose temporary credentials are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SessionKind {
    /// A user's own: the user is the principal, as with its long-term keys.
    User(UserSession),
    /// A role's: the session is the principal.
    Role(RoleSession),
    /// A federated user's: a principal of its own, with a user or the root user behind it.
    Federated(FederatedSession),
    /// The root user's of the account.
    Root,
    /// The root user's of a member account, for one task.
    RootTask(RootTask),
}

/// A user's temporary credentials.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserSession {
    /// The user's unique id: a renamed user keeps the session, a new user of the same name does not get it.
    pub user_id: String,
    /// Where they come from.
    pub source: UserSessionSource,
    /// When the user gave an MFA code, if so.
    pub mfa: Option<Timestamp>,
}

/// Where a user's temporary credentials come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UserSessionSource {
    /// The console's sign-in page.
    Console,
    /// `sts:GetSessionToken`, which gives less: spec sts.md §1.
    GetSessionToken,
}

/// A role session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleSession {
    /// The role's name in lower case.
    pub role: String,
    /// The role's unique id.
    pub role_id: String,
    /// `RoleSessionName`
    pub name: String,
    /// Session policies, inline first. `None` when none were passed: then they limit nothing.
    pub policies: Option<Vec<SessionPolicy>>,
    /// Session tags, those that were inherited included.
    pub tags: Vec<Tag>,
    /// Keys of the tags that the next hop inherits, in lower case.
    pub transitive: Vec<String>,
    /// Set once, kept through the chain.
    pub source_identity: Option<String>,
    /// The identity provider that vouched for whoever assumed the role by a web identity.
    #[serde(default)]
    pub provider: Option<String>,
    /// The condition keys that its requests keep from the token or assertion.
    #[serde(default)]
    pub keys: Keys,
    /// The workload that the session was made for by the service that runs it.
    #[serde(default)]
    pub workload: Option<Workload>,
}

/// A session by `sts:GetFederationToken`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FederatedSession {
    /// The unique id of the user that asked; the root user has none.
    pub parent: Option<String>,
    /// `Name`
    pub name: String,
    /// Session policies, inline first. `None` when none were passed: then they allow nothing.
    pub policies: Option<Vec<SessionPolicy>>,
    /// Session tags.
    pub tags: Vec<Tag>,
}

/// A session by `sts:AssumeRoot`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RootTask {
    /// The task's policy, which denies all but the task, and one that allows what that leaves.
    pub policies: Vec<SessionPolicy>,
}

/// A policy that limits a session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionPolicy {
    /// The ARN of a managed policy; the inline one has none.
    pub arn: Option<String>,
    /// The document as it was when the session began.
    pub document: StoredPolicy,
}

/// The authenticated maker of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Caller {
    /// The account; anonymous callers have none.
    pub account: Option<AccountId>,
    /// As the policy engine sees it.
    pub principal: Principal,
    /// As `GetCallerIdentity` shows it.
    pub arn: Option<String>,
    /// As `GetCallerIdentity` shows it.
    pub user_id: Option<String>,
    /// The key that signed.
    pub access_key_id: Option<String>,
    /// Set when the credentials are temporary.
    pub session: Option<Arc<Session>>,
    /// The tags that `aws:PrincipalTag` shows.
    pub tags: Vec<Tag>,
    /// The user or role behind the request.
    pub entity: Entity,
}

/// The user or role behind a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entity {
    /// A user, by name.
    User(String),
    /// A role, by name.
    Role(String),
    /// The user behind a federated user, by name: its policies count, but the caller is not the user.
    Parent(String),
    /// Not a user or role, but whom an identity provider vouches for.
    Federated(Arc<Federation>),
    /// Nobody that has policies.
    None,
}

impl Caller {
    /// The maker of an unsigned request.
    #[must_use]
    pub fn anonymous() -> Self {
        Self {
            account: None,
            principal: Principal::Anonymous,
            arn: None,
            user_id: None,
            access_key_id: None,
            session: None,
            tags: Vec::new(),
            entity: Entity::None,
        }
    }

    /// The name of the user, if the caller is one.
    #[must_use]
    pub fn user_name(&self) -> Option<&str> {
        match &self.entity {
            Entity::User(name) => Some(name),
            _ => None,
        }
    }

    /// The account, or an empty text for callers without one.
    #[must_use]
    pub fn account_id(&self) -> &str {
        self.account.as_deref().unwrap_or_default()
    }

    /// Whether the credentials are a role session's.
    #[must_use]
    pub fn role_session(&self) -> Option<&RoleSession> {
        match &self.session.as_ref()?.kind {
            SessionKind::Role(role) => Some(role),
            _ => None,
        }
    }

    /// The policies that limit the session; `None` when none were passed.
    #[must_use]
    pub fn session_policies(&self) -> Option<&[SessionPolicy]> {
        match &self.session.as_ref()?.kind {
            SessionKind::Role(role) => role.policies.as_deref(),
            SessionKind::Federated(session) => session.policies.as_deref(),
            SessionKind::RootTask(session) => Some(&session.policies),
            SessionKind::User(_) | SessionKind::Root => None,
        }
    }
}

impl Policies {
    /// Whether nothing is attached and nothing inline.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.attached.is_empty() && self.inline.is_empty()
    }
}
