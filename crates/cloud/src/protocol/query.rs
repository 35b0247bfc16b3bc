//! The AWS query protocol of IAM, STS and SNS, and EC2's, which differs in names only: a form with `Action`,
//! `Version` and flattened parameters.

use super::{Endpoint, find, host};
use crate::encoding::{decode_form, encode_form};
use crate::error::ApiError;
use crate::model::{Kind, Member, OperationModel, ServiceModel, Shape};
use crate::request::{Call, HttpRequest};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A request names at most this many members of a list; AWS's own limits are far lower.
const MOST_MEMBERS: usize = 1_000;

pub(super) fn encode(
    call: &Call,
    service: &ServiceModel,
    operation: &OperationModel,
) -> Result<HttpRequest, ApiError> {
    let mut form =
        vec![("Action".to_owned(), call.operation.clone()), ("Version".to_owned(), service.version.clone())];
    let input = service.input(operation);
    for (name, value) in &call.params {
        let member = input
            .and_then(|input| input.get(name))
            .ok_or_else(|| ApiError::validation(format!("Unknown parameter {name}.")))?;
        flatten(service, &member, member.wire_name.unwrap_or(name), value, &mut form)?;
    }
    Ok(HttpRequest {
        method: "POST".to_owned(),
        host: host(&call.service, &call.region),
        path: "/".to_owned(),
        query: Vec::new(),
        headers: vec![(
            "content-type".to_owned(),
            "application/x-www-form-urlencoded; charset=utf-8".to_owned(),
        )],
        body: encode_form(&form).into_bytes(),
    })
}

/// Where the items of a list or the entries of a map stand: `Name.member`, `Name.entry`, or `Name` if flattened.
fn items(shape: &Shape, name: &str) -> String {
    let each = match (shape.element(), shape.entry()) {
        _ if shape.flattened => return name.to_owned(),
        (Some(element), _) => element.wire_name.unwrap_or("member"),
        _ => "entry",
    };
    format!("{name}.{each}")
}

/// What the keys and values of a map's entries are called.
fn sides(key: &Member, value: &Member) -> (&'static str, &'static str) {
    (key.wire_name.unwrap_or("key"), value.wire_name.unwrap_or("value"))
}

fn flatten(
    service: &ServiceModel,
    member: &Member,
    name: &str,
    value: &Value,
    form: &mut Vec<(String, String)>,
) -> Result<(), ApiError> {
    let wrong = || ApiError::validation(format!("Parameter {name} has the wrong type."));
    let (_, shape) = service.of(member).ok_or_else(wrong)?;
    match shape.kind {
        Kind::List => {
            let (element, place) = (shape.element().ok_or_else(wrong)?, items(shape, name));
            for (i, item) in value.as_array().ok_or_else(wrong)?.iter().enumerate() {
                flatten(service, element, &format!("{place}.{}", i + 1), item, form)?;
            }
        }
        Kind::Map => {
            let ((key, value_member), place) = (shape.entry().ok_or_else(wrong)?, items(shape, name));
            let (key_side, value_side) = sides(key, value_member);
            for (i, (key, item)) in value.as_object().ok_or_else(wrong)?.iter().enumerate() {
                form.push((format!("{place}.{}.{key_side}", i + 1), key.clone()));
                flatten(service, value_member, &format!("{place}.{}.{value_side}", i + 1), item, form)?;
            }
        }
        Kind::Structure => {
            for (key, item) in value.as_object().ok_or_else(wrong)? {
                let member = shape.get(key).ok_or_else(wrong)?;
                let key = member.wire_name.unwrap_or(key);
                flatten(service, &member, &format!("{name}.{key}"), item, form)?;
            }
        }
        _ => form.push((name.to_owned(), scalar(value).ok_or_else(wrong)?)),
    }
    Ok(())
}

