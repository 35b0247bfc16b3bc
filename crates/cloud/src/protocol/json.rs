//! The AWS JSON protocols 1.0 and 1.1: the operation in `X-Amz-Target`, the parameters as a JSON object.

use super::{Endpoint, find, host};
use crate::error::ApiError;
use crate::model::{Kind, OperationModel, ServiceModel, Shape};
use crate::request::{Call, HttpRequest};
use crate::tick::Timestamp;
use serde_json::{Map, Value};

/// How deep a body may be nested: as deep as the JSON parser goes.
const DEEPEST: usize = 128;

pub(super) fn encode(
    call: &Call,
    service: &ServiceModel,
    operation: &OperationModel,
) -> Result<HttpRequest, ApiError> {
    let wire = service.json.as_ref().ok_or_else(|| super::not_simulated(&call.service, &call.operation))?;
    let params = Value::Object(call.params.clone());
    let body = match service.input(operation) {
        Some(input) => Translation { service, to: To::Wire }.value(input, "", params, 0)?,
        None => params,
    };
    Ok(HttpRequest {
        method: "POST".to_owned(),
        host: host(&call.service, &call.region),
        path: "/".to_owned(),
        query: Vec::new(),
        headers: vec![
            ("content-type".to_owned(), format!("application/x-amz-json-{}", wire.version)),
            ("x-amz-target".to_owned(), format!("{}.{}", wire.target, call.operation)),
        ],
        body: body.to_string().into_bytes(),
    })
}

pub(super) fn decode(
    http: &HttpRequest,
    endpoint: &Endpoint<'_>,
    service: &ServiceModel,
) -> Result<Call, ApiError> {
    let unknown = || ApiError::new("UnknownOperationException", 400, "");
    let wire = service.json.as_ref().ok_or_else(unknown)?;
    let target = http.header("x-amz-target").ok_or_else(unknown)?;
    let name = target
        .strip_prefix(wire.target.as_str())
        .and_then(|rest| rest.strip_prefix('.'))
        .ok_or_else(unknown)?;
    let (_, operation) = find(endpoint.service, name)?;
    params(http, service, operation).map(|params| Call {
        service: endpoint.service.to_owned(),
        operation: name.to_owned(),
        params,
        region: endpoint.region.to_owned(),
    })
}

fn params(
    http: &HttpRequest,
    service: &ServiceModel,
    operation: &OperationModel,
) -> Result<Map<String, Value>, ApiError> {
    let body = if http.body.is_empty() { b"{}".as_slice() } else { &http.body };
    let body: Value = serde_json::from_slice(body).map_err(|_| serialization())?;
    let Some(input) = service.input(operation) else { return Ok(Map::new()) };
    match (Translation { service, to: To::Call }).value(input, "", body, 0)? {
        Value::Object(params) => Ok(params),
        _ => Err(serialization()),
    }
}

/// The services' answer to a body that is no JSON or not of the operation's form.
pub(super) fn serialization() -> ApiError {
    ApiError::new("SerializationException", 400, "")
}

/// The side that values are translated for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum To {
    /// A request's body: moments are seconds since 1970.
    Wire,
    /// A call's parameters: moments are ISO 8601 text. Members that nobody knows are passed over, as the
    /// services do.
    Call,
}

/// Values between the wire and a call. Only moments differ; the rest is checked against its type.
pub(super) struct Translation<'a> {
    pub(super) service: &'a ServiceModel,
    pub(super) to: To,
}

impl Translation<'_> {
    pub(super) fn value(
        &self,
        shape: &Shape,
        name: &str,
        value: Value,
        depth: usize,
    ) -> Result<Value, ApiError> {
        let wrong = || self.wrong(name);
        if depth > DEEPEST {
            return Err(wrong());
        }
        match (shape.kind, value) {
            (Kind::Structure, Value::Object(members)) => self.structure(shape, members, depth),
            (Kind::Map, Value::Object(entries)) => self.map(shape, entries, depth),
            (Kind::List, Value::Array(items)) => {
                let element = shape.element().and_then(|m| self.service.of(m)).ok_or_else(wrong)?.1;
                items.into_iter().map(|item| self.value(element, name, item, depth + 1)).collect()
            }
            (Kind::Timestamp, moment) => self.moment(&moment).ok_or_else(wrong),
            (kind, value) if is_scalar(kind, &value) => Ok(value),
            _ => Err(wrong()),
        }
    }

    fn structure(&self, shape: &Shape, members: Map<String, Value>, depth: usize) -> Result<Value, ApiError> {
        let mut out = Map::new();
        for (key, item) in members {
            if item.is_null() {
                continue;
            }
            match shape.get(&key).and_then(|member| self.service.of(&member)) {
                Some((_, inner)) => {
                    let item = self.value(inner, &key, item, depth + 1)?;
                    out.insert(key, item);
                }
                None if self.to == To::Call => {}
                None => return Err(ApiError::validation(format!("Unknown parameter {key}."))),
            }
        }
        Ok(Value::Object(out))
    }

    fn map(&self, shape: &Shape, entries: Map<String, Value>, depth: usize) -> Result<Value, ApiError> {
        let inner = shape.entry().and_then(|(_, value)| self.service.of(value)).map(|(_, inner)| inner);
        let each = |(key, item): (String, Value)| {
            let inner = inner.ok_or_else(|| self.wrong(&key))?;
            let item = self.value(inner, &key, item, depth + 1)?;
            Ok((key, item))
        };
        entries.into_iter().map(each).collect::<Result<Map<_, _>, ApiError>>().map(Value::Object)
    }

    fn moment(&self, value: &Value) -> Option<Value> {
        match self.to {
            To::Wire => Timestamp::from_iso(value.as_str()?).map(|moment| moment.0.into()),
            // The world's clock knows whole seconds only.
            To::Call => value
                .as_i64()
                .or_else(|| value.as_f64().map(|seconds| seconds as i64))
                .map(|seconds| Timestamp(seconds).iso().into()),
        }
    }

    fn wrong(&self, name: &str) -> ApiError {
        match self.to {
            To::Wire => ApiError::validation(format!("Parameter {name} has the wrong type.")),
            To::Call => serialization(),
        }
    }
}

