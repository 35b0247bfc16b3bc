//! Which operations the different temporary credentials can be used for at all, before any policy is asked.
//! Source: spec sts.md §1.

use crate::caller::{Caller, SessionKind, UserSessionSource};
use crate::error::{ApiError, Fault};

/// Whether a caller's credentials can be used for an operation.
///
/// # Errors
/// STS's or IAM's refusal.
pub(crate) fn may_call(caller: &Caller, service: &str, operation: &str) -> Result<(), ApiError> {
    let Some(session) = &caller.session else { return Ok(()) };
    let gives_out = matches!(operation, "GetSessionToken" | "GetFederationToken");
    if service == "sts" && gives_out {
        let message = format!("Cannot call {operation} with session credentials");
        return Err(ApiError::new("AccessDenied", 403, message).with_fault(Fault::Authorization));
    }
    let usable = match (&session.kind, service) {
        (SessionKind::User(user), "iam") => {
            user.source != UserSessionSource::GetSessionToken || user.mfa.is_some()
        }
        (SessionKind::User(user), "sts") => {
            user.source != UserSessionSource::GetSessionToken
                || matches!(operation, "AssumeRole" | "GetCallerIdentity")
        }
        (SessionKind::Federated(_), "iam") => false,
        (SessionKind::Federated(_), "sts") => operation == "GetCallerIdentity",
        _ => true,
    };
    if usable {
        return Ok(());
    }
    let message = "The security token included in the request is invalid";
    Err(ApiError::authentication("InvalidClientTokenId", 403, message))
}
