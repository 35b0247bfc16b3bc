//! Objects.

use super::buckets::check_acl;
use super::model::Object;
use super::target::{self, bodiless, existing, no_such_bucket};
use super::write;
use crate::encoding::hex;
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run, Wording};
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use md5::{Digest as _, Md5};
use serde_json::{Map, Value};
use std::sync::Arc;

/// Bytes of a key.
const LONGEST_KEY: usize = 1_024;
/// Bytes of an object. The world lives in a browser's memory and storage.
const LARGEST_OBJECT: usize = 1 << 20;

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
    write(
        "PutObject",
        Access::Write,
        "s3:PutObject",
        target::object,
        put,
        "aws s3api put-object --bucket my-new-bucket --key hello.txt --body hello.txt",
    ),
    write(
        "DeleteObject",
        Access::Write,
        "s3:DeleteObject",
        target::object,
        delete,
        "aws s3api delete-object --bucket my-new-bucket --key hello.txt",
    ),
];

/// Reading an object, and where it is missing also knowing that: without `s3:ListBucket` nobody learns
/// whether a key exists. Source: spec s3-api.md §2.
fn get_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let object = target::object(&Planning { action: "s3:GetObject", ..*p })?;
    let bucket = existing(p.world, p.input.text("Bucket")?)?;
    if bucket.objects.contains_key(p.input.text("Key")?) {
        return Ok(vec![object]);
    }
    Ok(vec![object, target::bucket(&Planning { action: "s3:ListBucket", ..*p })?])
}

fn head_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let checks = get_checks(p).map_err(bodiless)?;
    Ok(checks.into_iter().map(|check| check.worded(Wording::Bodiless)).collect())
}

fn found<'a>(ok: &Authorized, world: &'a World) -> Result<&'a Object, ApiError> {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    bucket
        .objects
        .get(ok.input().text("Key")?)
        .map(AsRef::as_ref)
        .ok_or_else(|| ApiError::new("NoSuchKey", 404, "The specified key does not exist."))
}

fn get(ok: &Authorized, world: &World) -> Output {
    let object = found(ok, world)?;
    let mut out = Map::from_iter([("Body".to_owned(), Value::from(BASE64.encode(&object.body)))]);
    out.extend(metadata(object));
    Ok(out)
}

fn head(ok: &Authorized, world: &World) -> Output {
    found(ok, world).map(metadata).map_err(bodiless)
}

fn metadata(object: &Object) -> Map<String, Value> {
    Map::from_iter([
        ("AcceptRanges".to_owned(), "bytes".into()),
        ("LastModified".to_owned(), object.modified.iso().into()),
        ("ContentLength".to_owned(), object.body.len().into()),
        ("ETag".to_owned(), format!("\"{}\"", object.etag).into()),
        ("ContentType".to_owned(), object.content_type.as_str().into()),
        ("ServerSideEncryption".to_owned(), "AES256".into()),
        ("Metadata".to_owned(), Map::new().into()),
    ])
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let key = input.text("Key")?;
    if key.len() > LONGEST_KEY {
        return Err(ApiError::new("KeyTooLongError", 400, "Your key is too long"));
    }
    check_acl(ok)?;
    let body = BASE64
        .decode(input.opt_text("Body").unwrap_or_default())
        .map_err(|_| ApiError::new("InvalidRequest", 400, "The body is not base64."))?;
    if body.len() > LARGEST_OBJECT {
        let message = "IAM Playground keeps objects of at most 1 MiB.";
        return Err(ApiError::new("EntityTooLarge", 400, message));
    }
    let etag = hex(&Md5::digest(&body));
    let object = Object {
        content_type: input.opt_text("ContentType").unwrap_or("binary/octet-stream").to_owned(),
        modified: ok.now(),
        etag: etag.clone(),
        body,
    };
    let bucket = world.bucket_mut(input.text("Bucket")?).ok_or_else(no_such_bucket)?;
    bucket.objects.insert(key.to_owned(), Arc::new(object));
    Ok(Map::from_iter([
        ("ETag".to_owned(), Value::from(format!("\"{etag}\""))),
        ("ServerSideEncryption".to_owned(), "AES256".into()),
    ]))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let bucket = world.bucket_mut(ok.input().text("Bucket")?).ok_or_else(no_such_bucket)?;
    bucket.objects.remove(ok.input().text("Key")?);
    Ok(Map::new())
}
