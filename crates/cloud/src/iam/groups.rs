//! Groups and who is in them.

use super::model::{Group, Iam, key};
use super::show::{self, Detail, iam, iam_mut, no_group, no_user, one};
use super::users::{named_mut, under_prefix};
use super::{read, target, write};
use crate::error::ApiError;
use crate::ids::{self, Prefix};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::{EntityKind, EntityRef, World};
use imbl::OrdSet;
use serde_json::Map;
use std::sync::Arc;

/// Source: spec iam-api.md §3.
pub(super) const MOST_GROUPS: usize = 300;
pub(super) const MOST_GROUPS_PER_USER: usize = 10;

pub(super) const ROWS: Rows = &[
    write(
        "CreateGroup",
        Access::Write,
        "iam:CreateGroup",
        target::new_group,
        create,
        "aws iam create-group --group-name devs",
    ),
    read("GetGroup", Access::Read, "iam:GetGroup", target::group, get, "aws iam get-group --group-name devs"),
    read("ListGroups", Access::List, "iam:ListGroups", target::group_list, list, "aws iam list-groups"),
    write(
        "UpdateGroup",
        Access::Write,
        "iam:UpdateGroup",
        target::group,
        update,
        "aws iam update-group --group-name devs --new-group-name developers",
    ),
    write(
        "DeleteGroup",
        Access::Write,
        "iam:DeleteGroup",
        target::group,
        delete,
        "aws iam delete-group --group-name devs",
    ),
    write(
        "AddUserToGroup",
        Access::Write,
        "iam:AddUserToGroup",
        target::group,
        add,
        "aws iam add-user-to-group --group-name devs --user-name bob",
    ),
    write(
        "RemoveUserFromGroup",
        Access::Write,
        "iam:RemoveUserFromGroup",
        target::group,
        remove,
        "aws iam remove-user-from-group --group-name devs --user-name bob",
    ),
    read(
        "ListGroupsForUser",
        Access::List,
        "iam:ListGroupsForUser",
        target::user,
        list_for_user,
        "aws iam list-groups-for-user --user-name admin",
    ),
];

fn named<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Group, ApiError> {
    let name = ok.input().text("GroupName")?;
    iam(ok, world)?.group(name).ok_or_else(|| no_group(name))
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("GroupName")?;
    let iam = iam(ok, world)?;
    if iam.group(name).is_some() {
        return Err(exists(name));
    }
    if iam.groups.len() >= MOST_GROUPS {
        return Err(ApiError::quota("GroupsPerAccount", MOST_GROUPS));
    }
    let group = Group {
        name: name.to_owned(),
        path: ok.input().opt_text("Path").unwrap_or("/").to_owned(),
        id: ids::unique(Prefix::Group, &mut ok.random()),
        created: ok.now(),
        policies: super::model::Policies::default(),
        members: OrdSet::new(),
    };
    let answer = show::group(&group, ok.account());
    put(ok, world, group)?;
    Ok(one("Group", answer))
}

fn exists(name: &str) -> ApiError {
    ApiError::already_exists(format!("Group with name {name} already exists."))
}

fn put(ok: &Authorized, world: &mut World, group: Group) -> Result<(), ApiError> {
    let key = key(&group.name);
    let entity = EntityRef { account: ok.account().to_owned(), kind: EntityKind::Group, key: key.clone() };
    world.unique_ids.insert(group.id.clone(), entity);
    iam_mut(ok, world)?.groups.insert(key, Arc::new(group));
    Ok(())
}

fn get(ok: &Authorized, world: &World) -> Output {
    let group = named(ok, world)?;
    let iam = iam(ok, world)?;
    let members = group.members.iter().filter_map(|name| iam.user(name));
    let mut out = one("Group", show::group(group, ok.account()));
    out.extend(page(ok.input(), "Users", members, |u| show::user(u, ok.account(), Detail::Row))?);
    Ok(out)
}

fn list(ok: &Authorized, world: &World) -> Output {
    let groups = iam(ok, world)?.groups.values().filter(|g| under_prefix(ok.input(), &g.path));
    page(ok.input(), "Groups", groups, |g| show::group(g, ok.account()))
}

fn list_for_user(ok: &Authorized, world: &World) -> Output {
    let name = ok.input().text("UserName")?;
    let iam = iam(ok, world)?;
    let user = iam.user(name).ok_or_else(|| no_user(name))?;
    let groups = user.groups.iter().filter_map(|g| iam.group(g));
    page(ok.input(), "Groups", groups, |g| show::group(g, ok.account()))
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let mut group = named(ok, world)?.clone();
    let old = key(&group.name);
    if let Some(path) = ok.input().opt_text("NewPath") {
        path.clone_into(&mut group.path);
    }
    if let Some(new) = ok.input().opt_text("NewGroupName") {
        if key(new) != old && iam(ok, world)?.group(new).is_some() {
            return Err(exists(new));
        }
        new.clone_into(&mut group.name);
    }
    let new = key(&group.name);
    let iam = iam_mut(ok, world)?;
    iam.groups.remove(&old);
    if new != old {
        rename_in_members(iam, &group.members, &old, &new);
    }
    put(ok, world, group)?;
    Ok(Map::new())
}

fn rename_in_members(iam: &mut Iam, members: &OrdSet<String>, old: &str, new: &str) {
    for member in members {
        let groups = iam.user_mut(member).into_iter().flat_map(|user| user.groups.iter_mut());
        groups.filter(|g| *g == old).for_each(|g| new.clone_into(g));
    }
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let group = named(ok, world)?;
    let (id, key) = (group.id.clone(), key(&group.name));
    let message = if !group.members.is_empty() {
        "Cannot delete entity, must remove users from group first."
    } else if !group.policies.attached.is_empty() {
        "Cannot delete entity, must detach all policies first."
    } else if !group.policies.inline.is_empty() {
        "Cannot delete entity, must delete policies first."
    } else {
        world.unique_ids.remove(&id);
        iam_mut(ok, world)?.groups.remove(&key);
        return Ok(Map::new());
    };
    Err(ApiError::delete_conflict(message))
}

fn add(ok: &Authorized, world: &mut World) -> Output {
    let group = key(&named(ok, world)?.name);
    let user = named_mut(ok, world)?;
    if user.groups.contains(&group) {
        return Ok(Map::new());
    }
    if user.groups.len() >= MOST_GROUPS_PER_USER {
        return Err(ApiError::quota("GroupsPerUser", MOST_GROUPS_PER_USER));
    }
    let member = key(&user.name);
    user.groups.push(group.clone());
    if let Some(group) = iam_mut(ok, world)?.group_mut(&group) {
        group.members.insert(member);
    }
    Ok(Map::new())
}

fn remove(ok: &Authorized, world: &mut World) -> Output {
    let group = key(&named(ok, world)?.name);
    let user = named_mut(ok, world)?;
    user.groups.retain(|g| *g != group);
    let member = key(&user.name);
    if let Some(group) = iam_mut(ok, world)?.group_mut(&group) {
        group.members.remove(&member);
    }
    Ok(Map::new())
}
