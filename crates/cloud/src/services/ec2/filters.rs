//! `Filters` of EC2's lists: a row fits if it has one of the values of each filter.

use super::super::resource::{Held as _, Resource};
use super::id;
use super::model::Instance;
use crate::error::ApiError;
use crate::input::Input;
use serde_json::Value;

/// The filters of a request.
pub(super) struct Filters<'a>(Vec<(&'a str, Vec<&'a str>)>);

/// The filters that are simulated, besides `tag:KEY`.
const KNOWN: [&str; 8] = [
    "association-id",
    "iam-instance-profile.arn",
    "image-id",
    "instance-id",
    "instance-state-name",
    "instance-type",
    "state",
    "tag-key",
];

impl<'a> Filters<'a> {
    pub(super) fn of(input: &'a Input) -> Result<Self, ApiError> {
        let read = |filter: &'a Value| {
            let name = filter["Name"].as_str().unwrap_or_default();
            let values = filter["Values"].as_array().map_or(&[] as &[_], Vec::as_slice);
            let values: Vec<&str> = values.iter().filter_map(Value::as_str).collect();
            let known = KNOWN.contains(&name) || name.starts_with("tag:");
            if !known || values.iter().any(|value| value.contains(['*', '?'])) {
                let message = format!(
                    "This use of the filter '{name}' is not simulated in IAM Playground; use --query."
                );
                return Err(ApiError::not_simulated(message));
            }
            Ok((name, values))
        };
        input.list("Filters").iter().map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether an instance fits all of them.
    pub(super) fn fit(&self, resource: &Resource) -> bool {
        self.0.iter().all(|(name, wanted)| {
            let has = values(resource, name);
            wanted.iter().any(|value| has.contains(value))
        })
    }
}

/// What an instance has of what a filter is about.
fn values<'r>(resource: &'r Resource, filter: &str) -> Vec<&'r str> {
    if let Some(key) = filter.strip_prefix("tag:") {
        return resource.tags.iter().filter(|tag| tag.key == key).map(|tag| tag.value.as_str()).collect();
    }
    let Ok(instance) = Instance::of(resource) else { return Vec::new() };
    let association = instance.association.as_ref();
    match filter {
        "tag-key" => resource.tags.iter().map(|tag| tag.key.as_str()).collect(),
        "instance-id" => vec![id(resource)],
        "instance-state-name" => vec![instance.state.text()],
        "instance-type" => vec![&instance.kind],
        "image-id" => vec![&instance.image],
        "iam-instance-profile.arn" => association.map(|a| a.profile.as_str()).into_iter().collect(),
        "association-id" => association.map(|a| a.id.as_str()).into_iter().collect(),
        // Of an association; all that there are hold.
        "state" => association.map(|_| "associated").into_iter().collect(),
        _ => Vec::new(),
    }
}
