//! Giving an instance that runs another instance profile, or none.

use super::super::resource::{Held, Resource};
use super::super::table::{Place, all, page};
use super::model::{Association, Instance, InstanceState};
use super::{INSTANCE, encoded, filters, id, launch, profiles, shown};
use crate::error::ApiError;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The instance that an association is of.
fn bound<'a>(place: &Place<'a>, association: &str) -> Result<(&'a Resource, &'a Association), ApiError> {
    let of = |resource: &'a Resource| {
        let bond = Instance::of(resource).ok()?.association.as_ref()?;
        (bond.id == association).then_some((resource, bond))
    };
    all(&INSTANCE, place).find_map(of).ok_or_else(|| {
        let message = format!("An invalid association-id of '{association}' was given");
        ApiError::new("NoSuchAssociation", 400, message)
    })
}

/// The check of an action on an instance, with the profile that it is to get.
fn checks(
    p: &Planning<'_>,
    action: &'static str,
    instance: &str,
    gives: bool,
) -> Result<Vec<Check>, ApiError> {
    let check = INSTANCE.check(&Planning { action, ..*p }, instance);
    if !gives {
        return Ok(encoded([check]));
    }
    let account = p.caller.account_id();
    let profile = profiles::required(p.world, account, p.input)?;
    let check = check.with("ec2:NewInstanceProfile", vec![profile.arn(account)]);
    Ok(encoded([check, profiles::passing(p, profile, instance.to_owned())?]))
}

pub(super) fn new_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let instance = Place::of(p).arn("ec2", &format!("instance/{}", p.input.text("InstanceId")?));
    checks(p, "ec2:AssociateIamInstanceProfile", &instance, true)
}

pub(super) fn replace_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let (instance, _) = bound(&Place::of(p), p.input.text("AssociationId")?)?;
    checks(p, "ec2:ReplaceIamInstanceProfileAssociation", &instance.arn, true)
}

pub(super) fn end_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let (instance, _) = bound(&Place::of(p), p.input.text("AssociationId")?)?;
    checks(p, "ec2:DisassociateIamInstanceProfile", &instance.arn, false)
}

fn show(world: &World, instance: &Resource, association: &Association, state: &str) -> Value {
    json!({
        "AssociationId": association.id,
        "InstanceId": id(instance),
        "IamInstanceProfile": shown::profile(world, &association.profile),
        "State": state,
    })
}

/// Gives an instance a profile, or takes it away, and shows the association that begins or ends.
fn set(world: &mut World, arn: &str, association: Option<Association>) -> Output {
    let mut changed = Resource::clone(INSTANCE.existing(world, arn)?);
    let instance = Instance::of_mut(&mut changed)?;
    let state = if association.is_some() { "associating" } else { "disassociating" };
    let before = std::mem::replace(&mut instance.association, association.clone());
    let shown = association.or(before).map(|bond| show(world, &changed, &bond, state));
    world.resources.insert(arn.to_owned(), Arc::new(changed));
    Ok(Map::from_iter([("IamInstanceProfileAssociation".to_owned(), shown.into())]))
}

pub(super) fn associate(ok: &Authorized, world: &mut World) -> Output {
    let arn = super::arn(ok, world, ok.input().text("InstanceId")?);
    let found = INSTANCE.existing(world, &arn)?;
    let instance = Instance::of(found)?;
    if instance.association.is_some() || instance.state == InstanceState::Terminated {
        let message = format!("There is an existing association for instance {}", id(found));
        return Err(ApiError::new("IncorrectState", 400, message));
    }
    let profile = profiles::required(world, ok.account(), ok.input())?.arn(ok.account());
    set(world, &arn, Some(launch::association(profile, ok, &mut ok.random())))
}

pub(super) fn replace(ok: &Authorized, world: &mut World) -> Output {
    let arn = of_request(ok, world)?;
    let profile = profiles::required(world, ok.account(), ok.input())?.arn(ok.account());
    set(world, &arn, Some(launch::association(profile, ok, &mut ok.random())))
}

pub(super) fn disassociate(ok: &Authorized, world: &mut World) -> Output {
    let arn = of_request(ok, world)?;
    set(world, &arn, None)
}

/// The ARN of the instance whose association the request names.
fn of_request(ok: &Authorized, world: &World) -> Result<String, ApiError> {
    let found = bound(&Place::of_authorized(ok, world), ok.input().text("AssociationId")?);
    found.map(|(instance, _)| instance.arn.clone())
}

pub(super) fn describe(ok: &Authorized, world: &World) -> Output {
    let filters = filters::Filters::of(ok.input())?;
    let wanted = ok.input().texts("AssociationIds");
    let rows = all(&INSTANCE, &Place::of_authorized(ok, world)).filter(|r| filters.fit(r)).filter_map(|r| {
        let bond = Instance::of(r).ok()?.association.as_ref()?;
        (wanted.is_empty() || wanted.contains(&bond.id.as_str())).then_some((r, bond))
    });
    page(ok, "ec2", rows, |(instance, bond)| show(world, instance, bond, "associated"))
}
