//! Roles.

use super::documents::save_trust;
use super::model::{Policies, Role, StoredPolicy, key};
use super::show::{self, Detail, iam, iam_mut, no_role, one};
use super::users::under_prefix;
use super::{boundaries, read, tags, target, write};
use crate::error::ApiError;
use crate::ids::{self, Prefix};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::random::Random;
use crate::tick::Timestamp;
use crate::world::{EntityKind, EntityRef, World};
use imbl::{OrdMap, OrdSet};
use serde_json::Map;
use std::sync::Arc;

/// Source: spec iam-api.md §3.
pub(super) const MOST_ROLES: usize = 1_000;
/// Seconds.
const DEFAULT_SESSION: i64 = 3_600;
const ADMINISTRATOR: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

pub(super) const ROWS: Rows = &[
    write(
        "CreateRole",
        Access::Write,
        "iam:CreateRole",
        target::new_role,
        create,
        "aws iam create-role --role-name app --assume-role-policy-document file://trust.json",
    ),
    read("GetRole", Access::Read, "iam:GetRole", target::role, get, "aws iam get-role --role-name app"),
    read("ListRoles", Access::List, "iam:ListRoles", target::role_list, list, "aws iam list-roles"),
    write(
        "UpdateRole",
        Access::Write,
        "iam:UpdateRole",
        target::role,
        update,
        "aws iam update-role --role-name app --max-session-duration 7200",
    ),
    write(
        "UpdateRoleDescription",
        Access::Write,
        "iam:UpdateRoleDescription",
        target::role,
        update_description,
        "aws iam update-role-description --role-name app --description 'reads the reports'",
    ),
    write(
        "UpdateAssumeRolePolicy",
        Access::PermissionsManagement,
        "iam:UpdateAssumeRolePolicy",
        target::role,
        update_trust,
        "aws iam update-assume-role-policy --role-name app --policy-document file://trust.json",
    ),
    write(
        "DeleteRole",
        Access::Write,
        "iam:DeleteRole",
        target::role,
        delete,
        "aws iam delete-role --role-name app",
    ),
];

fn create(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let name = input.text("RoleName")?;
    let iam = iam(ok, world)?;
    if iam.role(name).is_some() {
        return Err(ApiError::already_exists(format!("Role with name {name} already exists.")));
    }
    if iam.roles.len() >= MOST_ROLES {
        return Err(ApiError::quota("RolesPerAccount", MOST_ROLES));
    }
    let trust = save_trust(world, input.text("AssumeRolePolicyDocument")?)?;
    let path = input.opt_text("Path").unwrap_or("/");
    let role = Role {
        description: input.opt_text("Description").filter(|d| !d.is_empty()).map(str::to_owned),
        max_session: input.int("MaxSessionDuration").unwrap_or(DEFAULT_SESSION),
        boundary: boundaries::given(ok, iam)?,
        tags: tags::checked(input.tags())?,
        ..Role::new(name, path, trust, ok.now(), &mut ok.random())
    };
    let answer = show::role(world, &role, ok.account(), Detail::Created);
    add(world, ok.account(), role);
    Ok(one("Role", answer))
}

impl Role {
    /// A role that may do nothing yet.
    pub(super) fn new(
        name: &str,
        path: &str,
        trust: StoredPolicy,
        now: Timestamp,
        random: &mut Random,
    ) -> Self {
        Self {
            name: name.to_owned(),
            path: path.to_owned(),
            id: ids::unique(Prefix::Role, random),
            created: now,
            trust,
            description: None,
            max_session: DEFAULT_SESSION,
            policies: Policies::default(),
            boundary: None,
            tags: Vec::new(),
            last_used: None,
            services_used: OrdMap::new(),
            instance_profiles: OrdSet::new(),
        }
    }
}

/// Puts a new role into an account.
pub(super) fn add(world: &mut World, account: &str, role: Role) {
    let key = key(&role.name);
    let entity = EntityRef { account: account.to_owned(), kind: EntityKind::Role, key: key.clone() };
    world.unique_ids.insert(role.id.clone(), entity);
    if let Some(account) = world.account_mut(account) {
        account.iam.note_user_of(&role.policies.attached, role.boundary.as_deref());
        account.iam.roles.insert(key, Arc::new(role));
    }
}