/// Whether a value is of a kind that has no parts.
fn is_scalar(kind: Kind, value: &Value) -> bool {
    match kind {
        Kind::String | Kind::Blob => value.is_string(),
        Kind::Integer | Kind::Long => value.is_i64() || value.is_u64(),
        Kind::Float | Kind::Double => value.is_number(),
        Kind::Boolean => value.is_boolean(),
        Kind::Structure | Kind::List | Kind::Map | Kind::Timestamp => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const MODEL: &str = r#"{"version": "2012-08-10", "protocol": "json", "id": "Things",
        "json": {"version": "1.0", "target": "Things_20120810"},
        "operations": {"Put": {"http": "POST /", "input": "In"}, "List": {"http": "POST /"}},
        "shapes": {
            "In": {"type": "structure", "members": {"Name": "Text", "At": "Moment", "Count": "Number",
                "Raw": "Bytes", "On": "Flag", "Item": "Item"}},
            "Item": {"type": "structure", "members": {"S": "Text", "L": "Items", "M": "ItemMap"}},
            "Items": {"type": "list", "member": "Item"},
            "ItemMap": {"type": "map", "key": "Text", "value": "Item"},
            "Text": {"type": "string"}, "Moment": {"type": "timestamp"}, "Number": {"type": "long"},
            "Bytes": {"type": "blob"}, "Flag": {"type": "boolean"}}}"#;

    fn service() -> ServiceModel {
        serde_json::from_str(MODEL).unwrap()
    }

    fn put() -> Call {
        Call::new("things", "Put")
    }

    fn read(body: &str) -> Result<Map<String, Value>, ApiError> {
        let service = service();
        let mut http = encode(&put(), &service, &service.operations["Put"]).unwrap();
        http.body = body.as_bytes().to_vec();
        params(&http, &service, &service.operations["Put"])
    }

    #[test]
    fn parameters_survive_the_wire() {
        let service = service();
        let item = json!({"M": {"a b": {"L": [{"S": "ü\"\n"}, {"M": {}}]}}});
        let call = put()
            .with("Name", "n")
            .with("At", "2026-11-24T08:00:00Z")
            .with("Count", 7)
            .with("Raw", "aGk=")
            .with("On", true)
            .with("Item", item);
        let http = encode(&call, &service, &service.operations["Put"]).unwrap();
        assert_eq!(http.header("x-amz-target"), Some("Things_20120810.Put"));
        assert_eq!(http.header("content-type"), Some("application/x-amz-json-1.0"));
        let body: Value = serde_json::from_slice(&http.body).unwrap();
        assert_eq!(body["At"], 1_795_507_200);
        assert_eq!(params(&http, &service, &service.operations["Put"]).unwrap(), call.params);
    }

    #[test]
    fn what_nobody_knows_is_refused_when_sent_and_passed_over_when_it_arrives() {
        let service = service();
        let unknown = encode(&put().with("Nickname", "x"), &service, &service.operations["Put"]);
        assert_eq!(unknown.unwrap_err().message, "Unknown parameter Nickname.");
        assert_eq!(
            read(r#"{"Nickname": 1, "Name": null, "Count": 2}"#).unwrap(),
            put().with("Count", 2).params
        );
        assert_eq!(read("").unwrap(), Map::new());
    }

    #[test]
    fn wrong_types_and_garbage_are_refused() {
        let deep =
            format!("{}{}", r#"{"Item":"#.to_owned() + &r#"{"L":["#.repeat(300), "]}".repeat(300) + "}");
        for body in ["{", "[]", "7", "\"x\"", r#"{"Name": 1}"#, r#"{"At": "now"}"#, r#"{"Item": []}"#, &deep]
        {
            assert_eq!(read(body).unwrap_err().code, "SerializationException", "{body}");
        }
        let service = service();
        let call = put().with("At", "soon");
        let error = encode(&call, &service, &service.operations["Put"]).unwrap_err();
        assert_eq!(error.message, "Parameter At has the wrong type.");
    }

    #[test]
    fn the_target_names_the_operation() {
        let service = service();
        let endpoint = Endpoint { service: "things", region: "us-east-1", bucket: None };
        let mut http = encode(&put(), &service, &service.operations["Put"]).unwrap();
        for target in ["", "Put", "Other.Put", "Things_20120810Put"] {
            http.headers[1].1 = target.to_owned();
            assert_eq!(decode(&http, &endpoint, &service).unwrap_err().code, "UnknownOperationException");
        }
    }
}
