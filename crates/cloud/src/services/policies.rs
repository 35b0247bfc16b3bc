//! Policies of resources: saved as AWS saves them, and statements added and taken away by their Sid.

use super::resource::Resource;
use crate::error::ApiError;
use crate::iam::{readable, save_resource_policy};
use crate::stored_policy::StoredPolicy;
use crate::world::World;
use policy::{Policy, PolicyType};
use serde_json::{Value, json};

/// Checks a policy and puts it on a resource.
pub(super) fn set(
    world: &World,
    resource: &mut Resource,
    text: &str,
    kind: PolicyType<'_>,
) -> Result<(), ApiError> {
    resource.policy = Some(save_resource_policy(world, text, kind)?);
    Ok(())
}

/// A resource's policy as it is shown.
pub(super) fn shown(world: &World, resource: &Resource) -> Option<String> {
    resource.policy.as_ref().map(|policy| readable(world, policy))
}

/// Adds a statement, which is checked alone: those before it stay as they are, also where they name who is
/// no more.
pub(super) fn add_statement(
    world: &World,
    resource: &mut Resource,
    id: &str,
    statement: &Value,
    kind: PolicyType<'_>,
) -> Result<(), ApiError> {
    let alone = json!({"Version": "2012-10-17", "Id": id, "Statement": [statement]}).to_string();
    let saved = save_resource_policy(world, &alone, kind)?;
    let Some(old) = &resource.policy else {
        resource.policy = Some(saved);
        return Ok(());
    };
    let mut document = parsed(old);
    let mut statements = statements(&document);
    statements.extend(self::statements(&parsed(&saved)));
    document["Statement"] = statements.into();
    resource.policy = Some(compiled(&document)?);
    Ok(())
}

/// Whether a resource's policy has a statement with this Sid.
pub(super) fn has_statement(resource: &Resource, sid: &str) -> bool {
    let document = resource.policy.as_ref().map(parsed).unwrap_or_default();
    statements(&document).iter().any(|statement| statement["Sid"] == sid)
}

/// Takes a statement away; with the last one goes the policy.
pub(super) fn remove_statement(resource: &mut Resource, sid: &str) -> Result<(), ApiError> {
    let Some(policy) = &resource.policy else { return Ok(()) };
    let mut document = parsed(policy);
    let mut statements = statements(&document);
    statements.retain(|statement| statement["Sid"] != sid);
    let is_empty = statements.is_empty();
    document["Statement"] = statements.into();
    resource.policy = if is_empty { None } else { Some(compiled(&document)?) };
    Ok(())
}

fn parsed(policy: &StoredPolicy) -> Value {
    serde_json::from_str(policy.text()).unwrap_or_default()
}

/// The statements, of which one may stand without a list around it.
fn statements(document: &Value) -> Vec<Value> {
    match document.get("Statement") {
        Some(Value::Array(list)) => list.clone(),
        Some(Value::Null) | None => Vec::new(),
        Some(only) => vec![only.clone()],
    }
}

fn compiled(document: &Value) -> Result<StoredPolicy, ApiError> {
    let policy = Policy::parse(&document.to_string());
    policy.map(StoredPolicy).map_err(|_| ApiError::new("InternalFailure", 500, "The policy cannot be saved."))
}
