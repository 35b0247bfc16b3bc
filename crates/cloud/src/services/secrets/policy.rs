//! Resource policies of secrets.

use super::super::policies;
use super::super::resource::Resource;
use super::lifecycle::heading;
use crate::operation::{Authorized, Output};
use crate::world::World;
use policy::PolicyType;

pub(super) fn get(_: &Authorized, world: &World, resource: &Resource) -> Output {
    let mut out = heading(resource)?;
    out.extend(policies::shown(world, resource).map(|text| ("ResourcePolicy".to_owned(), text.into())));
    Ok(out)
}

pub(super) fn put(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    policies::set(world, resource, ok.input().text("ResourcePolicy")?, PolicyType::Secret)?;
    heading(resource)
}

pub(super) fn delete(_: &Authorized, _: &World, resource: &mut Resource) -> Output {
    resource.policy = None;
    heading(resource)
}
