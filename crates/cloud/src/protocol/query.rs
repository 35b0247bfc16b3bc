//! The AWS query protocol of IAM and STS: a form with `Action`, `Version` and flattened parameters.

use super::{Endpoint, find, host};
use crate::encoding::{decode_form, encode_form};
use crate::error::ApiError;
use crate::model::{Kind, OperationModel, ServiceModel, Shape};
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
    for (name, value) in &call.params {
        let shape = service
            .input(operation)
            .and_then(|input| input.get(name))
            .and_then(|member| service.of(&member).map(|(_, shape)| shape))
            .ok_or_else(|| ApiError::validation(format!("Unknown parameter {name}.")))?;
        flatten(service, shape, name, value, &mut form)?;
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

fn flatten(
    service: &ServiceModel,
    shape: &Shape,
    name: &str,
    value: &Value,
    form: &mut Vec<(String, String)>,
) -> Result<(), ApiError> {
    let wrong = || ApiError::validation(format!("Parameter {name} has the wrong type."));
    match shape.kind {
        Kind::List => {
            let element = shape.element().and_then(|m| service.of(m)).ok_or_else(wrong)?.1;
            for (i, item) in value.as_array().ok_or_else(wrong)?.iter().enumerate() {
                flatten(service, element, &format!("{name}.member.{}", i + 1), item, form)?;
            }
        }
        Kind::Structure => {
            for (key, item) in value.as_object().ok_or_else(wrong)? {
                let member = shape.get(key).ok_or_else(wrong)?;
                let inner = service.of(&member).ok_or_else(wrong)?.1;
                flatten(service, inner, &format!("{name}.{key}"), item, form)?;
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
            let Some((_, shape)) = service.of(&member) else { continue };
            if let Some(value) = gather(service, shape, name, &fields)? {
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
    shape: &Shape,
    name: &str,
    fields: &BTreeMap<String, String>,
) -> Result<Option<Value>, ApiError> {
    match shape.kind {
        Kind::List => {
            let Some((_, element)) = shape.element().and_then(|m| service.of(m)) else { return Ok(None) };
            let mut items = Vec::new();
            while let Some(item) =
                gather(service, element, &format!("{name}.member.{}", items.len() + 1), fields)?
            {
                items.push(item);
                if items.len() > MOST_MEMBERS {
                    return Err(ApiError::validation(format!("Parameter {name} has too many members.")));
                }
            }
            Ok((!items.is_empty()).then(|| Value::from(items)))
        }
        Kind::Structure => {
            let mut members = Map::new();
            for (key, member) in shape.members() {
                let Some((_, inner)) = service.of(&member) else { continue };
                if let Some(value) = gather(service, inner, &format!("{name}.{key}"), fields)? {
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
