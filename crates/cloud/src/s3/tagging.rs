//! Tags of buckets and objects.

use super::model::Object;
use super::target::{self, existing, existing_mut, found};
use super::{read, write};
use crate::encoding::decode_form;
use crate::error::ApiError;
use crate::iam::model::Tag;
use crate::input::Input;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

const MOST_OF_OBJECT: usize = 10;
const MOST_OF_BUCKET: usize = 50;
const TOO_MANY_OF_BUCKET: &str = "Bucket tag count cannot be greater than 50";
/// Characters.
const LONGEST_KEY: usize = 128;
const LONGEST_VALUE: usize = 256;

pub(super) const ROWS: Rows = &[
    read(
        "GetBucketTagging",
        Access::Read,
        "s3:GetBucketTagging",
        target::bucket,
        get_bucket,
        "aws s3api get-bucket-tagging --bucket my-new-bucket",
    ),
    write(
        "PutBucketTagging",
        Access::Tagging,
        "s3:PutBucketTagging",
        target::bucket,
        put_bucket,
        "aws s3api put-bucket-tagging --bucket my-new-bucket --tagging 'TagSet=[{Key=team,Value=blue}]'",
    ),
    write(
        "DeleteBucketTagging",
        Access::Tagging,
        "s3:PutBucketTagging",
        target::bucket,
        delete_bucket,
        "aws s3api delete-bucket-tagging --bucket my-new-bucket",
    ),
    Operation {
        service: "s3",
        name: "GetObjectTagging",
        access: Access::Read,
        checks: Checks::Custom(|p| version_or(p, "s3:GetObjectTagging", "s3:GetObjectVersionTagging")),
        run: Run::Read(get_object),
        example: "aws s3api get-object-tagging --bucket my-new-bucket --key hello.txt",
    },
    Operation {
        service: "s3",
        name: "PutObjectTagging",
        access: Access::Tagging,
        checks: Checks::Custom(|p| version_or(p, "s3:PutObjectTagging", "s3:PutObjectVersionTagging")),
        run: Run::Write(put_object),
        example: "aws s3api put-object-tagging --bucket my-new-bucket --key hello.txt \
                  --tagging 'TagSet=[{Key=team,Value=blue}]'",
    },
    Operation {
        service: "s3",
        name: "DeleteObjectTagging",
        access: Access::Tagging,
        checks: Checks::Custom(|p| version_or(p, "s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging")),
        run: Run::Write(delete_object),
        example: "aws s3api delete-object-tagging --bucket my-new-bucket --key hello.txt",
    },
];

/// A check on an object, whose action is another where a version is named.
pub(super) fn version_or(
    p: &Planning<'_>,
    plain: &'static str,
    of_version: &'static str,
) -> Result<Vec<Check>, ApiError> {
    let action = if p.input.has("VersionId") { of_version } else { plain };
    Ok(vec![target::object(&Planning { action, ..*p })?])
}

/// The tags that a request gives, in a body (`TagSet`) or in a header (`a=b&c=d`).
pub(super) fn given(input: &Input) -> Result<Vec<Tag>, ApiError> {
    let tags: Vec<Tag> = match input.get("Tagging") {
        None => Vec::new(),
        Some(Value::String(header)) => {
            let invalid = || {
                let message = "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query \
                               parameters without tag name duplicates.";
                ApiError::new("InvalidArgument", 400, message)
            };
            let pairs = decode_form(header).ok_or_else(invalid)?;
            pairs.iter().filter(|(key, _)| !key.is_empty()).map(|(key, value)| tag(key, value)).collect()
        }
        Some(body) => body.get("TagSet").map(of_rows).unwrap_or_default(),
    };
    Ok(tags)
}

fn tag(key: &str, value: &str) -> Tag {
    Tag { key: key.to_owned(), value: value.to_owned() }
}

/// Tags as they stand in a request's body.
fn of_rows(rows: &Value) -> Vec<Tag> {
    let rows = rows.as_array().into_iter().flatten();
    rows.filter_map(|row| Some(tag(row.get("Key")?.as_str()?, row.get("Value")?.as_str()?))).collect()
}

