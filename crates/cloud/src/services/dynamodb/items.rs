//! Items, by their keys.

use super::super::resource::{Held, Resource};
use super::model::{KeyPart, Table};
use super::{invalid, only_simulated};
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use serde_json::{Map, Value};
use std::ops::Bound;
use std::sync::Arc;

/// Bytes of an item.
const LARGEST: usize = 400 * 1_024;

type Item = Map<String, Value>;

/// What conditions and projections need: expressions.
const EXPRESSIONS: [&str; 10] = [
    "ConditionExpression",
    "Expected",
    "ProjectionExpression",
    "FilterExpression",
    "AttributesToGet",
    "ScanFilter",
    "IndexName",
    "Segment",
    "ExpressionAttributeNames",
    "ExpressionAttributeValues",
];

/// Bytes of an item, as JSON.
pub(super) fn size(item: &Item) -> usize {
    serde_json::to_vec(item).map_or(usize::MAX, |text| text.len())
}

/// The text of a key's value, whatever its type: what `dynamodb:LeadingKeys` compares.
pub(super) fn scalar(value: &Value) -> Option<String> {
    ["S", "N", "B"].iter().find_map(|kind| value.get(kind)?.as_str()).map(str::to_owned)
}

fn part(item: &Item, part: &KeyPart) -> Result<String, ApiError> {
    const START: &str = "One or more parameter values were invalid:";
    let value = item
        .get(&part.name)
        .ok_or_else(|| invalid(format!("{START} Missing the key {} in the item", part.name)))?;
    let found = value.get(&part.kind).and_then(Value::as_str);
    found.map(str::to_owned).ok_or_else(|| {
        let actual = value.as_object().and_then(|v| v.keys().next()).map_or("NULL", String::as_str);
        invalid(format!(
            "{START} Type mismatch for key {} expected: {} actual: {actual}",
            part.name, part.kind
        ))
    })
}

/// The key that an item is kept by: JSON, so that no two keys are written alike.
fn key_of(table: &Table, item: &Item) -> Result<String, ApiError> {
    let mut key = vec![part(item, &table.hash)?];
    if let Some(range) = &table.range {
        key.push(part(item, range)?);
    }
    Ok(Value::from(key).to_string())
}

/// A request's `Key`, which holds the key's attributes and no others.
fn asked(table: &Table, ok: &Authorized) -> Result<String, ApiError> {
    let key = ok.input().get("Key").and_then(Value::as_object).cloned().unwrap_or_default();
    if key.len() != 1 + usize::from(table.range.is_some()) {
        return Err(invalid("The provided key element does not match the schema"));
    }
    key_of(table, &key).map_err(|_| invalid("The provided key element does not match the schema"))
}

/// What `ReturnValues` asks for of the item that was there before.
fn old_values(ok: &Authorized, old: Option<Arc<Item>>) -> Output {
    let wants_old = ok.input().opt_text("ReturnValues") == Some("ALL_OLD");
    let old =
        old.filter(|_| wants_old).map(|item| ("Attributes".to_owned(), Value::from(item.as_ref().clone())));
    Ok(old.into_iter().collect())
}

pub(super) fn put(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    only_simulated(ok.input(), &EXPRESSIONS)?;
    let item = ok.input().get("Item").and_then(Value::as_object).cloned().unwrap_or_default();
    if size(&item) > LARGEST {
        return Err(invalid("Item size has exceeded the maximum allowed size"));
    }
    let table = Table::of_mut(resource)?;
    let key = key_of(table, &item)?;
    let old = table.items.insert(key, Arc::new(item));
    old_values(ok, old)
}

pub(super) fn get(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    only_simulated(ok.input(), &EXPRESSIONS)?;
    let table = Table::of(resource)?;
    let item = table.items.get(&asked(table, ok)?);
    Ok(item.map(|item| ("Item".to_owned(), Value::from(item.as_ref().clone()))).into_iter().collect())
}

pub(super) fn delete(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    only_simulated(ok.input(), &EXPRESSIONS)?;
    let table = Table::of_mut(resource)?;
    let key = asked(table, ok)?;
    old_values(ok, table.items.remove(&key))
}

pub(super) fn scan(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    only_simulated(ok.input(), &EXPRESSIONS)?;
    let table = Table::of(resource)?;
    let start = match ok.input().get("ExclusiveStartKey").and_then(Value::as_object) {
        Some(key) => Bound::Excluded(key_of(table, key)?),
        None => Bound::Unbounded,
    };
    let most = ok.input().int("Limit").and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX);
    let mut rest = table.items.range((start, Bound::Unbounded)).map(|(_, item)| item.as_ref());
    let items: Vec<&Item> = rest.by_ref().take(most).collect();
    let next = rest.next().and_then(|_| items.last()).map(|last| key_attributes(table, last));
    let count = items.len();
    let mut out = Map::from_iter([
        ("Items".to_owned(), items.into_iter().cloned().map(Value::from).collect()),
        ("Count".to_owned(), count.into()),
        ("ScannedCount".to_owned(), count.into()),
    ]);
    out.extend(next.map(|key| ("LastEvaluatedKey".to_owned(), key)));
    Ok(out)
}

fn key_attributes(table: &Table, item: &Item) -> Value {
    let names = [Some(&table.hash), table.range.as_ref()];
    let parts = names.into_iter().flatten().filter_map(|part| item.get_key_value(&part.name));
    Value::Object(parts.map(|(name, value)| (name.clone(), value.clone())).collect())
}
