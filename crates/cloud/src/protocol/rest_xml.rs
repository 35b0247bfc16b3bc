//! S3's protocol: the bucket in the host name (or the path), the key in the path, the rest in the query,
//! headers and body.

use super::query::{scalar, typed};
use super::{Endpoint, not_simulated, xml};
use crate::encoding::{decode as unescape, encode_path};
use crate::error::ApiError;
use crate::model::{Kind, Location, OperationModel, ServiceModel, Shape};
use crate::request::{Call, HttpRequest};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

pub(super) fn encode(
    call: &Call,
    service: &ServiceModel,
    operation: &OperationModel,
) -> Result<HttpRequest, ApiError> {
    let (method, template) = operation.http.split_once(' ').unwrap_or(("GET", "/"));
    let (path, fixed) = template.split_once('?').unwrap_or((template, ""));
    let bucket = call.params.get("Bucket").and_then(Value::as_str).unwrap_or_default();
    let key = call.params.get("Key").and_then(Value::as_str).unwrap_or_default();
    let regional = match call.params.get("AccountId").and_then(Value::as_str) {
        // S3 Control's hosts begin with the account.
        Some(account) if call.service == "s3control" => {
            format!("{}.s3-control.{}.amazonaws.com", encode_path(account), call.region)
        }
        _ => super::host(&call.service, &call.region),
    };
    // A dot would not be covered by the endpoint's certificate, so such buckets go into the path.
    let hosted = !bucket.is_empty() && !bucket.contains('.') && path.starts_with("/{Bucket}");
    let path = path.replace("{Key+}", &encode_path(key));
    let (host, path) = if hosted {
        let rest = path.trim_start_matches("/{Bucket}");
        (format!("{bucket}.{regional}"), if rest.is_empty() { "/".to_owned() } else { rest.to_owned() })
    } else {
        (regional, path.replace("{Bucket}", &encode_path(bucket)))
    };
    let mut http = HttpRequest {
        method: method.to_owned(),
        host,
        path,
        query: fixed_query(fixed),
        headers: Vec::new(),
        body: Vec::new(),
    };
    for (name, value) in &call.params {
        place(&mut http, service, operation, name, value)?;
    }
    Ok(http)
}

/// Puts one parameter where the model says.
fn place(
    http: &mut HttpRequest,
    service: &ServiceModel,
    operation: &OperationModel,
    name: &str,
    value: &Value,
) -> Result<(), ApiError> {
    let wrong = || ApiError::validation(format!("Parameter {name} has the wrong type."));
    let unknown = || ApiError::validation(format!("Unknown parameter {name}."));
    let input = service.input(operation).ok_or_else(unknown)?;
    let member = input.get(name).ok_or_else(unknown)?;
    let (_, shape) = service.of(&member).ok_or_else(unknown)?;
    let wire = member.wire_name.unwrap_or(name).to_owned();
    match member.location {
        Location::Uri => {}
        Location::QueryString => http.query.push((wire, scalar(value).ok_or_else(wrong)?)),
        Location::Header => {
            let text = match value {
                Value::Array(items) => {
                    items.iter().map(scalar).collect::<Option<Vec<_>>>().map(|all| all.join(","))
                }
                one => scalar(one),
            };
            http.headers.push((wire.to_ascii_lowercase(), text.ok_or_else(wrong)?));
        }
        Location::Headers => {
            for (key, item) in value.as_object().ok_or_else(wrong)? {
                let item = scalar(item).ok_or_else(wrong)?;
                http.headers.push((format!("{wire}{key}").to_ascii_lowercase(), item));
            }
        }
        Location::Body | Location::StatusCode => {
            http.body = match shape.kind {
                Kind::Blob => BASE64.decode(value.as_str().ok_or_else(wrong)?).map_err(|_| wrong())?,
                Kind::Structure | Kind::List => xml::write(service, shape, &wire, value).into_bytes(),
                _ => scalar(value).ok_or_else(wrong)?.into_bytes(),
            };
        }
    }
    Ok(())
}

fn fixed_query(text: &str) -> Vec<(String, String)> {
    text.split('&')
        .filter(|p| !p.is_empty())
        .map(|p| p.split_once('=').unwrap_or((p, "")))
        .map(|(k, v)| (k.to_owned(), v.to_owned()))
        .collect()
}

