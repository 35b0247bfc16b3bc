//! The request context: the condition keys of a request. Source: spec context-keys.md.

use crate::caller::{Caller, SessionKind, UserSessionSource};
use crate::operation::Check;
use crate::request::Origin;
use crate::tick::Timestamp;
use policy::Context;

/// The condition keys that a check is evaluated with.
pub(crate) fn of(caller: &Caller, check: &Check, origin: &Origin, region: &str, now: Timestamp) -> Context {
    let mut context = Context::new();
    for (key, values) in &check.context {
        context.set_many(key, values.clone());
    }
    context.set("aws:CurrentTime", now.iso());
    context.set("aws:EpochTime", now.0.to_string());
    // A global service has one endpoint, whatever region the caller set.
    context.set("aws:RequestedRegion", region);
    context.set("aws:SecureTransport", "true");
    context.set("aws:ViaAWSService", "false");
    context.set("aws:SourceIp", origin.source_ip.as_str());
    context.set("aws:UserAgent", origin.user_agent.as_str());
    if let Some(account) = &check.resource.account {
        context.set("aws:ResourceAccount", account.as_str());
    }
    session_keys(caller, now, &mut context);
    for tag in &caller.tags {
        context.set(&format!("aws:PrincipalTag/{}", tag.key), tag.value.as_str());
    }
    if let Some(id) = &caller.user_id {
        context.set("aws:userid", id.as_str());
    }
    if check.action.starts_with("s3:") {
        s3_keys(caller, check, &mut context);
    }
    caller.principal.fill_context(&mut context);
    context
}

/// What temporary credentials add.
fn session_keys(caller: &Caller, now: Timestamp, context: &mut Context) {
    let Some(session) = &caller.session else { return };
    context.set("aws:TokenIssueTime", session.issued.iso());
    match &session.kind {
        SessionKind::User(user) => {
            context.set("aws:MultiFactorAuthPresent", user.mfa.is_some().to_string());
            if let Some(at) = user.mfa {
                context.set("aws:MultiFactorAuthAge", now.since(at).to_string());
            }
            if user.source == UserSessionSource::Console {
                let arn = format!("arn:aws:signin:us-east-1:{}:session/{}", session.account, user.user_id);
                context.set("aws:SignInSessionArn", arn);
            }
        }
        SessionKind::Root => {}
        SessionKind::Role(role) => {
            if let Some(identity) = &role.source_identity {
                context.set("aws:SourceIdentity", identity.as_str());
            }
        }
    }
}

fn s3_keys(caller: &Caller, check: &Check, context: &mut Context) {
    if let Some(account) = &check.resource.account {
        context.set("s3:ResourceAccount", account.as_str());
    }
    if caller.account.is_some() {
        context.set("s3:authType", "REST-HEADER");
        context.set("s3:signatureversion", "AWS4-HMAC-SHA256");
    }
    context.set("s3:TlsVersion", "1.3");
}
