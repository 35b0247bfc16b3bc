//! The REST-JSON protocol, Lambda's: method and path name the operation, the rest is in the query, in headers
//! and in a JSON body.

use super::json::{To, Translation, serialization};
use super::query::{scalar, typed};
use super::{Endpoint, host, not_simulated};
use crate::encoding::{decode as unescape, encode as escape};
use crate::error::ApiError;
use crate::model::{Kind, Location, Member, OperationModel, ServiceModel, Shape};
use crate::request::{Call, HttpRequest};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

#[inline(never)]
pub(super) fn encode(
    call: &Call,
    service: &ServiceModel,
    operation: &OperationModel,
) -> Result<HttpRequest, ApiError> {
    let (method, template) = operation.http.split_once(' ').unwrap_or(("GET", "/"));
    let mut http = HttpRequest {
        method: method.to_owned(),
        host: host(&call.service, &call.region),
        path: template.to_owned(),
        query: Vec::new(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    let mut body = Map::new();
    for (name, value) in &call.params {
        let member = service.input(operation).and_then(|input| Some((input, input.get(name)?)));
        let (input, member) = member.ok_or_else(|| unknown(name))?;
        let (_, shape) = service.of(&member).ok_or_else(|| unknown(name))?;
        let value = Translation { service, to: To::Wire }.value(shape, name, value.clone(), 0)?;
        if input.payload.as_deref() == Some(name) {
            http.body = BASE64.decode(value.as_str().unwrap_or_default()).map_err(|_| wrong(name))?;
        } else if member.location == Location::Body {
            body.insert(name.clone(), value);
        } else {
            place(&mut http, &member, name, &value)?;
        }
    }
    if !body.is_empty() {
        http.headers.push(("content-type".to_owned(), "application/json".to_owned()));
        http.body = Value::Object(body).to_string().into_bytes();
    }
    Ok(http)
}

fn unknown(name: &str) -> ApiError {
    ApiError::validation(format!("Unknown parameter {name}."))
}

fn wrong(name: &str) -> ApiError {
    ApiError::validation(format!("Parameter {name} has the wrong type."))
}

/// Puts a parameter into the path, the query or a header.
fn place(http: &mut HttpRequest, member: &Member, name: &str, value: &Value) -> Result<(), ApiError> {
    let wire = member.wire_name.unwrap_or(name);
    if let (Location::QueryString, Value::Array(items)) = (member.location, value) {
        for item in items {
            http.query.push((wire.to_owned(), scalar(item).ok_or_else(|| wrong(name))?));
        }
        return Ok(());
    }
    let text = scalar(value).ok_or_else(|| wrong(name))?;
    match member.location {
        Location::Uri => http.path = http.path.replace(&format!("{{{wire}}}"), &escape(&text)),
        Location::QueryString => http.query.push((wire.to_owned(), text)),
        _ => http.headers.push((wire.to_lowercase(), text)),
    }
    Ok(())
}

#[inline(never)]
pub(super) fn decode(
    http: &HttpRequest,
    endpoint: &Endpoint<'_>,
    service: &ServiceModel,
) -> Result<Call, ApiError> {
    let found = service.operations.iter().find_map(|(name, model)| {
        let (method, template) = model.http.split_once(' ')?;
        let in_path = segments(template, &http.path).filter(|_| method == http.method)?;
        Some((name, model, in_path))
    });
    let (name, operation, in_path) =
        found.ok_or_else(|| not_simulated(endpoint.service, &format!("{} {}", http.method, http.path)))?;
    let params = match service.input(operation) {
        Some(input) => params(http, service, input, &in_path)?,
        None => Map::new(),
    };
    Ok(Call {
        service: endpoint.service.to_owned(),
        operation: name.clone(),
        params,
        region: endpoint.region.to_owned(),
    })
}

/// What a path has where a template has names. `None` if it is not of its form.
fn segments(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    if template.split('/').count() != path.split('/').count() {
        return None;
    }
    let mut found = Vec::new();
    for (wanted, given) in template.split('/').zip(path.split('/')) {
        match wanted.strip_prefix('{').and_then(|name| name.strip_suffix('}')) {
            Some(name) => found.push((name.to_owned(), unescape(given)?)),
            None if wanted == given => {}
            None => return None,
        }
    }
    Some(found)
}

fn params(
    http: &HttpRequest,
    service: &ServiceModel,
    input: &Shape,
    in_path: &[(String, String)],
) -> Result<Map<String, Value>, ApiError> {
    let mut body = match &input.payload {
        Some(_) => Map::new(),
        None => body(http, service, input)?,
    };
    let mut params = Map::new();
    for (name, member) in input.members() {
        let Some((_, shape)) = service.of(&member) else { continue };
        let value = if input.payload.as_deref() == Some(name) {
            (!http.body.is_empty()).then(|| BASE64.encode(&http.body).into())
        } else if member.location == Location::Body {
            body.shift_remove(name)
        } else {
            taken(http, &member, name, shape, in_path)?
        };
        params.extend(value.map(|value| (name.to_owned(), value)));
    }
    Ok(params)
}

/// The members in a JSON body; only those of the body count.
fn body(http: &HttpRequest, service: &ServiceModel, input: &Shape) -> Result<Map<String, Value>, ApiError> {
    if http.body.is_empty() {
        return Ok(Map::new());
    }
    let body: Value = serde_json::from_slice(&http.body).map_err(|_| serialization())?;
    match (Translation { service, to: To::Call }).value(input, "", body, 0)? {
        Value::Object(members) => Ok(members),
        _ => Err(serialization()),
    }
}

/// A parameter from the path, the query or a header.
fn taken(
    http: &HttpRequest,
    member: &Member,
    name: &str,
    shape: &Shape,
    in_path: &[(String, String)],
) -> Result<Option<Value>, ApiError> {
    let wire = member.wire_name.unwrap_or(name);
    let in_query = || http.query.iter().filter(|(key, _)| key == wire).map(|(_, value)| value.as_str());
    if shape.kind == Kind::List {
        let items: Vec<Value> = in_query().map(Value::from).collect();
        return Ok((!items.is_empty()).then(|| items.into()));
    }
    let text = match member.location {
        Location::Uri => in_path.iter().find(|(key, _)| key == wire).map(|(_, value)| value.as_str()),
        Location::QueryString => in_query().next(),
        _ => http.header(&wire.to_lowercase()),
    };
    text.map(|text| typed(shape, text).ok_or_else(serialization)).transpose()
}
