//! Instance profiles: what carries a role to an EC2 instance. Source: spec iam-api.md §3, §4, §10.

use super::model::{InstanceProfile, Role, key};
use super::show::{self, iam, iam_mut, no_role, one, tag_list};
use super::users::under_prefix;
use super::{read, roles, tags, target, write};
use crate::arn;
use crate::error::ApiError;
use crate::ids::{self, Prefix};
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::paging::page;
use crate::world::World;
use serde_json::{Map, Value};
use std::sync::Arc;

pub(super) const MOST_PROFILES: usize = 1_000;

pub(super) const ROWS: Rows = &[
    write(
        "CreateInstanceProfile",
        Access::Write,
        "iam:CreateInstanceProfile",
        new_profile,
        create,
        "aws iam create-instance-profile --instance-profile-name web",
    ),
    read(
        "GetInstanceProfile",
        Access::Read,
        "iam:GetInstanceProfile",
        profile,
        get,
        "aws iam get-instance-profile --instance-profile-name web",
    ),
    read(
        "ListInstanceProfiles",
        Access::List,
        "iam:ListInstanceProfiles",
        all_profiles,
        list,
        "aws iam list-instance-profiles",
    ),
    read(
        "ListInstanceProfilesForRole",
        Access::List,
        "iam:ListInstanceProfilesForRole",
        target::role,
        list_for_role,
        "aws iam list-instance-profiles-for-role --role-name app",
    ),
    write(
        "DeleteInstanceProfile",
        Access::Write,
        "iam:DeleteInstanceProfile",
        profile,
        delete,
        "aws iam delete-instance-profile --instance-profile-name web",
    ),
    Operation {
        service: "iam",
        name: "AddRoleToInstanceProfile",
        access: Access::Write,
        checks: Checks::Custom(add_checks),
        run: Run::Write(add),
        example: "aws iam add-role-to-instance-profile --instance-profile-name web --role-name app",
    },
    write(
        "RemoveRoleFromInstanceProfile",
        Access::Write,
        "iam:RemoveRoleFromInstanceProfile",
        profile,
        remove,
        "aws iam remove-role-from-instance-profile --instance-profile-name web --role-name app",
    ),
];

fn all_profiles(p: &Planning<'_>) -> Result<Check, ApiError> {
    Ok(target::list(p, "instance-profile"))
}

fn new_profile(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::new(p, "instance-profile", "InstanceProfileName")
}

/// The instance profile that `InstanceProfileName` names.
pub(super) fn profile(p: &Planning<'_>) -> Result<Check, ApiError> {
    let name = p.input.text("InstanceProfileName")?;
    let account = p.caller.account_id();
    let found = target::iam(p).and_then(|iam| iam.instance_profile(name));
    let arn =
        found.map_or_else(|| arn::iam(account, "instance-profile", "/", name), |found| found.arn(account));
    let tags = found.map_or(&[] as &[_], |found| &found.tags);
    Ok(target::tagged(p, arn, format!("instance profile {name}"), tags))
}

/// Whoever gives a role to instances passes it on.
fn add_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let add = profile(&Planning { action: "iam:AddRoleToInstanceProfile", ..*p })?;
    let pass = target::role(&Planning { action: "iam:PassRole", ..*p })?;
    let shown = pass.resource.arn.clone();
    let pass = Check { shown, ..pass }.with("iam:PassedToService", vec!["ec2.amazonaws.com".to_owned()]);
    Ok(vec![add, pass])
}

fn missing(name: &str) -> ApiError {
    ApiError::no_such_entity(format!("Instance Profile {name} cannot be found."))
}

/// The instance profile that `InstanceProfileName` names.
pub(super) fn named<'a>(ok: &Authorized, world: &'a World) -> Result<&'a InstanceProfile, ApiError> {
    let name = ok.input().text("InstanceProfileName")?;
    iam(ok, world)?.instance_profile(name).ok_or_else(|| missing(name))
}

/// The instance profile that `InstanceProfileName` names, to change.
pub(super) fn named_mut<'a>(
    ok: &Authorized,
    world: &'a mut World,
) -> Result<&'a mut InstanceProfile, ApiError> {
    let name = ok.input().text("InstanceProfileName")?;
    iam_mut(ok, world)?.instance_profile_mut(name).ok_or_else(|| missing(name))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shown {
    Whole,
    Row,
}

