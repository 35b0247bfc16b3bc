//! `CreateTags` and `DeleteTags`, of instances.

use super::super::resource::Resource;
use super::super::table::Place;
use super::super::tags;
use super::INSTANCE;
use crate::error::ApiError;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::Map;
use std::sync::Arc;

/// Each of the resources.
pub(super) fn targets(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let place = Place::of(p);
    let ids = p.input.texts("Resources").into_iter();
    let checks = ids.map(|id| {
        if !id.starts_with("i-") {
            let message =
                format!("{id}: tags of other things than instances are not simulated in IAM Playground.");
            return Err(ApiError::not_simulated(message));
        }
        Ok(INSTANCE.check(p, &place.arn("ec2", &format!("instance/{id}"))))
    });
    checks.collect::<Result<Vec<_>, _>>().map(super::encoded)
}

pub(super) fn create(ok: &Authorized, world: &mut World) -> Output {
    each(ok, world, |changed, world| tags::put(ok, world, changed).map(|_| ()))
}

/// With a value, only tags of that value go.
pub(super) fn delete(ok: &Authorized, world: &mut World) -> Output {
    let given = ok.input().list("Tags");
    each(ok, world, |changed, _| {
        let goes = |tag: &crate::iam::model::Tag| {
            let same = |t: &&serde_json::Value| t["Key"] == tag.key.as_str();
            given.iter().filter(same).any(|t| t.get("Value").is_none_or(|value| *value == tag.value.as_str()))
        };
        changed.tags.retain(|tag| !given.is_empty() && !goes(tag));
        Ok(())
    })
}

fn each(
    ok: &Authorized,
    world: &mut World,
    change: impl Fn(&mut Resource, &World) -> Result<(), ApiError>,
) -> Output {
    super::dry_run(ok)?;
    for id in ok.input().texts("Resources") {
        let arn = super::arn(ok, world, id);
        let mut changed = Resource::clone(INSTANCE.existing(world, &arn)?);
        change(&mut changed, world)?;
        world.resources.insert(arn, Arc::new(changed));
    }
    Ok(Map::new())
}
