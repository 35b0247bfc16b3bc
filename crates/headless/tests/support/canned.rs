//! Canned answers of golden records: what AWS itself answered, as the reply that the shell gets.
#![allow(clippy::unwrap_used)]

use cloud::ApiError;
use cloud::model::{self, Kind, ServiceModel, Shape};
use serde_json::{Map, Value};
use std::collections::VecDeque;

/// What AWS itself answered.
pub enum Canned {
    Error(ApiError),
    /// The body, in XML.
    Success(String),
}

/// The canned answers of a record: one, or several in a row.
pub fn of(record: &Value) -> VecDeque<Canned> {
    let answers = match &record["canned"] {
        Value::Array(several) => several.as_slice(),
        one => std::slice::from_ref(one),
    };
    let answer = |canned: &Value| {
        let success = || Some(Canned::Success(canned["body"].as_str()?.to_owned()));
        canned_error(canned).map(Canned::Error).or_else(success)
    };
    answers.iter().filter_map(answer).collect()
}

/// The error in a canned answer, if it is one.
fn canned_error(canned: &Value) -> Option<ApiError> {
    let body = canned["body"].as_str()?;
    let status = u16::try_from(canned["status"].as_u64()?).ok()?;
    let part = |name: &str| {
        let rest = body.split(&format!("<{name}>")).nth(1)?;
        let text = rest.split(&format!("</{name}>")).next()?;
        let entities = [("&quot;", "\""), ("&lt;", "<"), ("&gt;", ">"), ("&apos;", "'"), ("&amp;", "&")];
        Some(entities.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)))
    };
    if status < 300 {
        return None;
    }
    if let Ok(body) = serde_json::from_str::<Value>(body) {
        return json_error(canned, &body, status);
    }
    let bare = if status == 404 { "Not Found" } else { "Forbidden" };
    let code = part("Code").unwrap_or_else(|| status.to_string());
    Some(ApiError::new(&code, status, part("Message").unwrap_or_else(|| bare.to_owned())))
}

/// The error in the answer of a JSON service, whose code a header may say otherwise.
fn json_error(canned: &Value, body: &Value, status: u16) -> Option<ApiError> {
    let headers = canned["headers"].as_array().into_iter().flatten();
    let of_query =
        headers.filter(|h| h[0] == "x-amzn-query-error").find_map(|h| h[1].as_str()?.split(';').next());
    let code = of_query.or_else(|| body["__type"].as_str()?.rsplit('#').next())?;
    Some(ApiError::new(code, status, body["message"].as_str()?))
}

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
