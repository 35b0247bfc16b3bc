//! What is asked, and the policies that have a say.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::arn::{Arn, is_account_id};
use crate::{Context, Policy, Principal};

/// One check: may this caller do this action on this resource?
///
/// Requests that touch several resources are several checks; all must be allowed.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The caller.
    pub principal: &'a Principal,
    /// `service:Name`, in any case.
    pub action: &'a str,
    /// What it is done to.
    pub resource: &'a Resource,
    /// The condition keys of the request; those that follow from the principal and the
    /// resource must be in it already, see [`derive_context`].
    pub context: &'a Context,
}

/// What an action is done to.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Resource {
    /// The ARN, or `*` for actions without resource-level permissions.
    pub arn: String,
    /// The account that owns it. When `None`, the account in the ARN; when there is none
    /// either, the caller's own.
    pub account: Option<String>,
}

impl Resource {
    /// The owning account as far as the resource itself tells.
    pub fn owner(&self) -> Option<&str> {
        self.account.as_deref().or_else(|| {
            let account = Arn::parse(&self.arn)?.account;
            is_account_id(account).then_some(account)
        })
    }
}

/// Sets the condition keys that follow from caller and resource, where they are not set yet.
pub fn derive_context(principal: &Principal, resource: &Resource, context: &mut Context) {
    principal.fill_context(context);
    if let Some(owner) = resource.owner() {
        context.set_default("aws:ResourceAccount", owner);
    }
}

/// A policy with the name people know it by.
#[derive(Clone, Debug, PartialEq)]
pub struct NamedPolicy {
    /// Name of an inline or managed policy, or a word for what it is.
    pub name: Arc<str>,
    /// Managed policies have one.
    pub arn: Option<Arc<str>>,
    /// The policy.
    pub policy: Policy,
}

impl NamedPolicy {
    /// Names a policy that has no ARN.
    pub fn new(name: &str, policy: Policy) -> Self {
        Self { name: name.into(), arn: None, policy }
    }
}

/// The policies on one level of an organisation: its root, an OU or an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    /// What people call the level.
    pub name: String,
    /// The policies attached to it.
    pub policies: Vec<NamedPolicy>,
}

/// The policies that could apply to a request, by type.
///
/// `None` means that there is no policy of that type to consult. What applies to which
/// caller (spec/evaluation.md §2) is decided by the evaluator, not by who fills this in:
/// SCPs of a service-linked role's account may be given and are passed by.
#[derive(Clone, Copy, Debug, Default)]
pub struct Layers<'a> {
    /// Identity-based policies of the user and its groups, of the role, or of a federated
    /// session's parent.
    pub identity: &'a [NamedPolicy],
    /// The resource's policy; for `sts:AssumeRole` and its kin the role's trust policy.
    pub resource: Option<&'a NamedPolicy>,
    /// The permissions boundary of the user or role.
    pub boundary: Option<&'a NamedPolicy>,
    /// Session policies passed when the session was made; `None` when none were.
    pub session: Option<&'a [NamedPolicy]>,
    /// SCPs of the **caller's** account, organisation root first; `None` outside an
    /// organisation and with the policy type disabled.
    pub scps: Option<&'a [Level]>,
    /// RCPs of the **resource's** account, likewise. RCPFullAWSAccess is implied.
    pub rcps: Option<&'a [Level]>,
    /// The policy of the VPC endpoint that the request came through.
    pub vpc_endpoint: Option<&'a [NamedPolicy]>,
    /// The organisation's management account: SCPs and RCPs pass it by.
    pub management_account: Option<&'a str>,
    /// The S3 canonical user id of the caller's account, for `CanonicalUser` principals.
    pub canonical_user: Option<&'a str>,
}
