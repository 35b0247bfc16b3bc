//! Secrets themselves.

use super::super::resource::{Held, Resource};
use super::super::table::{Made, Place};
use super::super::tags;
use super::model::{Secret, SecretVersion};
use super::{SECRET, find, named, values};
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output};
use crate::random::Random;
use crate::world::World;
use imbl::OrdMap;
use serde_json::{Map, Value, json};
use std::sync::Arc;

const DAY: i64 = 86_400;

/// `ARN` and `Name`, with which all answers begin.
pub(super) fn heading(resource: &Resource) -> Result<Map<String, Value>, ApiError> {
    let name = Secret::of(resource)?.name.as_str();
    Ok(Map::from_iter([("ARN".to_owned(), resource.arn.as_str().into()), ("Name".to_owned(), name.into())]))
}

/// A secret that can be used: one that is to be deleted cannot.
pub(super) fn usable(resource: &Resource) -> Result<&Secret, ApiError> {
    let secret = Secret::of(resource)?;
    if secret.deletion.is_none() {
        return Ok(secret);
    }
    let message = "You can't perform this operation on the secret because it was marked for deletion.";
    Err(ApiError::new("InvalidRequestException", 400, message))
}

pub(super) fn make(ok: &Authorized, world: &World, _: &str) -> Result<Made, ApiError> {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789Aa";
    let input = ok.input();
    let name = input.text("Name")?;
    let place = Place::of_authorized(ok, world);
    let is_in_the_way = |secret: &Secret| secret.deletion.is_none_or(|at| at > ok.now());
    if let Some(old) = named(&place, name).find(|r| Secret::of(r).is_ok_and(is_in_the_way)) {
        usable(old).map_err(|error| ApiError {
            message: "You can't create this secret because a secret with this name is already scheduled for deletion."
                .to_owned(),
            ..error
        })?;
        let message = format!("The operation failed because the secret {name} already exists.");
        return Err(ApiError::new("ResourceExistsException", 400, message));
    }
    let mut random = ok.random();
    let tail = random.text(LETTERS, 6);
    let arn = place.arn("secretsmanager", &format!("secret:{name}-{tail}"));
    let mut secret = Secret {
        name: name.to_owned(),
        description: input.opt_text("Description").map(str::to_owned),
        kms_key: input.opt_text("KmsKeyId").map(str::to_owned),
        versions: OrdMap::new(),
        changed: ok.now(),
        deletion: None,
    };
    let version = first_version(ok, &mut secret, &mut random);
    let resource = Resource { tags: tags::given(input), ..Resource::new(&arn, ok.now(), secret) };
    let mut output = heading(&resource)?;
    output.extend(version.map(|id| ("VersionId".to_owned(), id.into())));
    Ok(Made { resource: Some(resource), output })
}

/// The version that a secret begins with, if a value is given.
fn first_version(ok: &Authorized, secret: &mut Secret, random: &mut Random) -> Option<String> {
    let value = values::given(ok.input())?;
    let id = ok.input().opt_text("ClientRequestToken").map_or_else(|| ids::uuid(random), str::to_owned);
    let version = SecretVersion { value, created: ok.now(), stages: vec![values::CURRENT.to_owned()] };
    secret.versions.insert(id.clone(), version);
    Some(id)
}

pub(super) fn fits(ok: &Authorized, resource: &Resource) -> bool {
    ok.input().flag("IncludePlannedDeletion") || usable(resource).is_ok()
}

/// What describes a secret, alone and in lists.
fn described(resource: &Resource) -> Result<Map<String, Value>, ApiError> {
    let secret = Secret::of(resource)?;
    let mut out = heading(resource)?;
    let mut put = |name: &str, value: Option<Value>| out.extend(value.map(|v| (name.to_owned(), v)));
    put("Description", secret.description.as_deref().map(Value::from));
    put("KmsKeyId", secret.kms_key.as_deref().map(Value::from));
    put("LastChangedDate", Some(secret.changed.iso().into()));
    put("DeletedDate", secret.deletion.map(|at| at.iso().into()));
    put("Tags", (!resource.tags.is_empty()).then(|| tags::as_list(resource)));
    Ok(out)
}

fn stages(secret: &Secret) -> Value {
    let staged = secret.versions.iter().filter(|(_, version)| !version.stages.is_empty());
    staged.map(|(id, version)| (id.clone(), json!(version.stages))).collect::<Map<_, _>>().into()
}

pub(super) fn show(resource: &Resource) -> Value {
    let mut out = described(resource).unwrap_or_default();
    if let Ok(secret) = Secret::of(resource) {
        out.insert("SecretVersionsToStages".to_owned(), stages(secret));
    }
    out.insert("CreatedDate".to_owned(), resource.created.iso().into());
    out.into()
}

pub(super) fn describe(_: &Authorized, _: &World, resource: &Resource) -> Output {
    let mut out = described(resource)?;
    out.insert("VersionIdsToStages".to_owned(), stages(Secret::of(resource)?));
    out.insert("CreatedDate".to_owned(), resource.created.iso().into());
    Ok(out)
}

/// Marks a secret for deletion, or deletes it at once.
pub(super) fn delete(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let arn = find(&Place::of_authorized(ok, world), input.text("SecretId")?);
    let mut resource = SECRET.existing(world, &arn)?.clone();
    usable(&resource)?;
    let days = input.int("RecoveryWindowInDays");
    let force = input.flag("ForceDeleteWithoutRecovery");
    if force && days.is_some() {
        let message = "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.";
        return Err(ApiError::new("InvalidParameterException", 400, message));
    }
    if days.is_some_and(|days| !(7..=30).contains(&days)) {
        let message = "The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).";
        return Err(ApiError::new("InvalidParameterException", 400, message));
    }
    let at = if force { ok.now() } else { ok.now().plus(days.unwrap_or(30) * DAY) };
    Secret::of_mut(&mut resource)?.deletion = Some(at);
    let mut out = heading(&resource)?;
    out.insert("DeletionDate".to_owned(), at.iso().into());
    if force {
        world.resources.remove(&arn);
    } else {
        world.resources.insert(arn, Arc::new(resource));
    }
    Ok(out)
}

pub(super) fn restore(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let secret = Secret::of_mut(resource)?;
    if secret.deletion.is_some_and(|at| at <= ok.now()) {
        return Err((SECRET.missing)(""));
    }
    secret.deletion = None;
    heading(resource)
}
