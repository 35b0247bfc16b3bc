//! `AddPermission` and `RemovePermission`: statements of the queue policy by their labels.

use super::super::policies::{add_statement, has_statement, remove_statement};
use super::super::resource::Resource;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use policy::PolicyType;
use serde_json::{Map, Value, json};

pub(super) fn add(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    let label = input.text("Label")?;
    if has_statement(resource, label) {
        return Err(invalid(&format!(
            "Value {label} for parameter Label is invalid. Reason: Already exists."
        )));
    }
    let accounts: Vec<String> =
        input.texts("AWSAccountIds").iter().map(|id| format!("arn:aws:iam::{id}:root")).collect();
    let actions: Vec<String> = input.texts("Actions").iter().map(|name| format!("SQS:{name}")).collect();
    let statement = json!({
        "Sid": label, "Effect": "Allow", "Principal": {"AWS": one_or_all(accounts)},
        "Action": one_or_all(actions), "Resource": resource.arn,
    });
    let id = format!("{}/SQSDefaultPolicy", resource.arn);
    add_statement(world, resource, &id, &statement, PolicyType::SqsQueue)?;
    Ok(Map::new())
}

fn one_or_all(mut items: Vec<String>) -> Value {
    if items.len() == 1 { items.remove(0).into() } else { items.into() }
}

pub(super) fn remove(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let label = ok.input().text("Label")?;
    if !has_statement(resource, label) {
        return Err(invalid(&format!(
            "Value {label} for parameter Label is invalid. Reason: can't find label."
        )));
    }
    remove_statement(resource, label)?;
    Ok(Map::new())
}

fn invalid(message: &str) -> ApiError {
    ApiError::new("InvalidParameterValue", 400, message)
}
