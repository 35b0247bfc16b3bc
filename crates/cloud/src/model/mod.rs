//! The service models: what each operation takes and gives.
//!
//! Facts generated from the public service models into `data/models/` by `data/gen_models.py`. The
//! terminal derives its options, the gateway its validation and both the order of members from them.

mod services;

pub use services::{service, services};

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// One service.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct ServiceModel {
    /// The API version, e.g. `2010-05-08`.
    pub version: String,
    /// How requests are put on the wire.
    pub protocol: Protocol,
    /// What the JSON protocol needs besides; services of another protocol have none.
    pub json: Option<JsonWire>,
    /// The service's name as the CLI prints it, e.g. `IAM`.
    pub id: String,
    /// Its operations, by API name.
    pub operations: BTreeMap<String, OperationModel>,
    shapes: BTreeMap<String, Shape>,
}

/// How a service's requests are put on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Protocol {
    /// A form body with `Action` and `Version`.
    Query,
    /// Method, path, query and headers; XML bodies.
    RestXml,
    /// A JSON body and `X-Amz-Target`.
    Json,
    /// As `Query`, with names of its own.
    Ec2,
    /// Method, path, query and headers; JSON bodies.
    RestJson,
}

/// How a service of the JSON protocol names its requests.
#[derive(Debug, Deserialize)]
pub struct JsonWire {
    /// `1.0` or `1.1`, in the content type.
    pub version: String,
    /// What stands before the operation in `X-Amz-Target`, e.g. `AWSOrganizationsV20161128`.
    pub target: String,
}

/// One operation.
#[derive(Debug, Deserialize)]
pub struct OperationModel {
    /// Method and URI template, e.g. `GET /{Bucket}/{Key+}`.
    pub http: String,
    input: Option<&'static str>,
    output: Option<&'static str>,
    /// Whether nobody signs it: a token in it says who asks.
    #[serde(default)]
    pub unsigned: bool,
    /// How its answers are paged, if they are.
    pub page: Option<Page>,
}

/// How a list operation is paged: the names of the members that carry the state.
#[derive(Debug, Deserialize)]
pub struct Page {
    /// Where the next request puts the token.
    pub input_token: Value,
    /// Where the answer has it.
    pub output_token: Value,
    /// The parameter that limits a page.
    pub limit_key: Option<String>,
    /// The member (or members) that hold the rows.
    pub result_key: Value,
    /// The member that says whether there is more.
    pub more_results: Option<String>,
}

/// A type of the model.
#[derive(Debug, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Shape {
    /// What kind of type.
    #[serde(rename = "type")]
    pub kind: Kind,
    /// The least length (text, list) or value (number).
    pub min: Option<f64>,
    /// The greatest length or value.
    pub max: Option<f64>,
    /// A regular expression for text.
    pub pattern: Option<String>,
    /// The allowed values of text.
    #[serde(rename = "enum", default)]
    pub values: Vec<String>,
    /// The members of a structure, in the model's order.
    #[serde(default, deserialize_with = "listed")]
    members: Vec<(&'static str, Member)>,
    /// The names of a structure's required members.
    #[serde(default)]
    pub required: Vec<String>,
    /// The member that is the HTTP body.
    pub payload: Option<String>,
    member: Option<Member>,
    key: Option<Member>,
    value: Option<Member>,
    /// Lists and maps only: without a wrapping element.
    #[serde(default)]
    pub flattened: bool,
    /// Not to be shown in logs and events.
    #[serde(default)]
    pub sensitive: bool,
}

/// The kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Named members.
    Structure,
    /// A sequence.
    List,
    /// Text to value.
    Map,
    /// Text.
    String,
    /// A 32-bit whole number.
    Integer,
    /// A 64-bit whole number.
    Long,
    /// A number with a fraction.
    Float,
    /// A number with a fraction.
    Double,
    /// `true` or `false`.
    Boolean,
    /// A moment.
    Timestamp,
    /// Bytes.
    Blob,
}

