//! Tags: every service has them, each in its own form.

use super::resource::Resource;
use super::table::Context;
use crate::error::ApiError;
use crate::iam::model::Tag;
use crate::input::Input;
use crate::operation::{Authorized, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};

/// The tags of a request, whatever the service calls them: a map, or a list of keys and values.
pub(super) fn given(input: &Input) -> Vec<Tag> {
    let text = |item: &Value, names: [&str; 3]| {
        names.iter().find_map(|name| item.get(name)?.as_str()).map(str::to_owned)
    };
    match input.get("Tags").or_else(|| input.get("tags")) {
        Some(Value::Object(map)) => {
            let tag = |(key, value): (&String, &Value)| {
                Some(Tag { key: key.clone(), value: value.as_str()?.to_owned() })
            };
            map.iter().filter_map(tag).collect()
        }
        Some(Value::Array(list)) => list
            .iter()
            .filter_map(|item| {
                let key = text(item, ["Key", "TagKey", "key"])?;
                Some(Tag { key, value: text(item, ["Value", "TagValue", "value"]).unwrap_or_default() })
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The keys of tags to be taken off.
fn taken(input: &Input) -> Vec<&str> {
    ["TagKeys", "tagKeys", "tags"]
        .iter()
        .map(|name| input.texts(name))
        .find(|keys| !keys.is_empty())
        .unwrap_or_default()
}

/// The condition keys of tags, in the request and of the resource. A new resource's tags are those given.
pub(super) fn context(p: &Planning<'_>, resource: Option<&Resource>, is_new: bool) -> Context {
    let given = given(p.input);
    let mut keys: Vec<String> = given.iter().map(|tag| tag.key.clone()).collect();
    keys.extend(taken(p.input).into_iter().map(str::to_owned));
    let mut context: Context = Vec::new();
    let mut put =
        |name: &str, tag: &Tag| context.push((format!("{name}/{}", tag.key), vec![tag.value.clone()]));
    given.iter().for_each(|tag| put("aws:RequestTag", tag));
    match (is_new, resource) {
        (true, _) => given.iter().for_each(|tag| put("aws:ResourceTag", tag)),
        (_, Some(resource)) => resource.tags.iter().for_each(|tag| put("aws:ResourceTag", tag)),
        (_, None) => {}
    }
    if !keys.is_empty() {
        context.push(("aws:TagKeys".to_owned(), keys));
    }
    context
}

/// Puts the request's tags on a resource; those of the same key are replaced.
pub(super) fn put(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    for tag in given(ok.input()) {
        match resource.tags.iter_mut().find(|old| old.key == tag.key) {
            Some(old) => old.value = tag.value,
            None => resource.tags.push(tag),
        }
    }
    if resource.tags.len() > MOST {
        return Err(ApiError::new("LimitExceededException", 400, "A resource has at most 50 tags."));
    }
    Ok(Map::new())
}

const MOST: usize = 50;

/// Takes tags off a resource.
pub(super) fn take(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let keys = taken(ok.input());
    resource.tags.retain(|tag| !keys.contains(&tag.key.as_str()));
    Ok(Map::new())
}

/// `{"Tags": {"team": "blue"}}`
pub(super) fn as_map(resource: &Resource) -> Map<String, Value> {
    resource.tags.iter().map(|tag| (tag.key.clone(), tag.value.as_str().into())).collect()
}

/// `[{"Key": "team", "Value": "blue"}]`
pub(super) fn as_list(resource: &Resource) -> Value {
    resource.tags.iter().map(|tag| json!({"Key": tag.key, "Value": tag.value})).collect()
}
