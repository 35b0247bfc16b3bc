//! Reading objects. Source: spec s3-api.md §1, §2, §5.

use super::checksum::crc64nvme;
use super::model::{Bucket, Object};
use super::target::{self, bodiless, existing, found};
use super::versions::Found;
use super::{keys, preconditions, range};
use crate::error::ApiError;
use crate::model::in_order;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run, Wording};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value, json};
use std::ops::Range;
use std::sync::Arc;

pub(super) const ROWS: Rows = &[
    Operation {
        service: "s3",
        name: "GetObject",
        access: Access::Read,
        checks: Checks::Custom(get_checks),
        run: Run::Read(get),
        example: "aws s3api get-object --bucket my-new-bucket --key hello.txt out.txt",
    },
    Operation {
        service: "s3",
        name: "HeadObject",
        access: Access::Read,
        checks: Checks::Custom(head_checks),
        run: Run::Read(head),
        example: "aws s3api head-object --bucket my-new-bucket --key hello.txt",
    },
    Operation {
        service: "s3",
        name: "GetObjectAttributes",
        access: Access::Read,
        checks: Checks::Custom(attribute_checks),
        run: Run::Read(attributes),
        example: "aws s3api get-object-attributes --bucket my-new-bucket --key hello.txt \
                  --object-attributes ETag ObjectSize",
    },
];

fn get_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let version = p.input.opt_text("VersionId");
    let check = target::object(&Planning { action: read_action(version), ..*p })?;
    Ok(with_listing(p, target::named(p)?, p.input.text("Key")?, version, vec![check]))
}

/// What reading a version asks for.
pub(super) fn read_action(version: Option<&str>) -> &'static str {
    if version.is_some() { "s3:GetObjectVersion" } else { "s3:GetObject" }
}

/// Where an object is missing, also knowing that: without `s3:ListBucket` nobody learns whether a key
/// exists. Source: spec s3-api.md §2.
pub(super) fn with_listing(
    p: &Planning<'_>,
    bucket: &Bucket,
    key: &str,
    version: Option<&str>,
    mut checks: Vec<Check>,
) -> Vec<Check> {
    match bucket.version(key, version) {
        Some(Found::Object(object)) => checks.extend(keys::reading(p, bucket, key, object)),
        _ => checks.push(target::on_bucket(&Planning { action: "s3:ListBucket", ..*p }, bucket)),
    }
    checks
}

fn head_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let checks = get_checks(p).map_err(bodiless)?;
    Ok(checks.into_iter().map(|check| check.worded(Wording::Bodiless)).collect())
}

fn attribute_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let attributes =
        if p.input.has("VersionId") { "s3:GetObjectVersionAttributes" } else { "s3:GetObjectAttributes" };
    let mut checks = get_checks(p)?;
    checks.insert(1, target::object(&Planning { action: attributes, ..*p })?);
    Ok(checks)
}

/// The object that a request means, if the request's own conditions on it hold.
fn wanted<'a>(ok: &Authorized, world: &'a World) -> Result<(&'a Bucket, &'a Arc<Object>), ApiError> {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let object = found(bucket, input.text("Key")?, input.opt_text("VersionId"))?;
    preconditions::for_reading(input, object)?;
    keys::usable(world, &object.encryption)?;
    Ok((bucket, object))
}

fn get(ok: &Authorized, world: &World) -> Output {
    let (bucket, object) = wanted(ok, world)?;
    let bytes = object.body.bytes();
    let range = range::of(ok.input(), bytes.len())?;
    let mut members = described(bucket, object, range.as_ref());
    let body = range.as_ref().map_or(bytes.as_slice(), |range| &bytes[range.clone()]);
    members.insert("Body".to_owned(), BASE64.encode(body).into());
    if range.is_none() {
        members.extend(checksum(&bytes));
    }
    for (parameter, member) in OVERRIDES {
        if let Some(value) = ok.input().opt_text(parameter) {
            members.insert((*member).to_owned(), value.into());
        }
    }
    Ok(in_order("s3", "GetObject", members))
}

fn head(ok: &Authorized, world: &World) -> Output {
    let (bucket, object) = wanted(ok, world).map_err(bodiless)?;
    let range = range::of(ok.input(), object.body.len()).map_err(bodiless)?;
    let mut members = described(bucket, object, range.as_ref());
    if ok.input().opt_text("ChecksumMode") == Some("ENABLED") {
        members.extend(checksum(&object.body.bytes()));
    }
    Ok(in_order("s3", "HeadObject", members))
}

/// Parameters by which a reader chooses headers of the answer.
const OVERRIDES: &[(&str, &str)] = &[
    ("ResponseCacheControl", "CacheControl"),
    ("ResponseContentDisposition", "ContentDisposition"),
    ("ResponseContentEncoding", "ContentEncoding"),
    ("ResponseContentLanguage", "ContentLanguage"),
    ("ResponseContentType", "ContentType"),
    ("ResponseExpires", "Expires"),
];

fn checksum(bytes: &[u8]) -> [(String, Value); 2] {
    [
        ("ChecksumCRC64NVME".to_owned(), crc64nvme(bytes).into()),
        ("ChecksumType".to_owned(), "FULL_OBJECT".into()),
    ]
}

/// What an answer says about an object, or a range of it.
fn described(bucket: &Bucket, object: &Object, range: Option<&Range<usize>>) -> Map<String, Value> {
    let length = range.map_or(object.body.len(), Range::len);
    let mut members = json!({
        "AcceptRanges": "bytes",
        "LastModified": object.modified.iso(),
        "ContentLength": length,
        "ETag": format!("\"{}\"", object.etag),
        "ContentType": object.content_type,
        "ServerSideEncryption": object.encryption.as_str(),
        "Metadata": object.metadata,
    });
    if let Some(range) = range {
        let last = range.end.saturating_sub(1);
        members["ContentRange"] = format!("bytes {}-{last}/{}", range.start, object.body.len()).into();
    }
    if bucket.versioning.is_some() {
        members["VersionId"] = object.version.0.as_str().into();
    }
    if let Some(key) = object.encryption.key() {
        members["SSEKMSKeyId"] = key.into();
    }
    for (name, value) in &object.headers {
        members[name] = value.as_str().into();
    }
    match members {
        Value::Object(members) => members,
        _ => Map::new(),
    }
}

fn attributes(ok: &Authorized, world: &World) -> Output {
    let (bucket, object) = wanted(ok, world)?;
    let asked = ok.input().texts("ObjectAttributes");
    let mut members = Map::from_iter([("LastModified".to_owned(), Value::from(object.modified.iso()))]);
    if bucket.versioning.is_some() {
        members.insert("VersionId".to_owned(), object.version.0.as_str().into());
    }
    for name in asked {
        let value = match name {
            "ETag" => object.etag.as_str().into(),
            "ObjectSize" => object.body.len().into(),
            "StorageClass" => object.storage_class().into(),
            "Checksum" => Map::from_iter(checksum(&object.body.bytes())).into(),
            // Objects here have no parts.
            _ => continue,
        };
        members.insert(name.to_owned(), value);
    }
    Ok(in_order("s3", "GetObjectAttributes", members))
}
