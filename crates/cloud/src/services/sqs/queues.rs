//! Queues themselves.

use super::super::resource::{Held, Resource};
use super::super::table::Made;
use super::super::tags as table_tags;
use super::attributes;
use super::model::Queue;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use imbl::{OrdMap, Vector};
use serde_json::{Map, Value};

fn address(resource: &Resource) -> Value {
    let (region, account, name) = (resource.region(), resource.account(), resource.name(""));
    format!("https://sqs.{region}.amazonaws.com/{account}/{name}").into()
}

pub(super) fn fits(ok: &Authorized, resource: &Resource) -> bool {
    resource.name("").starts_with(ok.input().opt_text("QueueNamePrefix").unwrap_or_default())
}

pub(super) fn show(resource: &Resource) -> Value {
    address(resource)
}

/// Makes a queue. A queue of that name with the same attributes is as good.
pub(super) fn make(ok: &Authorized, world: &World, arn: &str) -> Result<Made, ApiError> {
    let name = ok.input().text("QueueName")?;
    check_name(name)?;
    let queue =
        Queue { attributes: OrdMap::new(), modified: ok.now(), messages: Vector::new(), purged: None };
    let mut resource =
        Resource { tags: table_tags::given(ok.input()), ..Resource::new(arn, ok.now(), queue) };
    attributes::set(ok, world, &mut resource)?;
    let output = Map::from_iter([("QueueUrl".to_owned(), address(&resource))]);
    let Some(old) = world.resource(arn) else { return Ok(Made { resource: Some(resource), output }) };
    let is_same =
        Queue::of(old)?.attributes == Queue::of(&resource)?.attributes && old.policy == resource.policy;
    if is_same || !ok.input().has("Attributes") {
        return Ok(Made { resource: None, output });
    }
    let message = "A queue already exists with the same name and a different value for an attribute.";
    Err(ApiError::new("QueueAlreadyExists", 400, message))
}

fn check_name(name: &str) -> Result<(), ApiError> {
    if name.ends_with(".fifo") {
        return Err(ApiError::not_simulated(
            "FIFO queues are not simulated in IAM Playground; standard queues are.",
        ));
    }
    let is_name = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if (1..=80).contains(&name.len()) && name.chars().all(is_name) {
        return Ok(());
    }
    let message = "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length";
    Err(ApiError::new("InvalidParameterValue", 400, message))
}

pub(super) fn url(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("QueueUrl".to_owned(), address(resource))]))
}

pub(super) fn remove(_: &Authorized, _: &Resource) -> Output {
    Ok(Map::new())
}

pub(super) fn tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    let tags = table_tags::as_map(resource);
    Ok(if tags.is_empty() { tags } else { Map::from_iter([("Tags".to_owned(), tags.into())]) })
}
