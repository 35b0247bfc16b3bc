//! Lambda: functions with execution roles and resource policies. Code is not run: a function that is invoked answers
//! with the event that it was given, and writes to its log group what its role lets it write. Versions, aliases and
//! event sources are not simulated. Source: spec s3-api.md §7; the service's public model.

mod functions;
pub(super) mod invoke;
pub(crate) mod model;
mod permissions;
mod settings;

use super::resource::{Body, Resource};
use super::table::{Context, Does, Kind, Listed, On, Place, row};
use super::tags;
use crate::arn;
use crate::error::ApiError;
use crate::operation::{Access, Checks, Operation, Planning, Rows, Run};

/// Functions.
pub(crate) static FUNCTION: Kind = Kind {
    service: "lambda",
    prefix: "function:",
    noun: "function",
    is: |body| matches!(body, Body::Function(_)),
    listed: Listed::Everything,
    find: |_, place, text| find(place, text),
    missing: |arn| ApiError::new("ResourceNotFoundException", 404, format!("Function not found: {arn}")),
    context,
    spelled: Kind::by_arn,
};

/// The ARN of a function by its name, its ARN or the end of it. There is one version only.
fn find(place: &Place<'_>, text: &str) -> Result<String, ApiError> {
    let (account, rest) = match text.strip_prefix("arn:") {
        Some(_) => (arn::account(text), text.splitn(7, ':').nth(6).unwrap_or_default()),
        None => match text.split_once(":function:") {
            Some((account, rest)) => (Some(account), rest),
            None => (None, text.strip_prefix("function:").unwrap_or(text)),
        },
    };
    let (name, version) = rest.split_once(':').unwrap_or((rest, ""));
    let region = arn::region(text).filter(|_| text.starts_with("arn:")).unwrap_or(place.region);
    let arn = arn::regional("lambda", region, account.unwrap_or(place.account), &format!("function:{name}"));
    let version = place.input.opt_text("Qualifier").unwrap_or(version);
    if matches!(version, "" | "$LATEST") {
        return Ok(arn);
    }
    Err((FUNCTION.missing)(&format!("{arn}:{version}")))
}

fn context(p: &Planning<'_>, _: Option<&Resource>) -> Context {
    let principal = p.input.opt_text("Principal");
    principal
        .map(|principal| ("lambda:Principal".to_owned(), vec![principal.to_owned()]))
        .into_iter()
        .collect()
}

const NAMED: On = On::One(&FUNCTION, "FunctionName");
const TAGGED: On = On::One(&FUNCTION, "Resource");

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("ListFunctions", Access::List, "lambda:ListFunctions", On::All(&FUNCTION), Does::List(|_, _| true, functions::show),
        "aws lambda list-functions"),
    Operation {
        service: "lambda", name: "CreateFunction", access: Access::Write,
        checks: Checks::Custom(functions::new_checks), run: Run::Row(On::New(&FUNCTION, "FunctionName"), Does::Make(functions::make)),
        example: "aws lambda create-function --function-name orders --runtime python3.13 --handler app.handler --role arn:aws:iam::111122223333:role/orders --zip-file fileb://function.zip",
    },
    row("GetFunction", Access::Read, "lambda:GetFunction", NAMED, Does::Look(functions::get),
        "aws lambda get-function --function-name orders"),
    row("GetFunctionConfiguration", Access::Read, "lambda:GetFunctionConfiguration", NAMED, Does::Look(|_, _, function| functions::configuration(function)),
        "aws lambda get-function-configuration --function-name orders"),
    Operation {
        service: "lambda", name: "UpdateFunctionConfiguration", access: Access::Write,
        checks: Checks::Custom(functions::update_checks), run: Run::Row(NAMED, Does::Change(functions::update)),
        example: "aws lambda update-function-configuration --function-name orders --timeout 10",
    },
    row("DeleteFunction", Access::Write, "lambda:DeleteFunction", NAMED, Does::Remove(functions::remove),
        "aws lambda delete-function --function-name orders"),
    Operation {
        service: "lambda", name: "Invoke", access: Access::Write,
        checks: Checks::On("lambda:InvokeFunction", NAMED), run: Run::Write(invoke::run),
        example: "aws lambda invoke --function-name orders out.json",
    },
    row("AddPermission", Access::PermissionsManagement, "lambda:AddPermission", NAMED, Does::Change(permissions::add),
        "aws lambda add-permission --function-name orders --statement-id news --action lambda:InvokeFunction --principal sns.amazonaws.com --source-arn arn:aws:sns:us-east-1:111122223333:news"),
    row("RemovePermission", Access::PermissionsManagement, "lambda:RemovePermission", NAMED, Does::Change(permissions::remove),
        "aws lambda remove-permission --function-name orders --statement-id news"),
    row("GetPolicy", Access::Read, "lambda:GetPolicy", NAMED, Does::Look(permissions::get),
        "aws lambda get-policy --function-name orders"),
    row("TagResource", Access::Tagging, "lambda:TagResource", TAGGED, Does::Change(tags::put),
        "aws lambda tag-resource --resource arn:aws:lambda:us-east-1:111122223333:function:orders --tags team=blue"),
    row("UntagResource", Access::Tagging, "lambda:UntagResource", TAGGED, Does::Change(tags::take),
        "aws lambda untag-resource --resource arn:aws:lambda:us-east-1:111122223333:function:orders --tag-keys team"),
    row("ListTags", Access::Read, "lambda:ListTags", TAGGED, Does::Look(functions::tags),
        "aws lambda list-tags --resource arn:aws:lambda:us-east-1:111122223333:function:orders"),
];
