//! The request context: the condition keys of a request. Source: spec context-keys.md.

use crate::caller::{Caller, SessionKind, UserSessionSource};
use crate::operation::Check;
use crate::request::{Origin, SignedRequest, Transport};
use crate::tick::Timestamp;
use crate::world::World;
use crate::{authenticate, sigv4};
use policy::Context;

/// The condition keys that a check is evaluated with. What the check itself says comes last, for it knows
/// best: an MFA code given with this request counts, whatever the session says.
pub(crate) fn of(
    world: &World,
    caller: &Caller,
    check: &Check,
    request: &SignedRequest,
    region: &str,
    now: Timestamp,
) -> Context {
    let origin = &request.origin;
    let mut context = Context::new();
    context.set("aws:CurrentTime", now.iso());
    context.set("aws:EpochTime", now.0.to_string());
    // A global service has one endpoint, whatever region the caller set.
    context.set("aws:RequestedRegion", region);
    context.set("aws:SecureTransport", (origin.transport == Transport::Tls).to_string());
    context.set("aws:ViaAWSService", "false");
    if check.is_forwarded() {
        context.set("aws:SourceIp", SERVICE_ADDRESS);
    } else {
        network_keys(world, origin, &mut context);
    }
    context.set("aws:UserAgent", origin.user_agent.as_str());
    if let Some(account) = &check.resource.account {
        context.set("aws:ResourceAccount", account.as_str());
    }
    in_organization(world, "Principal", caller.account_id(), &mut context);
    in_organization(world, "Resource", check.resource.account.as_deref().unwrap_or_default(), &mut context);
    session_keys(caller, now, &mut context);
    for tag in &caller.tags {
        context.set(&format!("aws:PrincipalTag/{}", tag.key), tag.value.as_str());
    }
    if let Some(id) = &caller.user_id {
        context.set("aws:userid", id.as_str());
    }
    if let Some(page) = request.http.header("referer") {
        context.set("aws:referer", page);
    }
    if check.action.starts_with("s3:") {
        s3_keys(caller, check, request, now, &mut context);
    }
    caller.principal.fill_context(&mut context);
    for (key, values) in &check.context {
        context.set_many(key, values.clone());
    }
    context
}

/// Where a service calls from that does so for a caller: neither the caller's address nor its VPC endpoint is known
/// there. (AWS's services have addresses of their own; which, nobody can rely on.)
const SERVICE_ADDRESS: &str = "192.0.2.53";

/// Where the request comes from: a public address, or a VPC endpoint, and then no public address.
fn network_keys(world: &World, origin: &Origin, context: &mut Context) {
    let Some((through, endpoint)) =
        origin.endpoint.as_ref().and_then(|through| Some((through, world.vpc_endpoints.get(&through.id)?)))
    else {
        return context.set("aws:SourceIp", origin.source_ip.as_str());
    };
    context.set("aws:SourceVpce", endpoint.id.as_str());
    context.set("aws:SourceVpc", endpoint.vpc.as_str());
    context.set("aws:SourceVpcArn", endpoint.vpc_arn());
    context.set("aws:VpcSourceIp", through.private_ip.as_str());
    context.set("aws:VpceAccount", endpoint.account.as_str());
    in_organization(world, "Vpce", &endpoint.account, context);
}

/// The organization of an account, for the keys of one side of the request.
pub(crate) fn in_organization(world: &World, side: &str, account: &str, context: &mut Context) {
    if let Some(organization) = world.organization_of(account) {
        let parent = organization.parent(account).unwrap_or_default();
        context.set(&format!("aws:{side}OrgID"), organization.id.as_str());
        context.set_many(&format!("aws:{side}OrgPaths"), vec![organization.path_to(parent)]);
    }
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
        SessionKind::Root | SessionKind::Federated(_) => {}
        SessionKind::RootTask(_) => {
            // Set here, because the engine takes the session for a federated user's.
            context.set("aws:AssumedRoot", "true");
            context.set("aws:PrincipalType", "Account");
        }
        SessionKind::Role(role) => {
            if let Some(provider) = &role.provider {
                context.set("aws:FederatedProvider", provider.as_str());
            }
            if let Some(identity) = &role.source_identity {
                context.set("aws:SourceIdentity", identity.as_str());
            }
            for (key, values) in &role.keys {
                context.set_many(key, values.clone());
            }
        }
    }
}

fn s3_keys(caller: &Caller, check: &Check, request: &SignedRequest, now: Timestamp, context: &mut Context) {
    if let Some(account) = &check.resource.account {
        context.set("s3:ResourceAccount", account.as_str());
    }
    if caller.account.is_some() {
        let presigned = request.http.header("authorization").is_none();
        context.set("s3:authType", if presigned { "REST-QUERY-STRING" } else { "REST-HEADER" });
        context.set("s3:signatureversion", "AWS4-HMAC-SHA256");
        if let Some(sent) = authenticate::sent(&request.http) {
            context.set("s3:signatureAge", (now.since(sent) * 1_000).to_string());
        }
    }
    let hash = request.http.header("x-amz-content-sha256").unwrap_or(sigv4::UNSIGNED_PAYLOAD);
    context.set("s3:x-amz-content-sha256", hash);
    if request.origin.transport == Transport::Tls {
        context.set("s3:TlsVersion", "1.3");
    }
}
