//! Canned answers of golden records: AWS's XML as the reply that the shell gets.
#![allow(clippy::unwrap_used)]

use cloud::model::{self, Kind, ServiceModel, Shape};
use serde_json::{Map, Value};

/// An XML element. Attributes are not kept: these answers need none.
struct Element {
    name: String,
    text: String,
    children: Vec<Element>,
}

/// The output of an operation as an XML body has it.
pub fn output(service: &str, operation: &str, body: &str) -> Map<String, Value> {
    let (model, row) = model::operation(service, operation).unwrap();
    let root = element(&mut body.split_once("?>").map_or(body, |(_, rest)| rest).trim());
    let result = format!("{operation}Result");
    let found = root.children.iter().find(|c| c.name == result).unwrap_or(&root);
    let Some(shape) = model.output(row) else { return Map::new() };
    match shape.payload.as_deref() {
        Some(payload) => {
            let (name, inner) = model.of(&shape.get(payload).unwrap()).unwrap();
            Map::from_iter([(payload.to_owned(), value(model, name, inner, found))])
        }
        None => structure(model, shape, found),
    }
}

/// Reads the element at the beginning of a text, and goes past it.
fn element(text: &mut &str) -> Element {
    let (tag, rest) = text.strip_prefix('<').unwrap().split_once('>').unwrap();
    *text = rest;
    let name = tag.split([' ', '/']).next().unwrap().to_owned();
    let mut element = Element { name, text: String::new(), children: Vec::new() };
    while !tag.ends_with('/') {
        let (before, _) = text.split_once('<').unwrap();
        element.text.push_str(before);
        *text = &text[before.len()..];
        if text.starts_with("</") {
            *text = text.split_once('>').unwrap().1;
            break;
        }
        element.children.push(self::element(text));
    }
    element
}

fn structure(model: &ServiceModel, shape: &Shape, element: &Element) -> Map<String, Value> {
    let members = shape.members().filter_map(|(name, member)| {
        let (inner_name, inner) = model.of(&member)?;
        let found = element.children.iter().find(|child| child.name == name)?;
        Some((name.to_owned(), value(model, inner_name, inner, found)))
    });
    members.collect()
}

fn value(model: &ServiceModel, name: &str, shape: &Shape, element: &Element) -> Value {
    match shape.kind {
        Kind::Structure => structure(model, shape, element).into(),
        Kind::List => {
            let (inner_name, inner) = model.of(shape.element().unwrap()).unwrap();
            element.children.iter().map(|child| value(model, inner_name, inner, child)).collect()
        }
        Kind::Integer | Kind::Long => element.text.parse::<i64>().unwrap().into(),
        Kind::Boolean => (element.text == "true").into(),
        Kind::Timestamp => element.text.replace(".000Z", "Z").into(),
        _ if name == "policyDocumentType" => unescaped(&element.text).into(),
        _ => element.text.as_str().into(),
    }
}

/// `%7B` and the like.
fn unescaped(text: &str) -> String {
    let mut parts = text.split('%');
    let first = parts.next().unwrap().to_owned();
    parts.fold(first, |text, part| {
        let code = u8::from_str_radix(&part[..2], 16).unwrap();
        text + &char::from(code).to_string() + &part[2..]
    })
}