fn show(ok: &Authorized, world: &World, profile: &InstanceProfile, shown: Shown) -> Value {
    let arn = profile.arn(ok.account());
    let created = profile.created.iso();
    let mut out = show::entity(&profile.path, "InstanceProfile", &profile.name, &profile.id, arn, created);
    let role = profile.role.as_ref().and_then(|name| iam(ok, world).ok()?.role(name));
    let role = role.map(|role| show::role_of_profile(world, role, ok.account()));
    out.insert("Roles".to_owned(), Value::from_iter(role));
    if shown == Shown::Whole && !profile.tags.is_empty() {
        out.insert("Tags".to_owned(), tag_list(&profile.tags));
    }
    Value::from(out)
}

/// The instance profiles that a role is in, as lists show them.
pub(super) fn of_role(ok: &Authorized, world: &World, role: &Role) -> Vec<Value> {
    let Ok(iam) = iam(ok, world) else { return Vec::new() };
    let holders = role.instance_profiles.iter().filter_map(|name| iam.instance_profile(name));
    holders.map(|profile| show(ok, world, profile, Shown::Row)).collect()
}

fn create(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("InstanceProfileName")?;
    let profiles = &iam(ok, world)?.instance_profiles;
    if profiles.contains_key(&key(name)) {
        return Err(ApiError::already_exists(format!("Instance Profile {name} already exists.")));
    }
    if profiles.len() >= MOST_PROFILES {
        return Err(ApiError::quota("InstanceProfilesPerAccount", MOST_PROFILES));
    }
    let profile = InstanceProfile {
        name: name.to_owned(),
        path: ok.input().opt_text("Path").unwrap_or("/").to_owned(),
        id: ids::unique(Prefix::InstanceProfile, &mut ok.random()),
        created: ok.now(),
        role: None,
        tags: tags::checked_case_sensitive(ok.input().tags())?,
    };
    let answer = show(ok, world, &profile, Shown::Whole);
    iam_mut(ok, world)?.instance_profiles.insert(key(name), Arc::new(profile));
    Ok(one("InstanceProfile", answer))
}

fn get(ok: &Authorized, world: &World) -> Output {
    Ok(one("InstanceProfile", show(ok, world, named(ok, world)?, Shown::Whole)))
}

fn list(ok: &Authorized, world: &World) -> Output {
    let all = iam(ok, world)?.instance_profiles.values().filter(|p| under_prefix(ok.input(), &p.path));
    page(ok.input(), "InstanceProfiles", all, |profile| show(ok, world, profile, Shown::Row))
}

fn list_for_role(ok: &Authorized, world: &World) -> Output {
    page(ok.input(), "InstanceProfiles", of_role(ok, world, roles::named(ok, world)?), |shown| shown)
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let profile = named(ok, world)?;
    if profile.role.is_some() {
        let message = "Cannot delete entity, must remove roles from instance profile first.";
        return Err(ApiError::delete_conflict(message));
    }
    let key = key(&profile.name);
    iam_mut(ok, world)?.instance_profiles.remove(&key);
    Ok(Map::new())
}

fn add(ok: &Authorized, world: &mut World) -> Output {
    let profile = key(&named(ok, world)?.name);
    if named(ok, world)?.role.is_some() {
        return Err(ApiError::quota("InstanceSessionsPerInstanceProfile", 1));
    }
    let role = roles::changeable(ok, world)?;
    role.instance_profiles.insert(profile);
    let role = key(&role.name);
    named_mut(ok, world)?.role = Some(role);
    Ok(Map::new())
}

fn remove(ok: &Authorized, world: &mut World) -> Output {
    let name = ok.input().text("RoleName")?;
    let profile = named_mut(ok, world)?;
    if profile.role.take_if(|role| *role == key(name)).is_none() {
        return Err(no_role(name));
    }
    let profile = key(&profile.name);
    if let Some(role) = iam_mut(ok, world)?.role_mut(name) {
        role.instance_profiles.remove(&profile);
    }
    Ok(Map::new())
}
