//! Long-term access keys.

use super::model::{AccessKey, User, key};
use super::show::{iam, iam_mut, no_user, one};
use super::users::named_or_own;
use super::{read, target, write};
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::{KeyOwner, World};
use serde_json::{Map, json};

/// Source: spec iam-api.md §3.
pub(super) const MOST_KEYS: usize = 2;

pub(super) const ROWS: Rows = &[
    write(
        "CreateAccessKey",
        Access::Write,
        "iam:CreateAccessKey",
        target::key_owner,
        create,
        "aws iam create-access-key --user-name bob",
    ),
    read(
        "ListAccessKeys",
        Access::List,
        "iam:ListAccessKeys",
        target::key_owner,
        list,
        "aws iam list-access-keys --user-name admin",
    ),
    write(
        "UpdateAccessKey",
        Access::Write,
        "iam:UpdateAccessKey",
        target::key_owner,
        update,
        "aws iam update-access-key --user-name bob --access-key-id AKIAIOSFODNN7EXAMPLE --status Inactive",
    ),
    write(
        "DeleteAccessKey",
        Access::Write,
        "iam:DeleteAccessKey",
        target::key_owner,
        delete,
        "aws iam delete-access-key --user-name bob --access-key-id AKIAIOSFODNN7EXAMPLE",
    ),
    read(
        "GetAccessKeyLastUsed",
        Access::Read,
        "iam:GetAccessKeyLastUsed",
        target::owner_of_key,
        last_used,
        "aws iam get-access-key-last-used --access-key-id AKIAIOSFODNN7EXAMPLE",
    ),
];

fn create(ok: &Authorized, world: &mut World) -> Output {
    let mut random = ok.random();
    let access_key = AccessKey {
        id: ids::long_term_key(ok.account(), &mut random),
        secret: ids::secret_key(&mut random),
        active: true,
        created: ok.now(),
        last_used: None,
    };
    let user = own_mut(ok, world)?;
    if user.access_keys.len() >= MOST_KEYS {
        return Err(ApiError::quota("AccessKeysPerUser", MOST_KEYS));
    }
    let answer = json!({
        "UserName": user.name,
        "AccessKeyId": access_key.id,
        "Status": "Active",
        "SecretAccessKey": access_key.secret,
        "CreateDate": access_key.created.iso(),
    });
    let (owner, id) = (key(&user.name), access_key.id.clone());
    user.access_keys.push(access_key);
    world.access_keys.insert(id, KeyOwner { account: ok.account().to_owned(), user: owner });
    Ok(one("AccessKey", answer))
}

/// The user whose keys are meant, to change.
fn own_mut<'a>(ok: &Authorized, world: &'a mut World) -> Result<&'a mut User, ApiError> {
    let name = named_or_own(ok, world)?.name.clone();
    iam_mut(ok, world)?.user_mut(&name).ok_or_else(|| no_user(&name))
}

fn status(active: bool) -> &'static str {
    if active { "Active" } else { "Inactive" }
}

fn list(ok: &Authorized, world: &World) -> Output {
    let user = named_or_own(ok, world)?;
    page(
        ok.input(),
        "AccessKeyMetadata",
        &user.access_keys,
        |k| json!({"UserName": user.name, "AccessKeyId": k.id, "Status": status(k.active), "CreateDate": k.created.iso()}),
    )
}

fn no_key(id: &str) -> ApiError {
    ApiError::no_such_entity(format!("The Access Key with id {id} cannot be found."))
}

fn update(ok: &Authorized, world: &mut World) -> Output {
    let id = ok.input().text("AccessKeyId")?;
    let active = match ok.input().text("Status")? {
        "Active" => true,
        "Inactive" => false,
        other => {
            return Err(ApiError::new("InvalidInput", 400, format!("The status {other} is not valid.")));
        }
    };
    let found = own_mut(ok, world)?.access_keys.iter_mut().find(|k| k.id == id);
    found.ok_or_else(|| no_key(id))?.active = active;
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let id = ok.input().text("AccessKeyId")?;
    let user = own_mut(ok, world)?;
    let before = user.access_keys.len();
    user.access_keys.retain(|k| k.id != id);
    if user.access_keys.len() == before {
        return Err(no_key(id));
    }
    world.access_keys.remove(id);
    Ok(Map::new())
}

fn last_used(ok: &Authorized, world: &World) -> Output {
    let id = ok.input().text("AccessKeyId")?;
    let owner = world.access_keys.get(id).filter(|o| o.account == ok.account()).ok_or_else(|| no_key(id))?;
    let user = iam(ok, world)?.user(&owner.user).ok_or_else(|| no_key(id))?;
    let used = user.access_keys.iter().find(|k| k.id == id).and_then(|k| k.last_used.as_ref());
    let last_used = match used {
        Some(used) => {
            json!({"LastUsedDate": used.at.iso(), "ServiceName": used.service, "Region": used.region})
        }
        None => json!({"ServiceName": "N/A", "Region": "N/A"}),
    };
    let mut out = one("UserName", user.name.as_str());
    out.insert("AccessKeyLastUsed".to_owned(), last_used);
    Ok(out)
}
