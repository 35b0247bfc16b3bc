//! Inline policies of users, groups and roles.

use super::documents::save_identity;
use super::model::{Policies, StoredPolicy};
use super::roles::changeable;
use super::show::{iam, iam_mut, no_group, no_role, no_user};
use super::users::named_mut;
use super::{read, target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use policy::{PolicyType, size_without_white_space};
use serde_json::{Map, Value};

/// Characters without white space that all inline policies of one identity may have together. Source: spec
/// policy-language.md §3.
pub(super) const USER_QUOTA: usize = 2_048;
pub(super) const GROUP_QUOTA: usize = 5_120;
pub(super) const ROLE_QUOTA: usize = 10_240;

const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    write(
        "PutUserPolicy",
        MANAGE,
        "iam:PutUserPolicy",
        target::user,
        put_user,
        "aws iam put-user-policy --user-name bob --policy-name p --policy-document file://policy.json",
    ),
    read(
        "GetUserPolicy",
        Access::Read,
        "iam:GetUserPolicy",
        target::user,
        get_user,
        "aws iam get-user-policy --user-name bob --policy-name p",
    ),
    read(
        "ListUserPolicies",
        Access::List,
        "iam:ListUserPolicies",
        target::user,
        list_user,
        "aws iam list-user-policies --user-name bob",
    ),
    write(
        "DeleteUserPolicy",
        MANAGE,
        "iam:DeleteUserPolicy",
        target::user,
        delete_user,
        "aws iam delete-user-policy --user-name bob --policy-name p",
    ),
    write(
        "PutGroupPolicy",
        MANAGE,
        "iam:PutGroupPolicy",
        target::group,
        put_group,
        "aws iam put-group-policy --group-name devs --policy-name p --policy-document file://policy.json",
    ),
    read(
        "GetGroupPolicy",
        Access::Read,
        "iam:GetGroupPolicy",
        target::group,
        get_group,
        "aws iam get-group-policy --group-name devs --policy-name p",
    ),
    read(
        "ListGroupPolicies",
        Access::List,
        "iam:ListGroupPolicies",
        target::group,
        list_group,
        "aws iam list-group-policies --group-name devs",
    ),
    write(
        "DeleteGroupPolicy",
        MANAGE,
        "iam:DeleteGroupPolicy",
        target::group,
        delete_group,
        "aws iam delete-group-policy --group-name devs --policy-name p",
    ),
    write(
        "PutRolePolicy",
        MANAGE,
        "iam:PutRolePolicy",
        target::role,
        put_role,
        "aws iam put-role-policy --role-name app --policy-name p --policy-document file://policy.json",
    ),
    read(
        "GetRolePolicy",
        Access::Read,
        "iam:GetRolePolicy",
        target::role,
        get_role,
        "aws iam get-role-policy --role-name app --policy-name p",
    ),
    read(
        "ListRolePolicies",
        Access::List,
        "iam:ListRolePolicies",
        target::role,
        list_role,
        "aws iam list-role-policies --role-name app",
    ),
    write(
        "DeleteRolePolicy",
        MANAGE,
        "iam:DeleteRolePolicy",
        target::role,
        delete_role,
        "aws iam delete-role-policy --role-name app --policy-name p",
    ),
];

fn put_user(ok: &Authorized, world: &mut World) -> Output {
    let user = named_mut(ok, world)?;
    let name = user.name.clone();
    put(ok, &mut user.policies, USER_QUOTA, &format!("user {name}"))
}

fn put_group(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("GroupName")?;
    let group = iam_mut(ok, world)?.group_mut(name).ok_or_else(|| no_group(name))?;
    put(ok, &mut group.policies, GROUP_QUOTA, &format!("group {name}"))
}

fn put_role(ok: &Authorized, world: &mut World) -> Output {
    let role = changeable(ok, world)?;
    let name = role.name.clone();
    put(ok, &mut role.policies, ROLE_QUOTA, &format!("role {name}"))
}

fn put(ok: &Authorized, policies: &mut Policies, quota: usize, owner: &str) -> Output {
    let name = ok.input().text("PolicyName")?;
    let document = save_identity(ok.input().text("PolicyDocument")?, PolicyType::Inline)?;
    let others = policies.inline.iter().filter(|(n, _)| *n != name).map(|(_, p)| p.text());
    let total: usize = others.chain([document.text()]).map(size_without_white_space).sum();
    if total > quota {
        let message = format!("Maximum policy size of {quota} bytes exceeded for {owner}");
        return Err(ApiError::limit(message));
    }
    policies.inline.insert(name.to_owned(), document);
    Ok(Map::new())
}

fn get_user(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("UserName")?;
    let user = iam(ok, world)?.user(name).ok_or_else(|| no_user(name))?;
    get(ok, &user.policies, "user", ("UserName", &user.name))
}

fn get_group(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("GroupName")?;
    let group = iam(ok, world)?.group(name).ok_or_else(|| no_group(name))?;
    get(ok, &group.policies, "group", ("GroupName", &group.name))
}

fn get_role(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("RoleName")?;
    let role = iam(ok, world)?.role(name).ok_or_else(|| no_role(name))?;
    get(ok, &role.policies, "role", ("RoleName", &role.name))
}

fn get(ok: &Authorized, policies: &Policies, kind: &str, (member, owner): (&str, &str)) -> Output {
    let name = ok.input().text("PolicyName")?;
    let document = policies.inline.get(name).ok_or_else(|| missing(kind, name))?;
    Ok(Map::from_iter([
        (member.to_owned(), owner.into()),
        ("PolicyName".to_owned(), name.into()),
        ("PolicyDocument".to_owned(), StoredPolicy::text(document).into()),
    ]))
}

fn missing(kind: &str, name: &str) -> ApiError {
    ApiError::no_such_entity(format!("The {kind} policy with name {name} cannot be found."))
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
    page(ok.input(), "PolicyNames", policies.inline.keys(), |name| Value::from(name.as_str()))
}

fn delete_user(ok: &Authorized, world: &mut World) -> Output {
    delete(ok, &mut named_mut(ok, world)?.policies, "user")
}

fn delete_group(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("GroupName")?;
    let group = iam_mut(ok, world)?.group_mut(name).ok_or_else(|| no_group(name))?;
    delete(ok, &mut group.policies, "group")
}

fn delete_role(ok: &Authorized, world: &mut World) -> Output {
    delete(ok, &mut changeable(ok, world)?.policies, "role")
}

fn delete(ok: &Authorized, policies: &mut Policies, kind: &str) -> Output {
    let name = ok.input().text("PolicyName")?;
    policies.inline.remove(name).map(|_| Map::new()).ok_or_else(|| missing(kind, name))
}
