//! The little XML that S3's request bodies need: elements and text.

use crate::error::ApiError;
use crate::model::{Kind, ServiceModel, Shape};
use serde_json::{Map, Value};

const DEEPEST: usize = 16;

/// Writes a value of a type as the content of an element.
pub(super) fn write(service: &ServiceModel, shape: &Shape, name: &str, value: &Value) -> String {
    let content = match (shape.kind, value) {
        (Kind::Structure, Value::Object(members)) => members
            .iter()
            .filter_map(|(key, item)| {
                let member = shape.get(key)?;
                let (_, inner) = service.of(&member)?;
                Some(write(service, inner, member.wire_name.unwrap_or(key), item))
            })
            .collect(),
        (Kind::List, Value::Array(items)) => {
            let Some((member, inner)) = shape.element().and_then(|m| Some((m, service.of(m)?.1))) else {
                return String::new();
            };
            let each = if shape.flattened { name } else { member.wire_name.unwrap_or("member") };
            let rows: String = items.iter().map(|item| write(service, inner, each, item)).collect();
            if shape.flattened {
                return rows;
            }
            rows
        }
        (_, scalar) => super::query::scalar(scalar).map(|text| escape(&text)).unwrap_or_default(),
    };
    format!("<{name}>{content}</{name}>")
}

pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn unescape(text: &str) -> String {
    let pairs = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// An element: its name, attributes, child elements and text.
pub(crate) struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Element>,
    pub(crate) text: String,
}

impl Element {
    /// The one element of a text.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        element(text, 0).filter(|(_, rest)| rest.is_empty()).map(|(root, _)| root)
    }

    /// The first element below, by the names on the way to it.
    pub(crate) fn find(&self, path: &[&str]) -> Option<&Self> {
        path.iter().try_fold(self, |element, name| element.children.iter().find(|child| child.name == *name))
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// The attributes of a tag, by what stands behind its name.
fn attributes(mut text: &str) -> Vec<(String, String)> {
    let mut attributes = Vec::new();
    while let Some((name, rest)) = text.split_once('=') {
        let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''));
        let Some((value, rest)) = quote.and_then(|quote| rest[1..].split_once(quote)) else { break };
        attributes.push((name.trim().to_owned(), unescape(value)));
        text = rest;
    }
    attributes
}

/// Reads a document as a value of a type.
pub(super) fn read(service: &ServiceModel, shape: &Shape, text: &str) -> Result<Value, ApiError> {
    let start = text.trim_start();
    let start = match start.strip_prefix("<?") {
        Some(rest) => rest.split_once("?>").ok_or_else(ApiError::malformed_xml)?.1.trim_start(),
        None => start,
    };
    let (root, rest) = element(start, 0).ok_or_else(ApiError::malformed_xml)?;
    if !rest.trim().is_empty() {
        return Err(ApiError::malformed_xml());
    }
    value(service, shape, &root).ok_or_else(ApiError::malformed_xml)
}

fn element(text: &str, depth: usize) -> Option<(Element, &str)> {
    let (tag, mut rest) = text.strip_prefix('<')?.split_once('>')?;
    if depth > DEEPEST {
        return None;
    }
    let (tag, empty) = tag.strip_suffix('/').map_or((tag, false), |t| (t, true));
    let name = tag.split_whitespace().next()?.to_owned();
    let attributes = attributes(tag.get(name.len()..)?);
    let mut out = Element { name, attributes, children: Vec::new(), text: String::new() };
    if empty {
        return Some((out, rest));
    }
    loop {
        let (before, _) = rest.split_at(rest.find('<')?);
        out.text.push_str(&unescape(before));
        rest = &rest[before.len()..];
        if let Some(closing) = rest.strip_prefix("</") {
            let (name, after) = closing.split_once('>')?;
            return (name.trim() == out.name).then_some((out, after));
        }
        let (child, after) = element(rest, depth + 1)?;
        out.children.push(child);
        rest = after;
    }
}

fn value(service: &ServiceModel, shape: &Shape, element: &Element) -> Option<Value> {
    match shape.kind {
        Kind::Structure => {
            let mut out = Map::new();
            for (key, member) in shape.members() {
                let wire = member.wire_name.unwrap_or(key);
                let (_, inner) = service.of(&member)?;
                let found: Vec<&Element> = element.children.iter().filter(|c| c.name == wire).collect();
                let Some(first) = found.first() else { continue };
                let item = if inner.kind == Kind::List && inner.flattened {
                    list(service, inner, &found)?
                } else {
                    value(service, inner, first)?
                };
                out.insert(key.to_owned(), item);
            }
            Some(Value::from(out))
        }
        Kind::List => list(service, shape, &element.children.iter().collect::<Vec<_>>()),
        _ => super::query::typed(shape, &element.text),
    }
}

fn list(service: &ServiceModel, shape: &Shape, elements: &[&Element]) -> Option<Value> {
    let (_, inner) = service.of(shape.element()?)?;
    elements.iter().map(|e| value(service, inner, e)).collect::<Option<Vec<_>>>().map(Value::from)
}
