//! Permissions boundaries of users and roles.

use super::layers::managed_document;
use super::model::Iam;
use super::roles::{self, changeable};
use super::show::{iam, iam_mut};
use super::users::{named_mut, named_or_own};
use super::{target, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::Map;

const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    write(
        "PutUserPermissionsBoundary",
        MANAGE,
        "iam:PutUserPermissionsBoundary",
        target::user,
        put_user,
        "aws iam put-user-permissions-boundary --user-name bob --permissions-boundary arn:aws:iam::aws:policy/PowerUserAccess",
    ),
    write(
        "DeleteUserPermissionsBoundary",
        MANAGE,
        "iam:DeleteUserPermissionsBoundary",
        target::user,
        delete_user,
        "aws iam delete-user-permissions-boundary --user-name bob",
    ),
    write(
        "PutRolePermissionsBoundary",
        MANAGE,
        "iam:PutRolePermissionsBoundary",
        target::role,
        put_role,
        "aws iam put-role-permissions-boundary --role-name app --permissions-boundary arn:aws:iam::aws:policy/PowerUserAccess",
    ),
    write(
        "DeleteRolePermissionsBoundary",
        MANAGE,
        "iam:DeleteRolePermissionsBoundary",
        target::role,
        delete_role,
        "aws iam delete-role-permissions-boundary --role-name app",
    ),
];

/// The boundary that the request names: a managed policy that is there.
pub(super) fn given(ok: &Authorized, iam: &Iam) -> Result<Option<String>, ApiError> {
    let Some(arn) = ok.input().opt_text("PermissionsBoundary") else { return Ok(None) };
    match managed_document(iam, arn) {
        Some(_) => Ok(Some(arn.to_owned())),
        None => {
            let message = format!("Scope ARN: {arn} does not exist or is not attachable.");
            Err(ApiError::no_such_entity(message))
        }
    }
}

fn put_user(ok: &Authorized, world: &mut World) -> Output {
    named_or_own(ok, world)?;
    let boundary = given(ok, iam(ok, world)?)?;
    let old = std::mem::replace(&mut named_mut(ok, world)?.boundary, boundary.clone());
    iam_mut(ok, world)?.note_boundary(old.as_deref(), boundary.as_deref());
    Ok(Map::new())
}

fn delete_user(ok: &Authorized, world: &mut World) -> Output {
    let user = named_mut(ok, world)?;
    let name = user.name.clone();
    let old = user.boundary.take().ok_or_else(|| {
        ApiError::no_such_entity(format!("User {name} does not have a permissions boundary."))
    })?;
    iam_mut(ok, world)?.note_boundary(Some(&old), None);
    Ok(Map::new())
}

fn put_role(ok: &Authorized, world: &mut World) -> Output {
    roles::named(ok, world)?;
    let boundary = given(ok, iam(ok, world)?)?;
    let old = std::mem::replace(&mut changeable(ok, world)?.boundary, boundary.clone());
    iam_mut(ok, world)?.note_boundary(old.as_deref(), boundary.as_deref());
    Ok(Map::new())
}

fn delete_role(ok: &Authorized, world: &mut World) -> Output {
    let role = changeable(ok, world)?;
    let name = role.name.clone();
    let old = role.boundary.take().ok_or_else(|| {
        ApiError::no_such_entity(format!("Role {name} does not have a permissions boundary."))
    })?;
    iam_mut(ok, world)?.note_boundary(Some(&old), None);
    Ok(Map::new())
}
