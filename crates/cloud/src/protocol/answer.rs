//! Answers as S3 puts them on the wire, for those who speak plain HTTP: a browser, `curl`.

use super::{find, xml};
use crate::error::ApiError;
use crate::model::{Kind, Location, Shape};
use crate::request::Reply;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

/// The body of an answer.
#[must_use]
pub fn body(service: &str, operation: &str, reply: &Reply) -> Vec<u8> {
    let Ok((service, model)) = find(service, operation) else { return Vec::new() };
    let Some(output) = service.output(model) else { return Vec::new() };
    if let Some(name) = &output.payload {
        let (value, inner) = (reply.output.get(name), output.get(name).and_then(|m| service.of(&m)));
        return match (value, inner) {
            (Some(Value::String(text)), Some((_, shape))) if shape.kind == Kind::Blob => {
                BASE64.decode(text).unwrap_or_default()
            }
            (Some(Value::String(text)), _) => text.clone().into_bytes(),
            (Some(value), Some((_, shape))) => document(&xml::write(service, shape, name, value)),
            _ => Vec::new(),
        };
    }
    let in_body = |name: &str| output.get(name).is_some_and(|member| member.location == Location::Body);
    let members: Map<String, Value> =
        reply.output.iter().filter(|(name, _)| in_body(name)).map(|(n, v)| (n.clone(), v.clone())).collect();
    if members.is_empty() {
        return Vec::new();
    }
    document(&xml::write(service, output, root(operation, output), &Value::Object(members)))
}

fn document(element: &str) -> Vec<u8> {
    format!("{DECLARATION}{element}").into_bytes()
}

/// The name of an answer's outermost element.
fn root(operation: &str, output: &Shape) -> &'static str {
    match operation {
        "ListBuckets" => "ListAllMyBucketsResult",
        "ListObjects" | "ListObjectsV2" => "ListBucketResult",
        "ListObjectVersions" => "ListVersionsResult",
        "DeleteObjects" => "DeleteResult",
        "GetBucketLocation" => "LocationConstraint",
        "GetBucketVersioning" => "VersioningConfiguration",
        _ if output.get("TagSet").is_some() => "Tagging",
        _ if output.get("Grants").is_some() => "AccessControlPolicy",
        _ => "Result",
    }
}

/// The body of an error.
#[must_use]
pub fn error_body(error: &ApiError) -> Vec<u8> {
    let (code, message) = (xml::escape(&error.code), xml::escape(&error.message));
    document(&format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>"))
}
