//! Log groups.

use super::super::resource::{Held, Resource};
use super::super::table::Made;
use super::super::tags as table_tags;
use super::model::LogGroup;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use imbl::OrdMap;
use serde_json::{Map, Value, json};

/// Days that can be chosen. Source: the public API reference.
const DAYS: [i64; 22] = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1_096, 1_827, 2_192, 2_557, 2_922, 3_288,
    3_653,
];

pub(super) fn missing(what: &str) -> ApiError {
    ApiError::new("ResourceNotFoundException", 400, format!("The specified {what} does not exist."))
}

pub(super) fn exists(what: &str) -> ApiError {
    ApiError::new("ResourceAlreadyExistsException", 400, format!("The specified {what} already exists"))
}

pub(super) fn fits(ok: &Authorized, resource: &Resource) -> bool {
    let name = resource.name("log-group:");
    name.starts_with(ok.input().opt_text("logGroupNamePrefix").unwrap_or_default())
        && name.contains(ok.input().opt_text("logGroupNamePattern").unwrap_or_default())
}

pub(super) fn show(resource: &Resource) -> Value {
    let Ok(group) = LogGroup::of(resource) else { return Value::Null };
    let bytes: usize =
        group.streams.values().flat_map(|s| s.events.iter()).map(|event| event.message.len()).sum();
    let mut out = json!({
        "logGroupName": resource.name("log-group:"),
        "creationTime": resource.created.0 * 1_000,
        "metricFilterCount": 0,
        "arn": format!("{}:*", resource.arn),
        "storedBytes": bytes,
        "logGroupClass": "STANDARD",
        "logGroupArn": resource.arn,
    });
    if let Some(days) = group.retention {
        out["retentionInDays"] = days.into();
    }
    out
}

pub(super) fn make(ok: &Authorized, world: &World, arn: &str) -> Result<Made, ApiError> {
    if world.resource(arn).is_some() {
        return Err(exists("log group"));
    }
    let group = LogGroup { retention: None, streams: OrdMap::new() };
    let resource = Resource { tags: table_tags::given(ok.input()), ..Resource::new(arn, ok.now(), group) };
    Ok(Made { resource: Some(resource), output: Map::new() })
}

pub(super) fn retain(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let days = ok.input().int("retentionInDays").unwrap_or_default();
    if !DAYS.contains(&days) {
        let message = "1 validation error detected: Value at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set";
        return Err(ApiError::new("InvalidParameterException", 400, message));
    }
    LogGroup::of_mut(resource)?.retention = Some(days);
    Ok(Map::new())
}

pub(super) fn tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("tags".to_owned(), table_tags::as_map(resource).into())]))
}
