//! The client's own check of parameters, before anything is sent, in botocore's words.

use super::error::CliError;
use cloud::model::{Kind, ServiceModel, Shape};
use serde_json::{Map, Value};

/// Checks the parameters of a call.
pub(crate) fn check(
    service: &ServiceModel,
    input: &Shape,
    params: &Map<String, Value>,
) -> Result<(), CliError> {
    let mut findings = Vec::new();
    structure(service, input, "", params, &mut findings);
    if findings.is_empty() {
        return Ok(());
    }
    Err(CliError::Param(format!("Parameter validation failed:\n{}", findings.join("\n"))))
}

fn structure(
    service: &ServiceModel,
    shape: &Shape,
    path: &str,
    params: &Map<String, Value>,
    findings: &mut Vec<String>,
) {
    let place = if path.is_empty() { "input".to_owned() } else { path.to_owned() };
    for name in shape.required.iter().filter(|name| !params.contains_key(*name)) {
        findings.push(format!("Missing required parameter in {place}: \"{name}\""));
    }
    let known: Vec<&str> = shape.members().map(|(name, _)| name).collect();
    for name in params.keys().filter(|name| !known.contains(&name.as_str())) {
        findings
            .push(format!("Unknown parameter in {place}: \"{name}\", must be one of: {}", known.join(", ")));
    }
    for (name, member) in shape.members() {
        let Some(value) = params.get(name) else { continue };
        let Some((_, inner)) = service.of(&member) else { continue };
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        one(service, inner, &path, value, findings);
    }
}

fn one(service: &ServiceModel, shape: &Shape, path: &str, value: &Value, findings: &mut Vec<String>) {
    match (shape.kind, value) {
        (Kind::Structure, Value::Object(members)) => structure(service, shape, path, members, findings),
        (Kind::List, Value::Array(items)) => {
            length(shape, path, items.len(), findings);
            let Some((_, inner)) = shape.element().and_then(|m| service.of(m)) else { return };
            for (i, item) in items.iter().enumerate() {
                one(service, inner, &format!("{path}[{i}]"), item, findings);
            }
        }
        (Kind::String, Value::String(text)) => length(shape, path, text.chars().count(), findings),
        (Kind::Integer | Kind::Long, Value::Number(number)) if number.is_i64() => {
            let number = number.as_f64().unwrap_or_default();
            if let Some(min) = shape.min.filter(|min| number < *min) {
                findings.push(format!(
                    "Invalid value for parameter {path}, value: {number}, valid min value: {min}"
                ));
            }
        }
        (Kind::Float | Kind::Double, Value::Number(_))
        | (Kind::Boolean, Value::Bool(_))
        | (Kind::Map, Value::Object(_))
        | (Kind::Blob, Value::String(_))
        | (Kind::Timestamp, Value::String(_) | Value::Number(_)) => {}
        _ => findings.push(wrong_type(shape.kind, path, value)),
    }
}

fn length(shape: &Shape, path: &str, length: usize, findings: &mut Vec<String>) {
    if let Some(min) = shape.min.filter(|min| (length as f64) < *min) {
        findings
            .push(format!("Invalid length for parameter {path}, value: {length}, valid min length: {min}"));
    }
}

/// The types as Python calls them.
fn wrong_type(kind: Kind, path: &str, value: &Value) -> String {
    let (shown, received) = match value {
        Value::Null => ("None".to_owned(), "NoneType"),
        Value::Bool(flag) => (if *flag { "True" } else { "False" }.to_owned(), "bool"),
        Value::Number(n) => (n.to_string(), if n.is_f64() { "float" } else { "int" }),
        Value::String(text) => (text.clone(), "str"),
        Value::Array(_) => (value.to_string(), "list"),
        Value::Object(_) => (value.to_string(), "dict"),
    };
    let valid = match kind {
        Kind::Structure | Kind::Map => "<class 'dict'>",
        Kind::List => "<class 'list'>, <class 'tuple'>",
        Kind::String => "<class 'str'>",
        Kind::Integer | Kind::Long => "<class 'int'>",
        Kind::Float | Kind::Double => "<class 'float'>, <class 'decimal.Decimal'>, <class 'int'>",
        Kind::Boolean => "<class 'bool'>",
        Kind::Blob => "<class 'bytes'>, <class 'bytearray'>, file-like object",
        Kind::Timestamp => "<class 'datetime.datetime'>, timestamp-string",
    };
    format!(
        "Invalid type for parameter {path}, value: {shown}, type: <class '{received}'>, valid types: {valid}"
    )
}
