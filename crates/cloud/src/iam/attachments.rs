//! Managed policies attached to users, groups and roles.

use super::model::Policies;
use super::roles::changeable;
use super::show::{iam, iam_mut, no_group, no_role, no_user};
use super::users::named_mut;
use super::{layers, managed_policies, read, target, write};
use crate::arn::is_arn;
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use serde_json::{Map, json};

/// Managed policies per user, role and group. Source: spec iam-api.md §3.
pub(super) const MOST_PER_USER: usize = 10;
pub(super) const MOST_PER_ROLE: usize = 20;
pub(super) const MOST_PER_GROUP: usize = 10;

const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    write(
        "AttachUserPolicy",
        MANAGE,
        "iam:AttachUserPolicy",
        target::user,
        attach_user,
        "aws iam attach-user-policy --user-name bob --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    write(
        "AttachGroupPolicy",
        MANAGE,
        "iam:AttachGroupPolicy",
        target::group,
        attach_group,
        "aws iam attach-group-policy --group-name devs --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    write(
        "AttachRolePolicy",
        MANAGE,
        "iam:AttachRolePolicy",
        target::role,
        attach_role,
        "aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    write(
        "DetachUserPolicy",
        MANAGE,
        "iam:DetachUserPolicy",
        target::user,
        detach_user,
        "aws iam detach-user-policy --user-name bob --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    write(
        "DetachGroupPolicy",
        MANAGE,
        "iam:DetachGroupPolicy",
        target::group,
        detach_group,
        "aws iam detach-group-policy --group-name devs --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    write(
        "DetachRolePolicy",
        MANAGE,
        "iam:DetachRolePolicy",
        target::role,
        detach_role,
        "aws iam detach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",
    ),
    read(
        "ListAttachedUserPolicies",
        Access::List,
        "iam:ListAttachedUserPolicies",
        target::user,
        list_user,
        "aws iam list-attached-user-policies --user-name bob",
    ),
    read(
        "ListAttachedGroupPolicies",
        Access::List,
        "iam:ListAttachedGroupPolicies",
        target::group,
        list_group,
        "aws iam list-attached-group-policies --group-name devs",
    ),
    read(
        "ListAttachedRolePolicies",
        Access::List,
        "iam:ListAttachedRolePolicies",
        target::role,
        list_role,
        "aws iam list-attached-role-policies --role-name app",
    ),
];

fn attach_user(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("UserName")?;
    iam(ok, world)?.user(name).ok_or_else(|| no_user(name))?;
    let arn = attachable(ok, world)?;
    let new = attach(&mut named_mut(ok, world)?.policies, &arn, MOST_PER_USER, "PoliciesPerUser")?;
    note(ok, world, &arn, new)
}

fn attach_group(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("GroupName")?;
    iam(ok, world)?.group(name).ok_or_else(|| no_group(name))?;
    let arn = attachable(ok, world)?;
    let group = iam_mut(ok, world)?.group_mut(name).ok_or_else(|| no_group(name))?;
    let new = attach(&mut group.policies, &arn, MOST_PER_GROUP, "PoliciesPerGroup")?;
    note(ok, world, &arn, new)
}

fn attach_role(ok: &Authorized, world: &mut World) -> Output {
    changeable(ok, world)?;
    let arn = attachable(ok, world)?;
    let new = attach(&mut changeable(ok, world)?.policies, &arn, MOST_PER_ROLE, "PoliciesPerRole")?;
    note(ok, world, &arn, new)
}

/// The policy that is to be attached: one that is there and may be attached.
fn attachable(ok: &Authorized, world: &World) -> Result<String, ApiError> {
    let arn = ok.input().text("PolicyArn")?;
    if !is_arn(arn) {
        return Err(ApiError::validation("Invalid ARN:  Could not be parsed!"));
    }
    if layers::managed_document(iam(ok, world)?, arn).is_none() {
        let message = format!("Policy {arn} does not exist or is not attachable.");
        return Err(ApiError::no_such_entity(message));
    }
    if arn.contains(":policy/aws-service-role/") {
        let message = "Cannot attach a Service Role Policy to a Customer Role.";
        return Err(ApiError::new("PolicyNotAttachable", 400, message));
    }
    Ok(arn.to_owned())
}

/// Attaches a policy unless it is attached already. Answers whether it was not.
fn attach(policies: &mut Policies, arn: &str, most: usize, quota: &str) -> Result<bool, ApiError> {
    if policies.attached.iter().any(|a| a == arn) {
        return Ok(false);
    }
    if policies.attached.len() >= most {
        return Err(ApiError::quota(quota, most));
    }
    policies.attached.push(arn.to_owned());
    Ok(true)
}

fn note(ok: &Authorized, world: &mut World, arn: &str, new: bool) -> Output {
    if new {
        iam_mut(ok, world)?.note_attached(arn);
    }
    Ok(Map::new())
}

fn detach_user(ok: &Authorized, world: &mut World) -> Output {
    detach(ok, &mut named_mut(ok, world)?.policies)?;
    note_detached(ok, world)
}

fn detach_group(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("GroupName")?;
    let group = iam_mut(ok, world)?.group_mut(name).ok_or_else(|| no_group(name))?;
    detach(ok, &mut group.policies)?;
    note_detached(ok, world)
}

fn detach_role(ok: &Authorized, world: &mut World) -> Output {
    detach(ok, &mut changeable(ok, world)?.policies)?;
    note_detached(ok, world)
}

fn note_detached(ok: &Authorized, world: &mut World) -> Output {
    iam_mut(ok, world)?.note_detached(ok.input().text("PolicyArn")?);
    Ok(Map::new())
}

fn detach(ok: &Authorized, policies: &mut Policies) -> Result<(), ApiError> {
    let arn = ok.input().text("PolicyArn")?;
    let before = policies.attached.len();
    policies.attached.retain(|a| a != arn);
    if policies.attached.len() == before {
        return Err(managed_policies::not_found(arn));
    }
    Ok(())
}

fn list_user(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("UserName")?;
    list(ok, &iam(ok, world)?.user(name).ok_or_else(|| no_user(name))?.policies)
}

fn list_group(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("GroupName")?;
    list(ok, &iam(ok, world)?.group(name).ok_or_else(|| no_group(name))?.policies)
}

fn list_role(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("RoleName")?;
    list(ok, &iam(ok, world)?.role(name).ok_or_else(|| no_role(name))?.policies)
}

fn list(ok: &Authorized, policies: &Policies) -> Output {
    let prefix = ok.input().opt_text("PathPrefix").unwrap_or("/");
    let under = |arn: &&String| arn.split_once(":policy").is_some_and(|(_, path)| path.starts_with(prefix));
    page(
        ok.input(),
        "AttachedPolicies",
        policies.attached.iter().filter(under),
        |arn| json!({"PolicyName": layers::name_of(arn), "PolicyArn": arn}),
    )
}
