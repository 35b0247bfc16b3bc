//! `--generate-cli-skeleton`: the parameters of an operation with empty values, or an answer in which texts
//! are the names of their members.

use cloud::model::{Kind, ServiceModel, Shape};
use serde_json::{Map, Value};

/// How deep the types are followed.
const DEEPEST: usize = 8;

/// Empty values for the parameters.
pub(crate) fn input(service: &ServiceModel, shape: &Shape) -> Value {
    value(service, shape, "", false, 0)
}

/// Made-up values for the answer.
pub(crate) fn output(service: &ServiceModel, shape: &Shape) -> Value {
    value(service, shape, "", true, 0)
}

fn value(service: &ServiceModel, shape: &Shape, name: &str, named: bool, depth: usize) -> Value {
    if depth > DEEPEST {
        return Value::Null;
    }
    match shape.kind {
        Kind::Structure => {
            let members = shape.members().filter_map(|(name, member)| {
                let (_, inner) = service.of(&member)?;
                Some((name.to_owned(), value(service, inner, name, named, depth + 1)))
            });
            Value::Object(members.collect())
        }
        Kind::List => {
            let inner = shape
                .element()
                .and_then(|m| service.of(m))
                .map(|(_, s)| value(service, s, name, named, depth + 1));
            Value::Array(inner.into_iter().collect())
        }
        Kind::Map => Value::Object(Map::from_iter([("KeyName".to_owned(), Value::from(""))])),
        Kind::Integer | Kind::Long => 0.into(),
        Kind::Float | Kind::Double => 0.0.into(),
        Kind::Boolean => true.into(),
        Kind::Timestamp => "1970-01-01T00:00:00".into(),
        Kind::String if named && shape.values.is_empty() => name.into(),
        Kind::String => shape.values.first().cloned().unwrap_or_default().into(),
        Kind::Blob => "".into(),
    }
}
