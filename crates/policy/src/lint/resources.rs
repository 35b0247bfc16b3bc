use super::finding::{Class, Finding, Fix};
use super::{Review, listed};
use crate::Spanned;
use crate::arn::{Arn, is_account_id};
use crate::document::{Element, Statement};
use crate::table::{Action, ActionTable, Service, overlaps};

/// Actions that no resource of the statement is for: an object action on a bucket's ARN.
pub(super) fn unfit_for_actions(review: &Review<'_>, findings: &mut Vec<Finding>) {
    for statement in review.statements() {
        let Some(resources) = statement.resource.as_ref().filter(|element| !listed(element).is_empty())
        else {
            continue;
        };
        for value in listed(&statement.action).iter().filter(|value| value.value.contains(':')) {
            findings.extend(unfit_action(value, statement, resources, review.table));
        }
    }
}

fn unfit_action(
    value: &Spanned<String>,
    statement: &Statement,
    resources: &Element,
    table: &ActionTable,
) -> Option<Finding> {
    let mut matching = table.matching(&value.value).peekable();
    let (service, action) = *matching.peek()?;
    if matching.any(|(service, action)| fits(service, action, resources)) {
        return None;
    }
    let name = &value.value;
    let mut kinds = service.resource_types(action).peekable();
    let Some(kind) = kinds.peek() else {
        let message = format!("`{name}` cannot be limited to single resources: it needs the resource `*`.");
        return Some(Finding::new(Class::Warning, "RESOURCE_NOT_FOR_ACTION", resources.span, message));
    };
    let arn = &kind.arn;
    let message = format!("`{name}` is done to a resource like `{arn}`, and no resource here is one.");
    let fix = kinds.any(|kind| kind.name == "object").then(|| with_objects(resources)).flatten();
    let span = if statement.resource.is_some() { value.span } else { statement.span };
    Some(Finding::new(Class::Warning, "RESOURCE_NOT_FOR_ACTION", span, message).with_fix(fix))
}

fn fits(service: &Service, action: &Action, resources: &Element) -> bool {
    let mut kinds = service.resource_types(action).peekable();
    if kinds.peek().is_none() {
        return resources.values.iter().any(|value| value.value == "*");
    }
    kinds.any(|kind| resources.values.iter().any(|value| overlaps(&value.value, kind)))
}

/// Adds the objects in the first bucket that the statement names.
fn with_objects(resources: &Element) -> Option<Fix> {
    let is_bucket = |value: &&Spanned<String>| {
        Arn::parse(&value.value).is_some_and(|arn| arn.service == "s3" && !arn.resource.contains(['/', '*']))
    };
    let bucket = resources.values.iter().find(is_bucket)?;
    let (plain, objects) = (format!("\"{}\"", bucket.value), format!("\"{}/*\"", bucket.value));
    let is_lone_string = resources.span == bucket.span;
    let text = if is_lone_string { format!("[{plain}, {objects}]") } else { format!("{plain}, {objects}") };
    Some(Fix::replace("Add the objects in the bucket", bucket.span, text))
}

/// Accounts, Regions and services of ARNs that cannot be.
pub(super) fn arn_typos(review: &Review<'_>, findings: &mut Vec<Finding>) {
    let resources = review.statements().filter_map(|statement| statement.resource.as_ref());
    for value in resources.flat_map(|element| &element.values) {
        let typo = Arn::parse(&value.value).and_then(|arn| arn_typo(&arn, review.table));
        findings.extend(typo.map(|(code, message)| Finding::error(code, value.span, message)));
    }
}

fn arn_typo(arn: &Arn<'_>, table: &ActionTable) -> Option<(&'static str, String)> {
    let Arn { service, region, account, .. } = *arn;
    let is_open = |part: &str| part.contains(['*', '?', '$']);
    if service == "s3" && is_plain_bucket(arn) && !account.is_empty() {
        let message = "A bucket's ARN names no account: `arn:aws:s3:::bucket`.".to_owned();
        return Some(("INVALID_ARN_ACCOUNT", message));
    }
    if !is_open(service) && !service.is_empty() && table.service(service).is_none() && !is_other(service) {
        return Some(("INVALID_SERVICE_IN_ARN", format!("There is no service `{service}`.")));
    }
    if !region.is_empty() && !is_open(region) && !is_region(region) {
        return Some(("INVALID_ARN_REGION", format!("`{region}` is no Region, such as `us-east-1`.")));
    }
    let is_account = is_account_id(account) || matches!(account, "" | "aws" | "cloudfront");
    (!is_account && !is_open(account)).then(|| {
        ("INVALID_ARN_ACCOUNT", format!("`{account}` is no account: an account id has twelve digits."))
    })
}

/// Whether an S3 ARN is that of a bucket or object, and not of an access point or job.
fn is_plain_bucket(arn: &Arn<'_>) -> bool {
    let kinds = ["accesspoint", "job/", "storage-lens", "access-grants"];
    !kinds.iter().any(|kind| arn.resource.starts_with(kind))
}

/// Services in ARNs that have no actions of that prefix.
fn is_other(service: &str) -> bool {
    matches!(service, "elasticloadbalancing" | "execute-api" | "apigateway" | "catalog" | "cloudhsm")
}

/// `us-east-1`, `us-gov-west-1`, `ap-southeast-12`
fn is_region(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [area, direction @ .., number] = &parts[..] else {
        return false;
    };
    let is_word = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    area.len() == 2 && is_word(area) && !direction.is_empty() && direction.iter().all(is_word) && is_number
}
