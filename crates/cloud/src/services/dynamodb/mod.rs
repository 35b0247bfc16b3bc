//! DynamoDB: tables and items by their keys. Indexes, expressions, streams and transactions are not simulated.
//! Source: the service's public model.

mod items;
mod keys;
pub(super) mod model;
mod policy;
mod tables;

use super::resource::{Body, Held as _, Resource};
use super::table::{Context, Does, Kind, Listed, On, row};
use super::tags;
use crate::error::ApiError;
use crate::operation::{Access, Check, Checks, Operation, Planning, Rows, Run};
use model::Table;
use serde_json::Value;

/// Tables, by name or ARN.
pub(super) static TABLE: Kind = Kind {
    service: "dynamodb",
    prefix: "table/",
    noun: "table",
    is: |body| matches!(body, Body::Table(_)),
    listed: Listed::Arn("table/*"),
    find: |kind, place, text| kind.by_name_or_arn(place, text),
    missing: |_| ApiError::new("ResourceNotFoundException", 400, "Requested resource not found"),
    context,
    spelled: Kind::by_arn,
};

const NEW: On = On::New(&TABLE, "TableName");
const NAMED: On = On::One(&TABLE, "TableName");
const ARN: On = On::One(&TABLE, "ResourceArn");

/// `dynamodb:LeadingKeys` and its like: which items and attributes a request is about.
fn context(p: &Planning<'_>, table: Option<&Resource>) -> Context {
    let mut context: Context = Vec::new();
    let item = p.input.get("Key").or_else(|| p.input.get("Item")).and_then(Value::as_object);
    if let Some(item) = item {
        context.push(("dynamodb:Attributes".to_owned(), item.keys().cloned().collect()));
        let table = table.and_then(|table| Table::of(table).ok());
        let leading = table.and_then(|table| items::scalar(item.get(&table.hash.name)?));
        context.extend(leading.map(|value| ("dynamodb:LeadingKeys".to_owned(), vec![value])));
    }
    for (key, name) in [
        ("dynamodb:ReturnValues", "ReturnValues"),
        ("dynamodb:ReturnConsumedCapacity", "ReturnConsumedCapacity"),
        ("dynamodb:Select", "Select"),
    ] {
        context.extend(p.input.opt_text(name).map(|value| (key.to_owned(), vec![value.to_owned()])));
    }
    if p.action == "dynamodb:Scan" {
        context.push(("dynamodb:FullTableScan".to_owned(), vec!["true".to_owned()]));
    }
    context
}

/// An operation that a key of the customer's may have to allow, too.
const fn with_key(
    name: &'static str,
    access: Access,
    checks: fn(&Planning<'_>) -> Result<Vec<Check>, ApiError>,
    run: Run,
    example: &'static str,
) -> Operation {
    Operation { service: "dynamodb", name, access, checks: Checks::Custom(checks), run, example }
}

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("ListTables", Access::List, "dynamodb:ListTables", On::All(&TABLE), Does::List(|_, _| true, tables::show),
        "aws dynamodb list-tables"),
    with_key("CreateTable", Access::Write, keys::create_checks, Run::Row(NEW, Does::Make(tables::make)),
        "aws dynamodb create-table --table-name orders --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH --billing-mode PAY_PER_REQUEST"),
    row("DescribeTable", Access::Read, "dynamodb:DescribeTable", NAMED, Does::Look(tables::describe),
        "aws dynamodb describe-table --table-name orders"),
    row("DeleteTable", Access::Write, "dynamodb:DeleteTable", NAMED, Does::Remove(tables::remove),
        "aws dynamodb delete-table --table-name orders"),
    with_key("PutItem", Access::Write, keys::put_checks, Run::Row(NAMED, Does::Change(items::put)),
        r#"aws dynamodb put-item --table-name orders --item '{"id": {"S": "1"}}'"#),
    with_key("GetItem", Access::Read, keys::get_checks, Run::Row(NAMED, Does::Look(items::get)),
        r#"aws dynamodb get-item --table-name orders --key '{"id": {"S": "1"}}'"#),
    with_key("DeleteItem", Access::Write, keys::delete_checks, Run::Row(NAMED, Does::Change(items::delete)),
        r#"aws dynamodb delete-item --table-name orders --key '{"id": {"S": "1"}}'"#),
    with_key("Scan", Access::Read, keys::scan_checks, Run::Row(NAMED, Does::Look(items::scan)),
        "aws dynamodb scan --table-name orders"),
    row("GetResourcePolicy", Access::Read, "dynamodb:GetResourcePolicy", ARN, Does::Look(policy::get),
        "aws dynamodb get-resource-policy --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders"),
    row("PutResourcePolicy", Access::PermissionsManagement, "dynamodb:PutResourcePolicy", ARN, Does::Change(policy::put),
        "aws dynamodb put-resource-policy --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders --policy file://table-policy.json"),
    row("DeleteResourcePolicy", Access::PermissionsManagement, "dynamodb:DeleteResourcePolicy", ARN, Does::Change(policy::delete),
        "aws dynamodb delete-resource-policy --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders"),
    row("TagResource", Access::Tagging, "dynamodb:TagResource", ARN, Does::Change(tags::put),
        "aws dynamodb tag-resource --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders --tags Key=team,Value=blue"),
    row("UntagResource", Access::Tagging, "dynamodb:UntagResource", ARN, Does::Change(tags::take),
        "aws dynamodb untag-resource --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders --tag-keys team"),
    row("ListTagsOfResource", Access::Read, "dynamodb:ListTagsOfResource", ARN, Does::Look(tables::tags),
        "aws dynamodb list-tags-of-resource --resource-arn arn:aws:dynamodb:us-east-1:111122223333:table/orders"),
];

fn invalid(message: impl Into<String>) -> ApiError {
    ApiError::new("ValidationException", 400, message)
}

/// Refuses parameters whose effect is not simulated.
fn only_simulated(input: &crate::input::Input, names: &[&str]) -> Result<(), ApiError> {
    match names.iter().find(|name| input.has(name)) {
        None => Ok(()),
        Some(name) => {
            let message = format!("{name} is not simulated in IAM Playground. Nothing was changed.");
            Err(ApiError::not_simulated(message))
        }
    }
}
