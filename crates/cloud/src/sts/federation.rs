//! Requests that a token of an identity provider stands in for a signature in.

use super::{saml, web_identity};
use crate::arn;
use crate::caller::{Caller, Entity};
use crate::error::ApiError;
use crate::federation::Federation;
use crate::input::Input;
use crate::operation::{Check, Planning, Wording};
use crate::sts::role::Wanted;
use crate::sts::tags::SessionTags;
use crate::tick::Timestamp;
use crate::world::World;

/// The caller that the token in a request stands for. `None` if the operation takes none.
///
/// # Errors
/// What is wrong with the token.
pub(crate) fn caller_by_token(
    world: &World,
    service: &str,
    operation: &str,
    input: &Input,
    now: Timestamp,
) -> Result<Option<Caller>, ApiError> {
    let federation = match (service, operation) {
        ("sts", "AssumeRoleWithWebIdentity") => web_identity::verified(world, input, now)?,
        ("sts", "AssumeRoleWithSAML") => saml::verified(world, input, now)?,
        _ => return Ok(None),
    };
    Ok(Some(federation.caller()))
}

/// `InvalidIdentityToken`
pub(super) fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::authentication("InvalidIdentityToken", 400, message)
}

/// `ExpiredTokenException`
pub(super) fn expired(message: impl Into<String>) -> ApiError {
    ApiError::authentication("ExpiredTokenException", 400, message)
}

/// The account of the role that a request names.
pub(super) fn account_of_role(input: &Input) -> Result<&str, ApiError> {
    let role = input.text("RoleArn")?;
    let account = arn::account(role).filter(|_| arn::is_arn(role));
    account.ok_or_else(|| ApiError::validation("Request ARN is invalid"))
}

/// Whom the provider vouches for; the gateway has seen to it that there is somebody.
pub(super) fn of_caller(caller: &Caller) -> Result<&Federation, ApiError> {
    match &caller.entity {
        Entity::Federated(federation) => Ok(federation),
        _ => Err(invalid("The request has no identity token.")),
    }
}

/// The session that is asked for under a name.
pub(super) fn wanted(caller: &Caller, input: &Input, name: &str) -> Result<Wanted, ApiError> {
    let by = of_caller(caller)?;
    let transitive: Vec<&str> = by.transitive.iter().map(String::as_str).collect();
    Ok(Wanted {
        role_arn: input.text("RoleArn")?.to_owned(),
        name: name.to_owned(),
        tags: SessionTags::of(caller, by.tags.clone(), &transitive)?,
        source_identity: by.source_identity.clone(),
    })
}

/// The checks with what the token says.
pub(super) fn checks(p: &Planning<'_>, action: &'static str, name: &str) -> Result<Vec<Check>, ApiError> {
    let by = of_caller(p.caller)?;
    let with_keys = |mut check: Check| {
        check.context.extend(by.keys.iter().cloned());
        check
    };
    let checks = wanted(p.caller, p.input, name)?.checks(p, action, Wording::Bare);
    Ok(checks.into_iter().map(with_keys).collect())
}

/// Whether a text can be a session's name or a source identity.
pub(super) fn is_name(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    (2..=64).contains(&text.len()) && text.chars().all(fits)
}
