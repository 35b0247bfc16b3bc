//! Who asks.
//!
//! Sources: spec/evaluation.md §1 and §2, spec/context-keys.md §1.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Context;
use crate::arn::Arn;

/// The caller of a request.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Principal {
    /// The root user of an account, also by GetSessionToken.
    Root {
        /// Twelve digits.
        account: Arc<str>,
    },
    /// An IAM user, also by GetSessionToken.
    User {
        /// Twelve digits.
        account: Arc<str>,
        /// `arn:aws:iam::A:user/path/name`
        arn: Arc<str>,
        /// The unique id `AIDA…`; without it, policies that name ids never match.
        id: Option<Arc<str>>,
    },
    /// A session of a role.
    RoleSession {
        /// The role's account.
        account: Arc<str>,
        /// `arn:aws:sts::A:assumed-role/name/session`
        session_arn: Arc<str>,
        /// `arn:aws:iam::A:role/path/name`
        role_arn: Arc<str>,
        /// The role's unique id `AROA…`.
        role_id: Option<Arc<str>>,
        /// Whether the role is a service-linked one: SCPs and RCPs pass it by.
        service_linked: bool,
    },
    /// A session by GetFederationToken; or by AssumeRoot, and then its own ARN is the root user's, too.
    FederatedSession {
        /// The parent's account.
        account: Arc<str>,
        /// `arn:aws:sts::A:federated-user/name`
        arn: Arc<str>,
        /// The user or root user that asked for the token; of a root user the session has all
        /// permissions that its session policies allow.
        parent_arn: Arc<str>,
        /// The parent's unique id `AIDA…`.
        parent_id: Option<Arc<str>>,
    },
    /// An AWS service that calls for itself.
    Service {
        /// `ec2.amazonaws.com`
        name: Arc<str>,
    },
    /// Somebody with a web identity token or a SAML assertion, without AWS credentials.
    Federated {
        /// The provider as a trust policy names it: an ARN, or a host such as `accounts.google.com`.
        provider: Arc<str>,
    },
    /// Somebody without credentials.
    Anonymous,
}

/// Why a text names no caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalError {
    text: String,
}

impl fmt::Display for PrincipalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no user, role session, federated user, root user, service or `*`", self.text)
    }
}

impl std::error::Error for PrincipalError {}

impl Principal {
    /// The caller that an ARN, a service name or `*` (anonymous) stands for.
    ///
    /// A session ARN does not say its role's path, nor a federated user's its parent:
    /// `role` and `user` name them; without, the role has no path and the parent is unknown,
    /// so that no policy names it. A role under `/aws-service-role/` is service-linked.
    pub fn from_arn(text: &str, role: Option<&str>, user: Option<&str>) -> Result<Self, PrincipalError> {
        if text == "*" {
            return Ok(Self::Anonymous);
        }
        let error = || PrincipalError { text: text.into() };
        let Some(arn) = Arn::parse(text) else {
            let is_service = text.contains('.') && !text.contains([':', '/', '*']);
            return if is_service { Ok(Self::Service { name: text.into() }) } else { Err(error()) };
        };
        let account: Arc<str> = arn.account.into();
        let (kind, name) = arn.resource.split_once('/').unwrap_or((arn.resource, ""));
        match (arn.service, kind) {
            ("iam", "root") if name.is_empty() => Ok(Self::Root { account }),
            ("iam", "user") if !name.is_empty() => Ok(Self::User { account, arn: text.into(), id: None }),
            ("sts", "assumed-role") => role_session(text, &arn, name, role).ok_or_else(error),
            ("sts", "federated-user") if !name.is_empty() => Ok(Self::FederatedSession {
                parent_arn: user.unwrap_or(text).into(),
                account,
                arn: text.into(),
                parent_id: None,
            }),
            _ => Err(error()),
        }
    }

    /// The account the caller belongs to; services and anonymous callers have none.
    pub fn account(&self) -> Option<&str> {
        match self {
            Self::Root { account }
            | Self::User { account, .. }
            | Self::RoleSession { account, .. }
            | Self::FederatedSession { account, .. } => Some(account),
            Self::Service { .. } | Self::Federated { .. } | Self::Anonymous => None,
        }
    }

