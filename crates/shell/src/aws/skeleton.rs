//! `--generate-cli-skeleton`: the parameters of an operation with empty values.

use cloud::model::{Kind, ServiceModel, Shape};
use serde_json::{Map, Value};

/// How deep the types are followed.
const DEEPEST: usize = 8;

/// The skeleton of a type's value.
pub(crate) fn of(service: &ServiceModel, shape: &Shape) -> Value {
    value(service, shape, 0)
}

fn value(service: &ServiceModel, shape: &Shape, depth: usize) -> Value {
    if depth > DEEPEST {
        return Value::Null;
    }
    match shape.kind {
        Kind::Structure => {
            let members = shape.members().filter_map(|(name, member)| {
                let (_, inner) = service.of(&member)?;
                Some((name.to_owned(), value(service, inner, depth + 1)))
            });
            Value::Object(members.collect())
        }
        Kind::List => {
            let inner =
                shape.element().and_then(|m| service.of(m)).map(|(_, s)| value(service, s, depth + 1));
            Value::Array(inner.into_iter().collect())
        }
        Kind::Map => Value::Object(Map::from_iter([("KeyName".to_owned(), Value::from(""))])),
        Kind::Integer | Kind::Long => 0.into(),
        Kind::Float | Kind::Double => 0.0.into(),
        Kind::Boolean => true.into(),
        Kind::Timestamp => "1970-01-01T00:00:00".into(),
        Kind::String => shape.values.first().cloned().unwrap_or_default().into(),
        Kind::Blob => "".into(),
    }
}