/// The tags that a request gives for an object.
pub(super) fn of_new_object(input: &Input) -> Result<Vec<Tag>, ApiError> {
    checked(given(input)?, MOST_OF_OBJECT, "Object tags cannot be greater than 10")
}

/// The tags that a request gives for a new bucket.
pub(super) fn of_new_bucket(input: &Input) -> Result<Vec<Tag>, ApiError> {
    let rows =
        input.get("CreateBucketConfiguration").and_then(|c| c.get("Tags")).cloned().unwrap_or_default();
    checked(of_rows(&rows), MOST_OF_BUCKET, TOO_MANY_OF_BUCKET)
}

fn checked(tags: Vec<Tag>, most: usize, too_many: &str) -> Result<Vec<Tag>, ApiError> {
    let invalid = |message: &str| Err(ApiError::new("InvalidTag", 400, message));
    if tags.len() > most {
        return Err(ApiError::new("BadRequest", 400, too_many));
    }
    let keys: BTreeSet<&str> = tags.iter().map(|tag| tag.key.as_str()).collect();
    if keys.len() < tags.len() {
        return invalid("Cannot provide multiple Tags with the same key");
    }
    for tag in &tags {
        if tag.key.is_empty() || tag.key.chars().count() > LONGEST_KEY {
            return invalid("The TagKey you have provided is invalid");
        }
        if tag.value.chars().count() > LONGEST_VALUE {
            return invalid("The TagValue you have provided is invalid");
        }
        if tag.key.to_ascii_lowercase().starts_with("aws:") {
            return invalid("System tags cannot be added/updated by requester");
        }
    }
    Ok(tags)
}

fn shown(tags: &[Tag]) -> Value {
    tags.iter().map(|tag| json!({"Key": tag.key, "Value": tag.value})).collect()
}

fn get_bucket(ok: &Authorized, world: &World) -> Output {
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    if bucket.tags.is_empty() {
        return Err(ApiError::new("NoSuchTagSet", 404, "The TagSet does not exist"));
    }
    Ok(Map::from_iter([("TagSet".to_owned(), shown(&bucket.tags))]))
}

fn put_bucket(ok: &Authorized, world: &mut World) -> Output {
    let tags = checked(given(ok.input())?, MOST_OF_BUCKET, TOO_MANY_OF_BUCKET)?;
    existing_mut(world, ok.input().text("Bucket")?)?.tags = tags;
    Ok(Map::new())
}

fn delete_bucket(ok: &Authorized, world: &mut World) -> Output {
    existing_mut(world, ok.input().text("Bucket")?)?.tags = Vec::new();
    Ok(Map::new())
}

fn get_object(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let object = found(bucket, input.text("Key")?, input.opt_text("VersionId"))?;
    let mut out = Map::new();
    if bucket.versioning.is_some() {
        out.insert("VersionId".to_owned(), object.version.0.as_str().into());
    }
    out.insert("TagSet".to_owned(), shown(&object.tags));
    Ok(out)
}

fn put_object(ok: &Authorized, world: &mut World) -> Output {
    let tags = of_new_object(ok.input())?;
    change(ok, world, |object| object.tags = tags)
}

fn delete_object(ok: &Authorized, world: &mut World) -> Output {
    change(ok, world, |object| object.tags = Vec::new())
}

/// Changes the version that a request means, which stays the version that it is.
pub(super) fn change(ok: &Authorized, world: &mut World, change: impl FnOnce(&mut Object)) -> Output {
    let input = ok.input();
    let (key, bucket) = (input.text("Key")?, existing_mut(world, input.text("Bucket")?)?);
    let version = found(bucket, key, input.opt_text("VersionId"))?.version.clone();
    bucket.change(key, &version.0, change);
    let mut out = Map::new();
    if bucket.versioning.is_some() {
        out.insert("VersionId".to_owned(), version.0.into());
    }
    Ok(out)
}
