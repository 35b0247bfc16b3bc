//! Aliases: who makes, moves or deletes one must be allowed on the alias and on the keys.

use super::super::resource::{Held, Resource};
use super::super::table::{On, Place, starting};
use super::model::Alias;
use super::{ALIAS, KEY};
use crate::error::ApiError;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

const NAMED: On = On::One(&ALIAS, "AliasName");
const TARGET: On = On::Own(&KEY, "TargetKeyId");

/// The ARN of the key that an alias ARN stands for.
pub(super) fn target(world: &World, arn: &str) -> Option<String> {
    Alias::of(ALIAS.get(world, arn)?).ok().map(|alias| alias.key.clone())
}

/// The aliases of a key.
pub(super) fn of_key<'a>(world: &'a World, key: &'a Resource) -> impl Iterator<Item = &'a Resource> {
    let aliases = starting(world, format!("arn:aws:kms:{}:{}:alias/", key.region(), key.account()));
    aliases.filter(|alias| Alias::of(alias).is_ok_and(|alias| alias.key == key.arn))
}

pub(super) fn fits(ok: &Authorized, resource: &Resource) -> bool {
    let Some(wanted) = ok.input().opt_text("KeyId") else { return true };
    Alias::of(resource)
        .is_ok_and(|alias| alias.key == wanted || alias.key.ends_with(&format!("key/{wanted}")))
}

pub(super) fn show(resource: &Resource) -> Value {
    let key = Alias::of(resource).map(|alias| alias.key.as_str()).unwrap_or_default();
    json!({
        "AliasName": resource.name(""),
        "AliasArn": resource.arn,
        "TargetKeyId": key.rsplit('/').next(),
        "CreationDate": resource.created.iso(),
        "LastUpdatedDate": resource.created.iso(),
    })
}

fn check(p: &Planning<'_>, action: &'static str, on: On) -> Result<Check, ApiError> {
    on.check(&Planning { action, ..*p })
}

/// The check on the key that an alias stands for now.
fn current(p: &Planning<'_>, action: &'static str) -> Result<Option<Check>, ApiError> {
    let arn = Place::of(p).arn("kms", p.input.text("AliasName")?);
    let Some(key) = target(p.world, &arn) else { return Ok(None) };
    Ok(Some(KEY.check(&Planning { action, ..*p }, &key)))
}

pub(super) fn create_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    Ok(vec![check(p, "kms:CreateAlias", NAMED)?, check(p, "kms:CreateAlias", TARGET)?])
}

pub(super) fn update_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let mut checks = vec![check(p, "kms:UpdateAlias", NAMED)?, check(p, "kms:UpdateAlias", TARGET)?];
    checks.extend(current(p, "kms:UpdateAlias")?);
    Ok(checks)
}

pub(super) fn delete_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let mut checks = vec![check(p, "kms:DeleteAlias", NAMED)?];
    checks.extend(current(p, "kms:DeleteAlias")?);
    Ok(checks)
}

/// The alias's ARN and the key that it is to stand for.
fn wanted(ok: &Authorized, world: &World) -> Result<(String, Alias), ApiError> {
    let place = Place::of_authorized(ok, world);
    let name = ok.input().text("AliasName")?;
    if !name.starts_with("alias/") || name.starts_with("alias/aws/") {
        let message = "Alias must start with the prefix \"alias/\", and \"alias/aws/\" is AWS's own.";
        return Err(ApiError::new("InvalidAliasNameException", 400, message));
    }
    let key = super::find_key(&KEY, &place, ok.input().text("TargetKeyId")?)?;
    Ok((place.arn("kms", name), Alias { key }))
}

pub(super) fn create(ok: &Authorized, world: &mut World) -> Output {
    let (arn, alias) = wanted(ok, world)?;
    if ALIAS.get(world, &arn).is_some() {
        let message = format!("An alias with the name {arn} already exists");
        return Err(ApiError::new("AlreadyExistsException", 400, message));
    }
    world.resources.insert(arn.clone(), Arc::new(Resource::new(&arn, ok.now(), alias)));
    Ok(Map::new())
}

pub(super) fn update(ok: &Authorized, world: &mut World) -> Output {
    let (arn, alias) = wanted(ok, world)?;
    let old = ALIAS.existing(world, &arn)?;
    let changed = Resource { body: alias.into(), ..old.clone() };
    world.resources.insert(arn, Arc::new(changed));
    Ok(Map::new())
}

pub(super) fn delete(ok: &Authorized, world: &mut World) -> Output {
    let arn = Place::of_authorized(ok, world).arn("kms", ok.input().text("AliasName")?);
    ALIAS.existing(world, &arn)?;
    world.resources.remove(&arn);
    Ok(Map::new())
}
