//! How a refusal is worded. Source: spec error-wordings.md §1, §2; access-denied-messages.md.

use crate::authorization_message;
use crate::caller::Caller;
use crate::dialect::Dialect;
use crate::error::{ApiError, Fault};
use crate::operation::{Check, Wording};
use crate::world::World;
use policy::{Context, DecidedBy, Explanation, Outcome};

/// The service's answer to a request that the policies do not allow.
#[inline(never)]
pub(crate) fn access_denied(
    world: &World,
    dialect: Dialect,
    caller: &Caller,
    check: &Check,
    context: &Context,
    explanation: &Explanation,
) -> ApiError {
    let owner = check.resource.account.as_deref();
    // What a VPC endpoint does not let through, S3 explains within the account only.
    let endpoint = explanation.decision.decided_by == DecidedBy::Vpce;
    let outside = !together(world, caller, owner) || (endpoint && caller.account.as_deref() != owner);
    let action = dialect.action(check.action);
    let message = match check.wording {
        Wording::Bodiless => return ApiError::new("403", 403, "Forbidden").with_fault(Fault::Authorization),
        Wording::S3 if outside => "Access Denied".to_owned(),
        Wording::Unreasoned if explanation.decision.decided_by == DecidedBy::Special => {
            "Roles may not be assumed by root accounts.".to_owned()
        }
        Wording::Bare => format!("Not authorized to perform {action}"),
        Wording::Encoded => {
            let sentence = sentence(caller, check, &action, &reason(&action, explanation));
            let encoded = authorization_message::encode(caller, check, context, explanation);
            format!("{sentence}. Encoded authorization failure message: {encoded}")
        }
        Wording::Unreasoned => sentence(caller, check, &action, &organization_deny(&action, explanation)),
        Wording::Reasoned if outside && is_silent_key(check, explanation) => {
            sentence(caller, check, &action, UNKNOWN_KEY)
        }
        Wording::Reasoned | Wording::S3 | Wording::ThisResource => {
            sentence(caller, check, &action, &reason(&action, explanation))
        }
    };
    dialect.access_denied(message)
}

/// Whether caller and owner are of one account or one organization: only then does S3 give reasons.
fn together(world: &World, caller: &Caller, owner: Option<&str>) -> bool {
    let Some(account) = caller.account.as_deref() else { return false };
    let organization = |account: &str| world.organization_of(account).map(|o| &o.id);
    owner.is_none_or(|owner| {
        account == owner
            || organization(account).is_some_and(|id| organization(owner).is_some_and(|other| id == other))
    })
}

/// The refusal of a request that would make something public, by Block Public Access of its owner.
pub(crate) fn public_access_blocked(
    caller: &Caller,
    owner: &str,
    action: &str,
    arn: &str,
    why: &str,
) -> ApiError {
    let who = caller.arn.as_deref().filter(|_| caller.account.as_deref() == Some(owner));
    let message = who.map_or_else(
        || "Access Denied".to_owned(),
        |who| {
            format!(
                "User: {who} is not authorized to perform: {action} on resource: \"{arn}\" because {why} in \
                 S3 Block Public Access."
            )
        },
    );
    ApiError::new("AccessDenied", 403, message).with_fault(Fault::Authorization)
}

/// Whether another account's key does not let the caller in: KMS then does not tell whether there is such a key.
fn is_silent_key(check: &Check, explanation: &Explanation) -> bool {
    check.action.starts_with("kms:") && explanation.decision.decided_by == DecidedBy::Resource
}

const UNKNOWN_KEY: &str = " because the resource does not exist in this Region, no resource-based policies allow \
                           access, or a resource-based policy explicitly denies access";

fn sentence(caller: &Caller, check: &Check, action: &str, reason: &str) -> String {
    let who = caller.arn.as_deref().unwrap_or("anonymous");
    let on = match check.wording {
        Wording::ThisResource => " on this resource".to_owned(),
        _ if check.shown.is_empty() => String::new(),
        _ => format!(" on resource: {}", check.shown),
    };
    format!("User: {who} is not authorized to perform: {action}{on}{reason}")
}

/// AssumeRole denials carry a reason only when an organisation policy denies.
fn organization_deny(action: &str, explanation: &Explanation) -> String {
    match explanation.decision.decided_by {
        DecidedBy::Scp | DecidedBy::Rcp => reason(action, explanation),
        _ => String::new(),
    }
}

fn reason(action: &str, explanation: &Explanation) -> String {
    let decision = explanation.decision;
    let (kind, article) = match decision.decided_by {
        DecidedBy::Boundary => ("permissions boundary", "a"),
        DecidedBy::Session => ("session policy", "a"),
        DecidedBy::Scp => ("service control policy", "a"),
        DecidedBy::Rcp => ("resource control policy", "a"),
        DecidedBy::Vpce => ("VPC endpoint policy", "a"),
        DecidedBy::Resource | DecidedBy::IdentityAndResource => ("resource-based policy", "a"),
        DecidedBy::Trust | DecidedBy::IdentityAndTrust => ("role trust policy", "the"),
        DecidedBy::Identity | DecidedBy::Root | DecidedBy::Special => ("identity-based policy", "an"),
    };
    if decision.outcome == Outcome::ExplicitlyDenied {
        let arn = policy::access_denied_arn(explanation).map(|arn| format!(": {arn}")).unwrap_or_default();
        return format!(" with an explicit deny in {article} {kind}{arn}");
    }
    format!(" because no {kind} allows the {action} action")
}