/// A scalar as text.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Text as the scalar that its type says.
pub(super) fn typed(shape: &Shape, text: &str) -> Option<Value> {
    match shape.kind {
        Kind::Integer | Kind::Long => text.parse::<i64>().ok().map(Value::from),
        Kind::Float | Kind::Double => text.parse::<f64>().ok().map(Value::from),
        Kind::Boolean => text.parse::<bool>().ok().map(Value::from),
        _ => Some(Value::from(text)),
    }
}

pub(super) fn decode(
    http: &HttpRequest,
    endpoint: &Endpoint<'_>,
    service: &ServiceModel,
) -> Result<Call, ApiError> {
    let form = std::str::from_utf8(&http.body)
        .ok()
        .and_then(decode_form)
        .ok_or_else(|| ApiError::new("MalformedInput", 400, "The request body is not a valid form."))?;
    let mut fields: BTreeMap<String, String> = form.into_iter().collect();
    let action = fields
        .remove("Action")
        .ok_or_else(|| ApiError::new("MissingAction", 400, "The request names no Action."))?;
    if fields.remove("Version").as_deref() != Some(service.version.as_str()) {
        let message = format!("Could not find operation {action} for this version.");
        return Err(ApiError::new("InvalidAction", 400, message));
    }
    let (_, operation) = find(endpoint.service, &action)?;
    let mut params = Map::new();
    if let Some(input) = service.input(operation) {
        for (name, member) in input.members() {
            if let Some(value) = gather(service, &member, member.wire_name.unwrap_or(name), &fields)? {
                params.insert(name.to_owned(), value);
            }
        }
    }
    Ok(Call {
        service: endpoint.service.to_owned(),
        operation: action,
        params,
        region: endpoint.region.to_owned(),
    })
}

fn gather(
    service: &ServiceModel,
    member: &Member,
    name: &str,
    fields: &BTreeMap<String, String>,
) -> Result<Option<Value>, ApiError> {
    let Some((_, shape)) = service.of(member) else { return Ok(None) };
    match shape.kind {
        Kind::List => {
            let Some(element) = shape.element() else { return Ok(None) };
            let place = items(shape, name);
            let item = |i| gather(service, element, &format!("{place}.{i}"), fields);
            let found = numbered(name, item)?;
            Ok((!found.is_empty()).then(|| Value::from(found)))
        }
        Kind::Map => {
            let Some((key, value)) = shape.entry() else { return Ok(None) };
            let (place, (key_side, value_side)) = (items(shape, name), sides(key, value));
            let entry = |i| {
                let Some(key) = fields.get(&format!("{place}.{i}.{key_side}")) else { return Ok(None) };
                let item = gather(service, value, &format!("{place}.{i}.{value_side}"), fields)?;
                Ok(item.map(|item| (key.clone(), item)))
            };
            let found: Map<String, Value> = numbered(name, entry)?.into_iter().collect();
            Ok((!found.is_empty()).then(|| Value::from(found)))
        }
        Kind::Structure => {
            let mut members = Map::new();
            for (key, member) in shape.members() {
                let wire = member.wire_name.unwrap_or(key);
                if let Some(value) = gather(service, &member, &format!("{name}.{wire}"), fields)? {
                    members.insert(key.to_owned(), value);
                }
            }
            Ok((!members.is_empty()).then(|| Value::from(members)))
        }
        _ => match fields.get(name) {
            None => Ok(None),
            Some(text) => typed(shape, text).map(Some).ok_or_else(|| {
                ApiError::new("MalformedInput", 400, format!("Parameter {name} has the wrong type."))
            }),
        },
    }
}

/// What stands under 1, 2, 3 … up to the first number that has nothing.
fn numbered<T>(name: &str, at: impl Fn(usize) -> Result<Option<T>, ApiError>) -> Result<Vec<T>, ApiError> {
    let mut found = Vec::new();
    while let Some(item) = at(found.len() + 1)? {
        found.push(item);
        if found.len() > MOST_MEMBERS {
            return Err(ApiError::validation(format!("Parameter {name} has too many members.")));
        }
    }
    Ok(found)
}