/// Takes a role out of an account.
pub(super) fn take_out(world: &mut World, account: &str, name: &str) {
    let Some(iam) = world.account_mut(account).map(|account| &mut account.iam) else { return };
    if let Some(role) = iam.roles.remove(&key(name)) {
        iam.note_no_user_of(&role.policies.attached, role.boundary.as_deref());
        world.unique_ids.remove(&role.id);
    }
}

/// Makes the role by which an organization's management account may do everything in an account that it made.
pub(crate) fn admit(
    world: &mut World,
    account: &str,
    name: &str,
    management: &str,
    now: Timestamp,
    random: &mut Random,
) -> Result<(), ApiError> {
    let trust = format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"arn:aws:iam::{management}:root"}},"Action":"sts:AssumeRole"}}]}}"#
    );
    let role = Role {
        policies: Policies { attached: vec![ADMINISTRATOR.to_owned()], ..Policies::default() },
        ..Role::new(name, "/", save_trust(world, &trust)?, now, random)
    };
    add(world, account, role);
    Ok(())
}

pub(super) fn named<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Role, ApiError> {
    let name = ok.input().text("RoleName")?;
    iam(ok, world)?.role(name).ok_or_else(|| no_role(name))
}

/// The role that `RoleName` names, to change.
pub(super) fn named_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut Role, ApiError> {
    let name = ok.input().text("RoleName")?;
    iam_mut(ok, world)?.role_mut(name).ok_or_else(|| no_role(name))
}

/// As [`named_mut`]; a service-linked role is its service's to change.
pub(super) fn changeable<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut Role, ApiError> {
    let role = named_mut(ok, world)?;
    if role.is_service_linked() {
        let message = format!(
            "Cannot perform the operation on the protected role '{}' - this role is only modifiable by AWS",
            role.name
        );
        return Err(ApiError::new("UnmodifiableEntity", 400, message));
    }
    Ok(role)
}

fn get(ok: &Authorized, world: &World) -> Output {
    let role = named(ok, world)?;
    Ok(one("Role", show::role(world, role, ok.account(), Detail::Whole)))
}

fn list(ok: &Authorized, world: &World) -> Output {
    let of_path = iam(ok, world)?.roles.values().filter(|r| under_prefix(ok.input(), &r.path));
    // AWS lists them in the order of their ARNs, which begin with the path.
    let mut roles: Vec<&Arc<Role>> = of_path.collect();
    roles.sort_by(|a, b| in_arn(a).cmp(in_arn(b)));
    page(ok.input(), "Roles", roles, |r| show::role(world, r, ok.account(), Detail::Row))
}

/// What tells a role's ARN from another's, in lower case.
fn in_arn(role: &Role) -> impl Iterator<Item = u8> {
    role.path.bytes().chain(role.name.bytes()).map(|byte| byte.to_ascii_lowercase())
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let role = changeable(ok, world)?;
    if let Some(description) = ok.input().opt_text("Description") {
        role.description = Some(description.to_owned()).filter(|d| !d.is_empty());
    }
    if let Some(seconds) = ok.input().int("MaxSessionDuration") {
        role.max_session = seconds;
    }
    Ok(Map::new())
}

/// The older way to set a description, which answers the role.
fn update_description(ok: &Authorized, world: &mut World) -> Output {
    let description = ok.input().text("Description")?.to_owned();
    changeable(ok, world)?.description = Some(description).filter(|d| !d.is_empty());
    Ok(one("Role", show::role(world, named(ok, world)?, ok.account(), Detail::Row)))
}

fn update_trust(ok: &Authorized, world: &mut World) -> Output {
    named(ok, world)?;
    let trust = save_trust(world, ok.input().text("PolicyDocument")?)?;
    changeable(ok, world)?.trust = trust;
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let role = changeable(ok, world)?;
    if !role.instance_profiles.is_empty() {
        let message = "Cannot delete entity, must remove roles from instance profile first.";
        return Err(ApiError::delete_conflict(message));
    }
    if !role.policies.attached.is_empty() {
        return Err(ApiError::delete_conflict("Cannot delete entity, must detach all policies first."));
    }
    if !role.policies.inline.is_empty() {
        return Err(ApiError::delete_conflict("Cannot delete entity, must delete policies first."));
    }
    let name = role.name.clone();
    take_out(world, ok.account(), &name);
    Ok(Map::new())
}
