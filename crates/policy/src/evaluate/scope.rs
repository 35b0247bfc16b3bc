//! Which policy types have a say in a request, and why the others have not.
//!
//! Source: spec/evaluation.md §2.

use super::probe::can_have_boundary;
use crate::arn::Arn;
use crate::principal::Principal;
use crate::request::{Layers, Level, NamedPolicy, Request};
use crate::trace::Layer;

/// The services that RCPs reach (spec/evaluation.md §2; of those that the playground has).
const RCP_SERVICES: &[&str] = &["s3", "sts", "kms", "sqs", "secretsmanager", "logs", "dynamodb"];

/// The policies of one type that are to be evaluated.
#[derive(Clone, Copy)]
pub(crate) enum Consulted<'a> {
    Policies(&'a [NamedPolicy]),
    Levels(&'a [Level]),
}

/// The policies of a type, or in plain words why it has no say.
pub(crate) type Scope<'a> = Result<Consulted<'a>, &'static str>;

/// The resource's owner as the evaluation takes it: unknown means the caller's own account.
pub(super) fn owner<'a>(request: &Request<'a>) -> Option<&'a str> {
    request.resource.owner().or(request.principal.account())
}

/// The policies of a type that have a say in this request.
pub(super) fn scope<'a>(layer: Layer, request: &Request<'a>, layers: &Layers<'a>) -> Scope<'a> {
    match layer {
        Layer::Rcp => rcps(request, layers),
        Layer::Scp => scps(request, layers),
        Layer::Resource => one(layers.resource, "the resource has no policy"),
        Layer::Trust => one(layers.resource, "there is no such role"),
        Layer::VpcEndpoint => layers
            .vpc_endpoint
            .map(Consulted::Policies)
            .ok_or("the request did not come through a VPC endpoint"),
        Layer::Identity => identity(request, layers),
        Layer::Boundary => boundary(request, layers),
        Layer::Session => session(request, layers),
    }
}

fn one<'a>(policy: Option<&'a NamedPolicy>, why_not: &'static str) -> Scope<'a> {
    let policy = policy.ok_or(why_not)?;
    Ok(Consulted::Policies(std::slice::from_ref(policy)))
}

fn is_service_linked(principal: &Principal) -> bool {
    matches!(principal, Principal::RoleSession { service_linked: true, .. })
}

fn rcps<'a>(request: &Request<'_>, layers: &Layers<'a>) -> Scope<'a> {
    let levels = layers.rcps.ok_or("no resource control policies apply to the resource's account")?;
    let owner = owner(request);
    if owner.is_some() && owner == layers.management_account {
        return Err("resource control policies do not reach the management account's resources");
    }
    if is_service_linked(request.principal) {
        return Err("resource control policies do not reach service-linked roles");
    }
    let (service, name) = request.action.split_once(':').unwrap_or_default();
    let reaches = |known: &&str| known.eq_ignore_ascii_case(service);
    if !RCP_SERVICES.iter().any(reaches) {
        return Err("resource control policies do not reach this service");
    }
    if service.eq_ignore_ascii_case("kms") && name.eq_ignore_ascii_case("RetireGrant") {
        return Err("resource control policies do not reach kms:RetireGrant");
    }
    Ok(Consulted::Levels(levels))
}

fn scps<'a>(request: &Request<'_>, layers: &Layers<'a>) -> Scope<'a> {
    let levels = layers.scps.ok_or("no service control policies apply to the caller's account")?;
    let account = request.principal.account().ok_or("the caller belongs to no account")?;
    if layers.management_account == Some(account) {
        return Err("service control policies do not limit the management account");
    }
    if is_service_linked(request.principal) {
        return Err("service control policies do not limit service-linked roles");
    }
    Ok(Consulted::Levels(levels))
}

fn identity<'a>(request: &Request<'_>, layers: &Layers<'a>) -> Scope<'a> {
    match request.principal {
        Principal::Root { .. } => Err("the root user needs no policy in its own account"),
        Principal::Service { .. } => Err("an AWS service has no identity-based policies"),
        Principal::Federated { .. } => Err("the caller has no AWS identity yet"),
        Principal::Anonymous => Err("an anonymous caller has no identity-based policies"),
        session if session.has_root_power() => {
            Err("the session is the root user's, who needs no policy in its own account")
        }
        Principal::User { .. } | Principal::RoleSession { .. } | Principal::FederatedSession { .. } => {
            Ok(Consulted::Policies(layers.identity))
        }
    }
}

fn boundary<'a>(request: &Request<'_>, layers: &Layers<'a>) -> Scope<'a> {
    if !can_have_boundary(request.principal) {
        return Err("the caller cannot have a permissions boundary");
    }
    one(layers.boundary, "no permissions boundary is set")
}

fn session<'a>(request: &Request<'_>, layers: &Layers<'a>) -> Scope<'a> {
    match request.principal {
        Principal::RoleSession { .. } => layers
            .session
            .map(Consulted::Policies)
            .ok_or("no session policy was passed, so none limits the session"),
        Principal::FederatedSession { .. } => layers
            .session
            .map(Consulted::Policies)
            .ok_or("no session policy was passed, and without one a federated session has nothing"),
        _ => Err("the caller is not a session that can have a session policy"),
    }
}

/// Whether this is an STS action on a role, which the role's trust policy rules.
pub(super) fn is_role_assumption(request: &Request<'_>) -> bool {
    has_prefix(request.action, "sts:") && is_resource(request, "iam", "role/")
}

/// Whether this is an action on a KMS key, which the key policy rules.
pub(super) fn is_key_use(request: &Request<'_>) -> bool {
    has_prefix(request.action, "kms:") && is_resource(request, "kms", "key/")
}

fn has_prefix(action: &str, prefix: &str) -> bool {
    let start = action.get(..prefix.len());
    start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}

fn is_resource(request: &Request<'_>, service: &str, kind: &str) -> bool {
    Arn::parse(&request.resource.arn)
        .is_some_and(|arn| arn.service == service && arn.resource.starts_with(kind))
}
