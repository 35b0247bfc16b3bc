//! Users.

use super::model::{User, key};
use super::show::{self, Detail, iam, iam_mut, no_user, one};
use super::{read, tags, target, write};
use crate::error::ApiError;
use crate::ids::{self, Prefix};
use crate::input::Input;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::{EntityKind, EntityRef, KeyOwner, World};
use imbl::OrdMap;
use policy::Principal;
use serde_json::{Map, json};
use std::sync::Arc;

/// Source: spec iam-api.md §3.
pub(super) const MOST_USERS: usize = 5_000;

pub(super) const ROWS: Rows = &[
    write(
        "CreateUser",
        Access::Write,
        "iam:CreateUser",
        target::new_user,
        create,
        "aws iam create-user --user-name bob",
    ),
    read(
        "GetUser",
        Access::Read,
        "iam:GetUser",
        target::user_or_self,
        get,
        "aws iam get-user --user-name admin",
    ),
    read("ListUsers", Access::List, "iam:ListUsers", target::user_list, list, "aws iam list-users"),
    write(
        "UpdateUser",
        Access::Write,
        "iam:UpdateUser",
        target::user,
        update,
        "aws iam update-user --user-name bob --new-user-name rob",
    ),
    write(
        "DeleteUser",
        Access::Write,
        "iam:DeleteUser",
        target::user,
        delete,
        "aws iam delete-user --user-name bob",
    ),
];

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("UserName")?;
    let iam = iam(ok, world)?;
    if iam.user(name).is_some() {
        return Err(ApiError::already_exists(format!("User with name {name} already exists.")));
    }
    if iam.users.len() >= MOST_USERS {
        return Err(ApiError::quota("UsersPerAccount", MOST_USERS));
    }
    let user = User {
        name: name.to_owned(),
        path: ok.input().opt_text("Path").unwrap_or("/").to_owned(),
        id: ids::unique(Prefix::User, &mut ok.random()),
        created: ok.now(),
        policies: super::model::Policies::default(),
        boundary: super::boundaries::given(ok, iam)?,
        tags: tags::checked(ok.input().tags())?,
        groups: Vec::new(),
        login: None,
        password_last_used: None,
        access_keys: Vec::new(),
        mfa_devices: Vec::new(),
        services_used: OrdMap::new(),
    };
    let answer = show::user(&user, ok.account(), Detail::Created);
    let entity = EntityRef { account: ok.account().to_owned(), kind: EntityKind::User, key: key(name) };
    world.unique_ids.insert(user.id.clone(), entity);
    let iam = iam_mut(ok, world)?;
    iam.note_boundary(None, user.boundary.as_deref());
    iam.users.insert(key(name), Arc::new(user));
    Ok(one("User", answer))
}

fn get(ok: &Authorized, world: &World) -> Output {
    if let (None, Principal::Root { account }) = (ok.input().opt_text("UserName"), &ok.caller().principal) {
        return Ok(one("User", json!({"UserId": &**account, "Arn": format!("arn:aws:iam::{account}:root")})));
    }
    let user = named_or_own(ok, world)?;
    Ok(one("User", show::user(user, ok.account(), Detail::Whole)))
}

/// The user that `UserName` names; without it, the user that asks.
pub(super) fn named_or_own<'a>(ok: &Authorized, world: &'a World) -> Result<&'a User, ApiError> {
    let name = match (ok.input().opt_text("UserName"), ok.caller().user_name()) {
        (Some(name), _) | (None, Some(name)) => name,
        (None, None) => {
            return Err(ApiError::validation("Must specify userName when calling with non-User credentials"));
        }
    };
    iam(ok, world)?.user(name).ok_or_else(|| no_user(name))
}

/// The user that `UserName` names, to change.
pub(super) fn named_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut User, ApiError> {
    let name = ok.input().text("UserName")?;
    iam_mut(ok, world)?.user_mut(name).ok_or_else(|| no_user(name))
}

fn list(ok: &Authorized, world: &World) -> Output {
    let users = iam(ok, world)?.users.values().filter(|u| under_prefix(ok.input(), &u.path));
    page(ok.input(), "Users", users, |u| show::user(u, ok.account(), Detail::Row))
}

/// Whether a path begins with the `PathPrefix` asked for.
pub(super) fn under_prefix(input: &Input, path: &str) -> bool {
    input.opt_text("PathPrefix").is_none_or(|prefix| path.starts_with(prefix))
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let old = ok.input().text("UserName")?;
    let iam = iam(ok, world)?;
    let mut user = iam.user(old).ok_or_else(|| no_user(old))?.clone();
    if let Some(path) = ok.input().opt_text("NewPath") {
        path.clone_into(&mut user.path);
    }
    if let Some(new) = ok.input().opt_text("NewUserName") {
        if key(new) != key(old) && iam.user(new).is_some() {
            return Err(ApiError::already_exists(format!("User with name {new} already exists.")));
        }
        new.clone_into(&mut user.name);
    }
    rename(ok, world, &key(old), user)
}

/// Puts a user under its new name and everything that knows it by name with it.
fn rename(ok: &Authorized, world: &mut World, old: &str, user: User) -> Output {
    let new = key(&user.name);
    for access_key in &user.access_keys {
        let owner = KeyOwner { account: ok.account().to_owned(), user: new.clone() };
        world.access_keys.insert(access_key.id.clone(), owner);
    }
    let entity = EntityRef { account: ok.account().to_owned(), kind: EntityKind::User, key: new.clone() };
    world.unique_ids.insert(user.id.clone(), entity);
    let iam = iam_mut(ok, world)?;
    for group in &user.groups {
        if let Some(group) = iam.group_mut(group) {
            group.members.remove(old);
            group.members.insert(new.clone());
        }
    }
    iam.users.remove(old);
    iam.users.insert(new, Arc::new(user));
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("UserName")?;
    let iam = iam(ok, world)?;
    let user = iam.user(name).ok_or_else(|| no_user(name))?;
    let id = user.id.clone();
    if let Some(message) = in_the_way(user) {
        return Err(ApiError::delete_conflict(message));
    }
    world.unique_ids.remove(&id);
    let iam = iam_mut(ok, world)?;
    if let Some(user) = iam.users.remove(&key(name)) {
        iam.note_boundary(user.boundary.as_deref(), None);
    }
    Ok(Map::new())
}

/// What must be removed before a user can be deleted. Source: spec iam-api.md §4.
fn in_the_way(user: &User) -> Option<&'static str> {
    match user {
        u if !u.groups.is_empty() => Some("Cannot delete entity, must remove users from group first."),
        u if !u.policies.attached.is_empty() => Some("Cannot delete entity, must detach all policies first."),
        u if !u.policies.inline.is_empty() => Some("Cannot delete entity, must delete policies first."),
        u if u.login.is_some() => Some("Cannot delete entity, must delete login profile first."),
        u if !u.access_keys.is_empty() => Some("Cannot delete entity, must delete access keys first."),
        u if !u.mfa_devices.is_empty() => Some("Cannot delete entity, must delete MFA device first."),
        _ => None,
    }
}
