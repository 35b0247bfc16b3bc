//! `--generate-cli-skeleton`: the parameters of an operation with empty values, or an answer in which texts
//! are the names of their members.

use cloud::model::{Kind, Member, ServiceModel, Shape};
use serde_json::{Map, Value};

/// Empty values for the parameters.
pub(crate) fn input(service: &ServiceModel, shape: &Shape) -> Value {
    Skeleton { service, side: Side::Input, within: Vec::new() }.value(shape, "")
}

/// Made-up values for the answer.
pub(crate) fn output(service: &ServiceModel, shape: &Shape) -> Value {
    Skeleton { service, side: Side::Output, within: Vec::new() }.value(shape, "")
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Input,
    Output,
}

struct Skeleton<'a> {
    service: &'a ServiceModel,
    side: Side,
    /// The types that the place is in.
    within: Vec<&'a str>,
}

impl<'a> Skeleton<'a> {
    fn value(&mut self, shape: &'a Shape, name: &str) -> Value {
        match shape.kind {
            Kind::Structure => {
                let members =
                    shape.members().map(|(name, member)| (name.to_owned(), self.member(&member, name)));
                Value::Object(members.collect())
            }
            Kind::List => {
                let element = shape.element().map(|member| {
                    let name = self.service.of(member).map_or("", |(type_name, _)| type_name);
                    self.member(member, name)
                });
                Value::Array(element.into_iter().collect())
            }
            Kind::Map => {
                let entry = shape.entry().map(|(_, member)| ("KeyName".to_owned(), self.member(member, "")));
                Value::Object(entry.into_iter().collect())
            }
            Kind::Integer | Kind::Long => 0.into(),
            Kind::Float | Kind::Double => 0.0.into(),
            Kind::Boolean => true.into(),
            Kind::Timestamp => "1970-01-01T00:00:00".into(),
            Kind::String if self.side == Side::Output && shape.values.is_empty() => name.into(),
            Kind::String => shape.values.first().cloned().unwrap_or_default().into(),
            Kind::Blob if self.side == Side::Output => "".into(),
            Kind::Blob => Value::Null,
        }
    }

    /// A type that is in itself is followed once.
    fn member(&mut self, member: &Member, name: &str) -> Value {
        let Some((type_name, shape)) = self.service.of(member) else { return Value::Null };
        if shape.kind == Kind::Structure
            && self.within.iter().filter(|outer| **outer == type_name).count() > 1
        {
            return Value::Object(Map::new());
        }
        self.within.push(type_name);
        let value = self.value(shape, name);
        self.within.pop();
        value
    }
}
