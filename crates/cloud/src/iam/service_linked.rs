//! Service-linked roles: made for one service, assumed and changed only by it. Source: spec iam-api.md §2,
//! §6, §9, evaluation.md §2.

use super::documents::save_trust;
use super::model::{Policies, Role};
use super::show::{self, Detail, iam, iam_mut, one};
use super::{read, roles, target, write};
use crate::arn;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::world::World;
use serde_json::{Value, json};

/// A service that has a service-linked role.
struct Service {
    principal: &'static str,
    role: &'static str,
    /// The role's policy, where it is among the managed policies kept here.
    policy: Option<&'static str>,
    /// Whether a suffix may be given, so that there can be several.
    suffix: bool,
}

const fn service(principal: &'static str, role: &'static str) -> Service {
    Service { principal, role, policy: None, suffix: false }
}

/// The services whose role can be made here. Others answer that they have none.
const SERVICES: &[Service] = &[
    Service { suffix: true, ..service("autoscaling.amazonaws.com", "AWSServiceRoleForAutoScaling") },
    service("ecs.amazonaws.com", "AWSServiceRoleForECS"),
    service("eks.amazonaws.com", "AWSServiceRoleForAmazonEKS"),
    service("elasticbeanstalk.amazonaws.com", "AWSServiceRoleForElasticBeanstalk"),
    service("elasticloadbalancing.amazonaws.com", "AWSServiceRoleForElasticLoadBalancing"),
    service("guardduty.amazonaws.com", "AWSServiceRoleForAmazonGuardDuty"),
    Service {
        policy: Some("arn:aws:iam::aws:policy/aws-service-role/AWSOrganizationsServiceTrustPolicy"),
        ..service("organizations.amazonaws.com", "AWSServiceRoleForOrganizations")
    },
    service("rds.amazonaws.com", "AWSServiceRoleForRDS"),
    service("spot.amazonaws.com", "AWSServiceRoleForEC2Spot"),
    service("support.amazonaws.com", "AWSServiceRoleForSupport"),
    service("trustedadvisor.amazonaws.com", "AWSServiceRoleForTrustedAdvisor"),
];

pub(super) const ROWS: Rows = &[
    write(
        "CreateServiceLinkedRole",
        Access::Write,
        "iam:CreateServiceLinkedRole",
        new_role,
        create,
        "aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com",
    ),
    write(
        "DeleteServiceLinkedRole",
        Access::Write,
        "iam:DeleteServiceLinkedRole",
        target::role,
        delete,
        "aws iam delete-service-linked-role --role-name AWSServiceRoleForAutoScaling",
    ),
    read(
        "GetServiceLinkedRoleDeletionStatus",
        Access::Read,
        "iam:GetServiceLinkedRoleDeletionStatus",
        deleted_role,
        status,
        "aws iam get-service-linked-role-deletion-status --deletion-task-id \
         task/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling/\
         0a1b2c3d-0a1b-4c2d-a0a1-0a1b2c3d4e5f",
    ),
];

fn path(service: &str) -> String {
    format!("/aws-service-role/{service}/")
}

fn find(principal: &str) -> Option<&'static Service> {
    SERVICES.iter().find(|service| service.principal == principal)
}

fn role_name(service: &Service, suffix: Option<&str>) -> String {
    suffix.map_or_else(|| service.role.to_owned(), |suffix| format!("{}_{suffix}", service.role))
}

fn new_role(p: &Planning<'_>) -> Result<Check, ApiError> {
    let principal = p.input.text("AWSServiceName")?;
    let name = find(principal).map(|service| role_name(service, p.input.opt_text("CustomSuffix")));
    let name = name.unwrap_or_else(|| "*".to_owned());
    let arn = arn::iam(p.caller.account_id(), "role", &path(principal), &name);
    Ok(target::check(p, arn.clone(), arn).with("iam:AWSServiceName", vec![principal.to_owned()]))
}

fn invalid(message: String) -> ApiError {
    ApiError::new("InvalidInput", 400, message)
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let (principal, suffix) = (ok.input().text("AWSServiceName")?, ok.input().opt_text("CustomSuffix"));
    let service = find(principal)
        .ok_or_else(|| invalid(format!("Service role template for {principal} does not exist.")))?;
    if suffix.is_some() && !service.suffix {
        return Err(invalid(format!("Custom suffix is not allowed for {principal}")));
    }
    let name = role_name(service, suffix);
    if iam(ok, world)?.role(&name).is_some() {
        return Err(invalid(format!(
            "Service role name {name} has been taken in this account, please try a different suffix."
        )));
    }
    let trust = json!({"Version": "2012-10-17", "Statement": [
        {"Action": ["sts:AssumeRole"], "Effect": "Allow", "Principal": {"Service": [principal]}}]});
    let attached = service.policy.into_iter().map(str::to_owned).collect();
    let trust = save_trust(world, &trust.to_string())?;
    let role = Role {
        description: ok.input().opt_text("Description").filter(|d| !d.is_empty()).map(str::to_owned),
        policies: Policies { attached, ..Policies::default() },
        ..Role::new(&name, &path(principal), trust, ok.now(), &mut ok.random())
    };
    let answer = show::role(world, &role, ok.account(), Detail::Created);
    roles::add(world, ok.account(), role);
    Ok(one("Role", answer))
}

/// Takes effect at once: nothing here would still need the role of its service.
fn delete(ok: &Authorized, world: &mut World) -> Output {
    let role = roles::named(ok, world)?;
    if !role.is_service_linked() {
        return Err(invalid(format!("Role {} is not a service-linked role.", role.name)));
    }
    let task = format!("task{}{}/{}", role.path, role.name, ids::uuid(&mut ok.random()));
    let name = role.name.clone();
    roles::take_out(world, ok.account(), &name);
    iam_mut(ok, world)?.deletion_tasks.insert(task.clone());
    Ok(one("DeletionTaskId", task))
}

/// The role that a deletion task was about.
fn deleted_role(p: &Planning<'_>) -> Result<Check, ApiError> {
    let task = p.input.text("DeletionTaskId")?;
    let role =
        task.strip_prefix("task").and_then(|rest| rest.rsplit_once('/')).map_or("/*", |(role, _)| role);
    let arn = format!("arn:aws:iam::{}:role{role}", p.caller.account_id());
    Ok(target::check(p, arn.clone(), arn))
}

fn status(ok: &Authorized, world: &World) -> Output {
    let task = ok.input().text("DeletionTaskId")?;
    if iam(ok, world)?.deletion_tasks.contains(task) {
        return Ok(one("Status", Value::from("SUCCEEDED")));
    }
    Err(ApiError::no_such_entity(format!("Deletion Task Id: {task} doesn't exist.")))
}
