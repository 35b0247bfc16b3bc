//! A function's resource policy: statements by their ids.

use super::super::policies;
use super::super::resource::{Held as _, Resource};
use super::model::Function;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use policy::PolicyType;
use policy::arn::is_account_id;
use serde_json::{Map, Value, json};

/// A principal as the statement has it: an account, an ARN, a service or everyone.
fn principal(given: &str) -> Value {
    if is_account_id(given) {
        return json!({"AWS": format!("arn:aws:iam::{given}:root")});
    }
    match given {
        "*" => "*".into(),
        service if service.ends_with(".amazonaws.com") => json!({"Service": service}),
        arn => json!({"AWS": arn}),
    }
}

fn condition(ok: &Authorized) -> Map<String, Value> {
    let input = ok.input();
    let mut equals = Map::new();
    for (key, name) in [("AWS:SourceAccount", "SourceAccount"), ("aws:PrincipalOrgID", "PrincipalOrgID")] {
        equals.extend(input.opt_text(name).map(|value| (key.to_owned(), value.into())));
    }
    let mut condition = Map::new();
    if !equals.is_empty() {
        condition.insert("StringEquals".to_owned(), equals.into());
    }
    if let Some(source) = input.opt_text("SourceArn") {
        condition.insert("ArnLike".to_owned(), json!({"AWS:SourceArn": source}));
    }
    condition
}

pub(super) fn add(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    let id = input.text("StatementId")?;
    if policies::has_statement(resource, id) {
        let message = format!(
            "The statement id ({id}) provided already exists. Please provide a new statement id, or remove the \
             existing statement."
        );
        return Err(ApiError::new("ResourceConflictException", 409, message));
    }
    let mut statement = json!({
        "Sid": id,
        "Effect": "Allow",
        "Principal": principal(input.text("Principal")?),
        "Action": input.text("Action")?,
        "Resource": resource.arn,
    });
    let condition = condition(ok);
    if !condition.is_empty() {
        statement["Condition"] = condition.into();
    }
    policies::add_statement(world, resource, "default", &statement, PolicyType::LambdaFunction)?;
    Ok(Map::from_iter([("Statement".to_owned(), statement.to_string().into())]))
}

pub(super) fn remove(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let id = ok.input().text("StatementId")?;
    if !policies::has_statement(resource, id) {
        let message = format!("Statement {id} is not found in resource policy.");
        return Err(ApiError::new("ResourceNotFoundException", 404, message));
    }
    policies::remove_statement(resource, id)?;
    Ok(Map::new())
}

pub(super) fn get(_: &Authorized, world: &World, resource: &Resource) -> Output {
    let policy = policies::shown(world, resource).ok_or_else(|| {
        let message = "The resource you requested does not exist.";
        ApiError::new("ResourceNotFoundException", 404, message)
    })?;
    let revision = Function::of(resource)?.revision.as_str();
    Ok(Map::from_iter([("Policy".to_owned(), policy.into()), ("RevisionId".to_owned(), revision.into())]))
}