    /// The calling ARN as GetCallerIdentity shows it.
    pub fn arn(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Root { account } => Some(Cow::Owned(root_arn(account))),
            Self::User { arn, .. } | Self::FederatedSession { arn, .. } => Some(Cow::Borrowed(arn)),
            Self::RoleSession { session_arn, .. } => Some(Cow::Borrowed(session_arn)),
            Self::Service { .. } | Self::Federated { .. } | Self::Anonymous => None,
        }
    }

    /// Whether no identity-based policy is needed within the caller's own account: the root
    /// user's power, which a session of the root user shares.
    pub(crate) fn has_root_power(&self) -> bool {
        match self {
            Self::Root { .. } => true,
            Self::FederatedSession { parent_arn, .. } => {
                Arn::parse(parent_arn).is_some_and(|arn| arn.service == "iam" && arn.resource == "root")
            }
            _ => false,
        }
    }

    /// Whether the caller acts as the root user itself, all of it or for a task.
    pub(crate) fn is_root(&self) -> bool {
        match self {
            Self::Root { .. } => true,
            Self::FederatedSession { arn, parent_arn, .. } => arn == parent_arn && self.has_root_power(),
            _ => false,
        }
    }

    /// Sets the condition keys that follow from the caller alone, where they are not set yet.
    ///
    /// Tags, MFA, organisation and session keys need knowledge of the account.
    pub fn fill_context(&self, context: &mut Context) {
        let mut fill = |key, value: &str| context.set_default(key, value);
        match self {
            Self::Root { account } => {
                fill("aws:PrincipalType", "Account");
                fill("aws:userid", account);
                fill("aws:PrincipalArn", &root_arn(account));
            }
            Self::User { arn, id, .. } => {
                fill("aws:PrincipalType", "User");
                fill("aws:PrincipalArn", arn);
                fill("aws:username", last_part(arn));
                if let Some(id) = id {
                    fill("aws:userid", id);
                }
            }
            Self::RoleSession { session_arn, role_arn, role_id, .. } => {
                fill("aws:PrincipalType", "AssumedRole");
                fill("aws:PrincipalArn", role_arn);
                if let Some(id) = role_id {
                    fill("aws:userid", &format!("{id}:{}", last_part(session_arn)));
                }
            }
            Self::FederatedSession { account, arn, .. } => {
                fill("aws:PrincipalType", "FederatedUser");
                fill("aws:PrincipalArn", arn);
                fill("aws:userid", &format!("{account}:{}", last_part(arn)));
            }
            Self::Service { name } => {
                fill("aws:PrincipalServiceName", name);
                fill("aws:PrincipalServiceNamesList", name);
                fill("aws:PrincipalIsAWSService", "true");
            }
            Self::Anonymous => {
                fill("aws:PrincipalType", "Anonymous");
                fill("aws:userid", "anonymous");
                fill("aws:PrincipalAccount", "anonymous");
            }
            Self::Federated { .. } => {}
        }
        if let Some(account) = self.account() {
            fill("aws:PrincipalAccount", account);
            fill("aws:PrincipalIsAWSService", "false");
        }
    }
}

fn role_session(text: &str, arn: &Arn<'_>, name: &str, role: Option<&str>) -> Option<Principal> {
    let (role_name, session) = name.split_once('/')?;
    if role_name.is_empty() || session.is_empty() {
        return None;
    }
    let (partition, account) = (arn.partition, arn.account);
    let role_arn =
        role.map_or_else(|| format!("arn:{partition}:iam::{account}:role/{role_name}"), str::to_owned);
    Some(Principal::RoleSession {
        account: account.into(),
        session_arn: text.into(),
        service_linked: role_arn.contains(":role/aws-service-role/"),
        role_arn: role_arn.into(),
        role_id: None,
    })
}

pub(crate) fn root_arn(account: &str) -> String {
    format!("arn:aws:iam::{account}:root")
}

/// What stands behind the last slash: the name of a user, the name of a session.
fn last_part(arn: &str) -> &str {
    arn.rsplit('/').next().unwrap_or(arn)
}