/// A member of a structure, list or map.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(from = "MemberText")]
pub struct Member {
    shape: &'static str,
    /// Where it travels.
    pub location: Location,
    /// Its name on the wire, if another than its own.
    pub wire_name: Option<&'static str>,
}

/// Where a member travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Location {
    /// In the body.
    #[default]
    Body,
    /// In the path.
    Uri,
    /// As a query parameter.
    QueryString,
    /// As a header.
    Header,
    /// As a family of headers with a common prefix.
    Headers,
    /// As the HTTP status.
    #[serde(rename = "statusCode")]
    StatusCode,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum MemberText {
    Name(&'static str),
    Full {
        shape: &'static str,
        #[serde(rename = "in", default)]
        location: Location,
        name: Option<&'static str>,
    },
}

impl From<MemberText> for Member {
    fn from(text: MemberText) -> Self {
        match text {
            MemberText::Name(shape) => Self { shape, location: Location::Body, wire_name: None },
            MemberText::Full { shape, location, name } => Self { shape, location, wire_name: name },
        }
    }
}

/// Reads an object as a list, so that its order is kept.
fn listed<'de: 'static, D: Deserializer<'de>>(from: D) -> Result<Vec<(&'static str, Member)>, D::Error> {
    struct Members;

    impl<'de: 'static> Visitor<'de> for Members {
        type Value = Vec<(&'static str, Member)>;

        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("an object of members")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut members = Vec::new();
            while let Some(member) = map.next_entry()? {
                members.push(member);
            }
            Ok(members)
        }
    }

    from.deserialize_map(Members)
}

/// The model of one operation with its service. `None` if it is not simulated.
#[must_use]
pub fn operation(service: &str, name: &str) -> Option<(&'static ServiceModel, &'static OperationModel)> {
    let service = self::service(service)?;
    Some((service, service.operations.get(name)?))
}

/// An answer's members in the order of its operation's model. Those that it does not know fall away.
pub(crate) fn in_order(service: &str, name: &str, mut members: Map<String, Value>) -> Map<String, Value> {
    let model = operation(service, name).and_then(|(service, model)| service.output(model));
    let names = model.into_iter().flat_map(Shape::members).map(|(name, _)| name);
    names.filter_map(|name| members.shift_remove_entry(name)).collect()
}

impl ServiceModel {
    /// All types with their names.
    pub fn shapes(&self) -> impl Iterator<Item = (&str, &Shape)> {
        self.shapes.iter().map(|(name, shape)| (name.as_str(), shape))
    }

    /// A type by its name.
    #[must_use]
    pub fn shape(&self, name: &str) -> Option<&Shape> {
        self.shapes.get(name)
    }

    /// The structure of an operation's parameters.
    #[must_use]
    pub fn input(&self, operation: &OperationModel) -> Option<&Shape> {
        self.shape(operation.input?)
    }

    /// The structure of an operation's answer.
    #[must_use]
    pub fn output(&self, operation: &OperationModel) -> Option<&Shape> {
        self.shape(operation.output?)
    }

    /// The type of a member, and the type's name.
    #[must_use]
    pub fn of(&self, member: &Member) -> Option<(&str, &Shape)> {
        self.shapes.get_key_value(member.shape).map(|(name, shape)| (name.as_str(), shape))
    }
}

impl Shape {
    /// The members of a structure with their names, in the model's order.
    pub fn members(&self) -> impl Iterator<Item = (&str, Member)> {
        self.members.iter().copied()
    }

    /// A member of a structure by its name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<Member> {
        self.members.iter().find(|(known, _)| *known == name).map(|(_, member)| *member)
    }

    /// The element type of a list.
    #[must_use]
    pub fn element(&self) -> Option<&Member> {
        self.member.as_ref()
    }

    /// The key and value types of a map.
    #[must_use]
    pub fn entry(&self) -> Option<(&Member, &Member)> {
        Some((self.key.as_ref()?, self.value.as_ref()?))
    }
}
