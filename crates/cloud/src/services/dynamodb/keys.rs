//! Tables that are encrypted with a key of the customer's: DynamoDB uses it with the permissions of whoever makes the
//! table or works with its items. (It asks once in five minutes for each caller; here every time.)
//! Source: DynamoDB's developer guide, usage notes on encryption at rest; the order of the checks is our choice.

use super::super::kms::{KEY, Use};
use super::super::resource::Held as _;
use super::super::table::Place;
use super::model::Table;
use super::{NAMED, TABLE, invalid};
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Check, Planning};
use crate::world::World;
use serde_json::Value;

type Planned = Result<Vec<Check>, ApiError>;

/// What making a table asks of its key.
const MAKING: [&str; 4] = ["kms:DescribeKey", "kms:CreateGrant", "kms:GenerateDataKey", "kms:Decrypt"];

/// The key that a request for a new table names; none for the keys that are DynamoDB's or AWS's own.
fn named(input: &Input) -> Option<&str> {
    let wanted = input.get("SSESpecification").filter(|sse| sse["Enabled"] == true)?;
    wanted["KMSMasterKeyId"].as_str().filter(|key| *key != "alias/aws/dynamodb")
}

/// The ARN of the key for a new table.
pub(super) fn of_new_table(
    world: &World,
    account: &str,
    region: &str,
    input: &Input,
) -> Result<Option<String>, ApiError> {
    let other =
        input.get("SSESpecification").and_then(|sse| sse["SSEType"].as_str()).filter(|kind| *kind != "KMS");
    if let Some(kind) = other {
        return Err(invalid(format!(
            "One or more parameter values were invalid: Unsupported SSEType: {kind}"
        )));
    }
    named(input).map(|key| KEY.arn(&Place { world, account, region, input }, key)).transpose()
}

pub(super) fn create_checks(p: &Planning<'_>) -> Planned {
    let mut checks = vec![super::NEW.check(&Planning { action: "dynamodb:CreateTable", ..*p })?];
    let place = Place::of(p);
    if let Some(key) = of_new_table(p.world, place.account, place.region, p.input)? {
        let name = p.input.text("TableName")?;
        checks.extend(MAKING.map(|action| on_key(p, action, name, place.region, &key)));
    }
    Ok(checks)
}

fn on_key(p: &Planning<'_>, action: &'static str, table: &str, region: &str, key: &str) -> Check {
    let service = Use { service: "dynamodb", region, context: ("aws:dynamodb:tableName", table) };
    service.called_check(p, action, key)
}

/// On the table, and where it has a key of the customer's on that too.
fn item_checks(p: &Planning<'_>, action: &'static str) -> Planned {
    let mut checks = vec![NAMED.check(&Planning { action, ..*p })?];
    let arn = TABLE.arn(&Place::of(p), p.input.text("TableName")?)?;
    if let Some(resource) = TABLE.get(p.world, &arn)
        && let Some(key) = Table::of(resource)?.kms_key.as_deref()
    {
        checks.push(on_key(p, "kms:Decrypt", resource.name("table/"), resource.region(), key));
    }
    Ok(checks)
}

pub(super) fn put_checks(p: &Planning<'_>) -> Planned {
    item_checks(p, "dynamodb:PutItem")
}

pub(super) fn get_checks(p: &Planning<'_>) -> Planned {
    item_checks(p, "dynamodb:GetItem")
}

pub(super) fn delete_checks(p: &Planning<'_>) -> Planned {
    item_checks(p, "dynamodb:DeleteItem")
}

pub(super) fn scan_checks(p: &Planning<'_>) -> Planned {
    item_checks(p, "dynamodb:Scan")
}

/// `SSEDescription`, for tables that say how they are encrypted.
pub(super) fn described(table: &Table) -> Option<Value> {
    let key = table.kms_key.as_deref()?;
    Some(serde_json::json!({"Status": "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": key}))
}
