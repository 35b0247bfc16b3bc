//! Tables themselves.

use super::super::resource::{Held, Resource};
use super::super::table::Made;
use super::super::tags as table_tags;
use super::items::size;
use super::model::{KeyPart, Table};
use super::{invalid, keys, only_simulated};
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use imbl::OrdMap;
use serde_json::{Map, Value, json};

pub(super) fn show(resource: &Resource) -> Value {
    resource.name("table/").into()
}

pub(super) fn make(ok: &Authorized, world: &World, arn: &str) -> Result<Made, ApiError> {
    let input = ok.input();
    only_simulated(
        input,
        &[
            "LocalSecondaryIndexes",
            "GlobalSecondaryIndexes",
            "StreamSpecification",
            "VectorIndexes",
            "ResourcePolicy",
        ],
    )?;
    if world.resource(arn).is_some() {
        let message = format!("Table already exists: {}", input.text("TableName")?);
        return Err(ApiError::new("ResourceInUseException", 400, message));
    }
    let part = |role: &str| key_part(input.list("KeySchema"), input.list("AttributeDefinitions"), role);
    let hash = part("HASH")?.ok_or_else(|| {
        invalid("One or more parameter values were invalid: The table must have a HASH key.")
    })?;
    let range = part("RANGE")?;
    if input.list("AttributeDefinitions").len() != 1 + usize::from(range.is_some()) {
        let reason = "Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions";
        return Err(invalid(format!("One or more parameter values were invalid: {reason}")));
    }
    let kms_key = keys::of_new_table(world, ok.account(), ok.region(), input)?;
    let protected = input.flag("DeletionProtectionEnabled");
    let table = Table { hash, range, kms_key, protected, items: OrdMap::new() };
    let resource = Resource { tags: table_tags::given(input), ..Resource::new(arn, ok.now(), table) };
    let output = Map::from_iter([("TableDescription".to_owned(), described(&resource, "CREATING")?)]);
    Ok(Made { resource: Some(resource), output })
}

/// The key attribute with a role, with its type.
fn key_part(schema: &[Value], definitions: &[Value], role: &str) -> Result<Option<KeyPart>, ApiError> {
    let Some(element) = schema.iter().find(|element| element["KeyType"] == role) else { return Ok(None) };
    let name = element["AttributeName"].as_str().unwrap_or_default();
    let definition = definitions.iter().find(|definition| definition["AttributeName"] == name);
    let kind = definition.and_then(|definition| definition["AttributeType"].as_str()).ok_or_else(|| {
        let reason = "Some index key attributes are not defined in AttributeDefinitions.";
        invalid(format!(
            "One or more parameter values were invalid: {reason} Keys: [{name}], AttributeDefinitions: []"
        ))
    })?;
    Ok(Some(KeyPart { name: name.to_owned(), kind: kind.to_owned() }))
}

fn described(resource: &Resource, status: &str) -> Result<Value, ApiError> {
    let table = Table::of(resource)?;
    let parts = || [(Some(&table.hash), "HASH"), (table.range.as_ref(), "RANGE")].into_iter();
    let definitions: Value = parts()
        .filter_map(|(part, _)| part)
        .map(|part| json!({"AttributeName": part.name, "AttributeType": part.kind}))
        .collect();
    let schema: Value = parts()
        .filter_map(|(part, role)| Some(json!({"AttributeName": part?.name, "KeyType": role})))
        .collect();
    let bytes: usize = table.items.values().map(|item| size(item)).sum();
    let mut out = json!({
        "AttributeDefinitions": definitions,
        "TableName": resource.name("table/"),
        "KeySchema": schema,
        "TableStatus": status,
        "CreationDateTime": resource.created.iso(),
        "TableSizeBytes": bytes,
        "ItemCount": table.items.len(),
        "TableArn": resource.arn,
        "DeletionProtectionEnabled": table.protected,
    });
    if let Some(encryption) = keys::described(table) {
        out["SSEDescription"] = encryption;
    }
    Ok(out)
}

pub(super) fn describe(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("Table".to_owned(), described(resource, "ACTIVE")?)]))
}

pub(super) fn remove(_: &Authorized, resource: &Resource) -> Output {
    if Table::of(resource)?.protected {
        let message = "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
        return Err(invalid(message));
    }
    Ok(Map::from_iter([("TableDescription".to_owned(), described(resource, "DELETING")?)]))
}

pub(super) fn tags(_: &Authorized, _: &World, resource: &Resource) -> Output {
    Ok(Map::from_iter([("Tags".to_owned(), table_tags::as_list(resource))]))
}
