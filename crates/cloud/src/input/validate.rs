//! The services' own check of a call's parameters. Source: spec error-wordings.md §3, §4.

use super::{Input, pattern};
use crate::dialect::Dialect;
use crate::encoding::camel;
use crate::error::ApiError;
use crate::model::{self, Kind, ServiceModel, Shape};
use crate::protocol::not_simulated;
use crate::request::Call;
use serde_json::Value;

/// Checks a call against its model.
pub(crate) fn validate(call: &Call) -> Result<Input, ApiError> {
    let (service, operation) = model::operation(&call.service, &call.operation)
        .ok_or_else(|| not_simulated(&call.service, &call.operation))?;
    let dialect = Dialect::of(&call.service);
    let mut findings = Vec::new();
    if let Some(input) = service.input(operation) {
        let checker = Checker {
            service,
            echo: call.service == "sts" || matches!(dialect, Dialect::Json | Dialect::RestJson),
        };
        checker.structure(input, "", &Value::Object(call.params.clone()), &mut findings);
    }
    if findings.is_empty() {
        return Ok(Input(call.params.clone()));
    }
    let s = if findings.len() == 1 { "" } else { "s" };
    Err(dialect.validation(format!(
        "{} validation error{s} detected: {}",
        findings.len(),
        findings.join("; ")
    )))
}

/// The finding for a required parameter that was not given.
pub(super) fn missing(name: &str) -> ApiError {
    ApiError::validation(format!("1 validation error detected: {}", null(&camel(name))))
}

fn null(path: &str) -> String {
    format!("Value null at '{path}' failed to satisfy constraint: Member must not be null")
}

struct Checker<'a> {
    service: &'a ServiceModel,
    /// STS and the JSON services repeat the value in their messages; IAM no longer does.
    echo: bool,
}

impl Checker<'_> {
    fn structure(&self, shape: &Shape, path: &str, value: &Value, findings: &mut Vec<String>) {
        for (name, member) in shape.members() {
            let path = if path.is_empty() { camel(name) } else { format!("{path}.{}", camel(name)) };
            match value.get(name) {
                None if shape.required.iter().any(|r| r == name) => findings.push(null(&path)),
                None => {}
                Some(item) => {
                    if let Some((_, inner)) = self.service.of(&member) {
                        self.value(inner, &path, item, findings);
                    }
                }
            }
        }
    }

    fn value(&self, shape: &Shape, path: &str, value: &Value, findings: &mut Vec<String>) {
        match (shape.kind, value) {
            (Kind::Structure, _) => self.structure(shape, path, value, findings),
            (Kind::List, Value::Array(items)) => {
                self.length(shape, path, value, items.len(), findings);
                if let Some((_, inner)) = shape.element().and_then(|m| self.service.of(m)) {
                    for (i, item) in items.iter().enumerate() {
                        self.value(inner, &format!("{path}.{}.member", i + 1), item, findings);
                    }
                }
            }
            (Kind::String, Value::String(text)) => self.text(shape, path, text, findings),
            (Kind::Integer | Kind::Long, Value::Number(number)) => {
                let Some(number) = number.as_f64() else { return };
                if shape.min.is_some_and(|min| number < min) {
                    let rule =
                        format!("have value greater than or equal to {}", shape.min.unwrap_or_default());
                    self.finding(path, value, &rule, findings);
                }
                if shape.max.is_some_and(|max| number > max) {
                    let rule = format!("have value less than or equal to {}", shape.max.unwrap_or_default());
                    self.finding(path, value, &rule, findings);
                }
            }
            _ => {}
        }
    }

    fn text(&self, shape: &Shape, path: &str, text: &str, findings: &mut Vec<String>) {
        let value = Value::from(text);
        self.length(shape, path, &value, text.chars().count(), findings);
        if let Some(pattern) = &shape.pattern
            && !text.is_empty()
            && !pattern::fits(pattern, text)
        {
            let readable = pattern.replace(r"\u002F", "/");
            self.finding(path, &value, &format!("satisfy regular expression pattern: {readable}"), findings);
        }
        if !shape.values.is_empty() && !shape.values.iter().any(|v| v == text) {
            let rule = if self.echo {
                format!("satisfy enum value set: [{}]", shape.values.join(", "))
            } else {
                "satisfy enum value set".to_owned()
            };
            self.finding(path, &value, &rule, findings);
        }
    }

    fn length(&self, shape: &Shape, path: &str, value: &Value, length: usize, findings: &mut Vec<String>) {
        let length = length as f64;
        if let Some(max) = shape.max.filter(|max| length > *max) {
            self.finding(path, value, &format!("have length less than or equal to {max}"), findings);
        }
        if let Some(min) = shape.min.filter(|min| length < *min) {
            self.finding(path, value, &format!("have length greater than or equal to {min}"), findings);
        }
    }

    fn finding(&self, path: &str, value: &Value, rule: &str, findings: &mut Vec<String>) {
        let shown = match value {
            Value::String(text) if self.echo => format!(" '{text}'"),
            Value::Number(number) if self.echo => format!(" '{number}'"),
            _ => String::new(),
        };
        findings.push(format!("Value{shown} at '{path}' failed to satisfy constraint: Member must {rule}"));
    }
}
