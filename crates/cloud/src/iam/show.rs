//! IAM's things as its answers show them. Source: spec iam-api.md §8, error-wordings.md §4.

use crate::error::ApiError;
use crate::iam::documents::readable;
use crate::iam::model::{Group, Iam, Role, Tag, User};
use crate::operation::Authorized;
use crate::world::World;
use serde_json::{Map, Value, json};

/// How much of a thing an answer shows.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Detail {
    /// In the answer to its creation.
    Created,
    /// Alone.
    Whole,
    /// In a list.
    Row,
}

pub(super) fn user(user: &User, account: &str, detail: Detail) -> Value {
    let mut out = entity(&user.path, "User", &user.name, &user.id, user.arn(account), user.created.iso());
    if let Some(used) = user.password_last_used {
        out.insert("PasswordLastUsed".to_owned(), used.iso().into());
    }
    if detail != Detail::Row {
        boundary_and_tags(&mut out, user.boundary.as_deref(), &user.tags);
    }
    Value::from(out)
}

pub(super) fn group(group: &Group, account: &str) -> Value {
    Value::from(entity(&group.path, "Group", &group.name, &group.id, group.arn(account), group.created.iso()))
}

pub(super) fn role(world: &World, role: &Role, account: &str, detail: Detail) -> Value {
    let mut out = entity(&role.path, "Role", &role.name, &role.id, role.arn(account), role.created.iso());
    out.insert("AssumeRolePolicyDocument".to_owned(), readable(world, &role.trust).into());
    if let Some(description) = &role.description {
        out.insert("Description".to_owned(), description.as_str().into());
    }
    if detail != Detail::Created {
        out.insert("MaxSessionDuration".to_owned(), role.max_session.into());
    }
    if detail != Detail::Row {
        boundary_and_tags(&mut out, role.boundary.as_deref(), &role.tags);
    }
    if detail == Detail::Whole {
        out.insert("RoleLastUsed".to_owned(), last_used(role));
    }
    Value::from(out)
}

/// When and where a role was last used; empty if it never was.
pub(super) fn last_used(role: &Role) -> Value {
    match &role.last_used {
        Some((at, region)) => json!({"LastUsedDate": at.iso(), "Region": region}),
        None => json!({}),
    }
}

/// The role as instance profiles show it: without what can be changed but the trust policy.
pub(super) fn role_of_profile(world: &World, role: &Role, account: &str) -> Value {
    let mut out = entity(&role.path, "Role", &role.name, &role.id, role.arn(account), role.created.iso());
    out.insert("AssumeRolePolicyDocument".to_owned(), readable(world, &role.trust).into());
    Value::from(out)
}

pub(super) fn entity(
    path: &str,
    kind: &str,
    name: &str,
    id: &str,
    arn: String,
    created: String,
) -> Map<String, Value> {
    // Room for what only some of them have, too.
    let mut out = Map::with_capacity(8);
    out.extend([
        ("Path".to_owned(), path.into()),
        ([kind, "Name"].concat(), name.into()),
        ([kind, "Id"].concat(), id.into()),
        ("Arn".to_owned(), arn.into()),
        ("CreateDate".to_owned(), created.into()),
    ]);
    out
}

pub(super) fn boundary_and_tags(out: &mut Map<String, Value>, boundary: Option<&str>, tags: &[Tag]) {
    if let Some(arn) = boundary {
        let value = json!({"PermissionsBoundaryType": "Policy", "PermissionsBoundaryArn": arn});
        out.insert("PermissionsBoundary".to_owned(), value);
    }
    if !tags.is_empty() {
        out.insert("Tags".to_owned(), tag_list(tags));
    }
}

pub(super) fn tag_list(tags: &[Tag]) -> Value {
    tags.iter().map(show_tag).collect()
}

pub(super) fn show_tag(tag: &Tag) -> Value {
    json!({"Key": tag.key, "Value": tag.value})
}

/// An answer with one member.
pub(super) fn one(member: &str, value: impl Into<Value>) -> Map<String, Value> {
    Map::from_iter([(member.to_owned(), value.into())])
}

/// The caller's IAM.
pub(super) fn iam<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Iam, ApiError> {
    world.account(ok.account()).map(|a| &a.iam).ok_or_else(no_account)
}

/// The caller's IAM, to change.
pub(super) fn iam_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut Iam, ApiError> {
    world.account_mut(ok.account()).map(|a| &mut a.iam).ok_or_else(no_account)
}

fn no_account() -> ApiError {
    ApiError::new("ServiceFailure", 500, "The caller's account is not in the world.")
}

pub(super) fn no_user(name: &str) -> ApiError {
    ApiError::no_such_entity(format!("The user with name {name} cannot be found."))
}

pub(super) fn no_role(name: &str) -> ApiError {
    ApiError::no_such_entity(format!("The role with name {name} cannot be found."))
}

pub(super) fn no_group(name: &str) -> ApiError {
    ApiError::no_such_entity(format!("The group with name {name} cannot be found."))
}