pub(super) fn decode(
    http: &HttpRequest,
    endpoint: &Endpoint<'_>,
    service: &ServiceModel,
) -> Result<Call, ApiError> {
    let bad_path = || ApiError::new("InvalidURI", 400, "Couldn't parse the specified URI.");
    let path = http.path.strip_prefix('/').ok_or_else(bad_path)?;
    let (bucket, key) = match endpoint.bucket {
        None if endpoint.service == "s3control" => (String::new(), String::new()),
        Some(bucket) => (bucket.to_owned(), unescape(path).ok_or_else(bad_path)?),
        None => {
            let (bucket, key) = path.split_once('/').unwrap_or((path, ""));
            (unescape(bucket).ok_or_else(bad_path)?, unescape(key).ok_or_else(bad_path)?)
        }
    };
    let (name, operation) = service
        .operations
        .iter()
        .filter(|(_, o)| fits(service, o, http, !bucket.is_empty(), !key.is_empty()))
        .max_by_key(|(_, o)| (o.http.len(), service.input(o).map_or(0, |input| input.required.len())))
        .ok_or_else(|| not_simulated("s3", &format!("{} {}", http.method, http.path)))?;
    let mut params = Map::new();
    if let Some(input) = service.input(operation) {
        for (member_name, _) in input.members() {
            if let Some(value) = take(http, service, operation, member_name, &bucket, &key)? {
                params.insert(member_name.to_owned(), value);
            }
        }
    }
    Ok(Call {
        service: endpoint.service.to_owned(),
        operation: name.clone(),
        params,
        region: endpoint.region.to_owned(),
    })
}

/// Whether a request has the method and the form that an operation's URI template asks for, and the headers
/// that it requires: only so a copy is told from an upload.
fn fits(
    service: &ServiceModel,
    operation: &OperationModel,
    http: &HttpRequest,
    bucket: bool,
    key: bool,
) -> bool {
    let (method, template) = operation.http.split_once(' ').unwrap_or_default();
    let (path, fixed) = template.split_once('?').unwrap_or((template, ""));
    let has_required_headers = |input: &Shape| {
        let required = input.required.iter().filter_map(|name| Some((name, input.get(name)?)));
        required.filter(|(_, member)| member.location == Location::Header).all(|(name, member)| {
            http.header(&member.wire_name.unwrap_or(name).to_ascii_lowercase()).is_some()
        })
    };
    method == http.method
        && path.contains("{Bucket}") == bucket
        && path.contains("{Key+}") == key
        && fixed_query(fixed).iter().all(|wanted| http.query.contains(wanted))
        && service.input(operation).is_none_or(has_required_headers)
}

/// Takes one parameter from where the model says.
fn take(
    http: &HttpRequest,
    service: &ServiceModel,
    operation: &OperationModel,
    name: &str,
    bucket: &str,
    key: &str,
) -> Result<Option<Value>, ApiError> {
    let Some(input) = service.input(operation) else { return Ok(None) };
    let Some(member) = input.get(name) else { return Ok(None) };
    let Some((_, shape)) = service.of(&member) else { return Ok(None) };
    let wire = member.wire_name.unwrap_or(name);
    let text = match member.location {
        Location::Uri if name == "Bucket" => Some(bucket),
        Location::Uri => Some(key),
        Location::QueryString => http.query.iter().find(|(k, _)| k == wire).map(|(_, v)| v.as_str()),
        Location::Header => http.header(&wire.to_ascii_lowercase()),
        Location::Headers => return Ok(prefixed_headers(http, wire)),
        Location::Body | Location::StatusCode => {
            if http.body.is_empty() || input.payload.as_deref() != Some(name) {
                return Ok(None);
            }
            if shape.kind == Kind::Blob {
                return Ok(Some(Value::from(BASE64.encode(&http.body))));
            }
            let body = std::str::from_utf8(&http.body).unwrap_or_default();
            if matches!(shape.kind, Kind::Structure | Kind::List) {
                return xml::read(service, shape, body).map(Some);
            }
            Some(body)
        }
    };
    match text {
        None => Ok(None),
        Some(text) if shape.kind == Kind::List => Ok(Some(text.split(',').map(Value::from).collect())),
        Some(text) => typed(shape, text)
            .map(Some)
            .ok_or_else(|| ApiError::new("InvalidArgument", 400, format!("Invalid value for {wire}."))),
    }
}

fn prefixed_headers(http: &HttpRequest, prefix: &str) -> Option<Value> {
    let prefix = prefix.to_ascii_lowercase();
    let found: Map<String, Value> = http
        .headers
        .iter()
        .filter_map(|(name, value)| {
            Some((name.strip_prefix(&prefix)?.to_owned(), Value::from(value.as_str())))
        })
        .collect();
    (!found.is_empty()).then(|| Value::from(found))
}
