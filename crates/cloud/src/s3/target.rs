//! What S3's actions are checked on. Source: spec s3-api.md §1, §2, §4; error-wordings.md §2.

use super::condition_keys;
use super::model::{Bucket, Object};
use super::versions::Found;
use super::{guard, unsupported};
use crate::arn;
use crate::error::{ApiError, Fault};
use crate::operation::{Check, Planning, Wording};
use crate::world::World;
use policy::NamedPolicy;
use std::sync::Arc;

type Planned = Result<Check, ApiError>;

/// The account as a whole: no resource.
pub(super) fn account(p: &Planning<'_>) -> Planned {
    let check = Check::new(p.action, "*".to_owned(), p.caller.account.clone(), String::new());
    Ok(check.worded(Wording::S3))
}

/// A bucket that is to be made.
pub(super) fn new_bucket(p: &Planning<'_>) -> Planned {
    let check = shown(p, arn::s3(p.input.text("Bucket")?, None), p.caller.account.clone());
    Ok(condition_keys::of_new_bucket(check, p.input))
}

/// The bucket that `Bucket` names. A missing bucket is answered so to everyone.
pub(super) fn bucket(p: &Planning<'_>) -> Planned {
    Ok(condition_keys::of_parameters(on_bucket(p, named(p)?), p.input))
}

/// A bucket, whatever the request says.
pub(super) fn on_bucket(p: &Planning<'_>, bucket: &Bucket) -> Check {
    on(p, bucket, None, &bucket.owner).guarded_by(guard::of_bucket(p.world, p.caller, bucket))
}

/// As [`bucket`], answered without a body.
pub(super) fn bucket_head(p: &Planning<'_>) -> Planned {
    bucket(p).map(|check| check.worded(Wording::Bodiless)).map_err(bodiless)
}

/// The bucket whose objects are listed, with what the list asks for.
pub(super) fn listed_bucket(p: &Planning<'_>) -> Planned {
    Ok(condition_keys::of_list(bucket(p)?, p.input))
}

/// The object that `Key` and `VersionId` name.
pub(super) fn object(p: &Planning<'_>) -> Planned {
    let (bucket, key) = (named(p)?, p.input.text("Key")?);
    let check = existing_object(p, bucket, key, p.input.opt_text("VersionId"));
    Ok(condition_keys::of_parameters(check, p.input))
}

/// An object that may be there: who owns it decides whose account is asked.
pub(super) fn existing_object(p: &Planning<'_>, bucket: &Bucket, key: &str, version: Option<&str>) -> Check {
    let object = match bucket.version(key, version) {
        Some(Found::Object(object)) => Some(object.as_ref()),
        _ => None,
    };
    let Some(object) = object else {
        return condition_keys::of_version(place_of(p, bucket, key), version);
    };
    let policy = guard::of_object(p.world, p.caller, bucket, key, object);
    let check = on(p, bucket, Some(key), bucket.owner_of(object)).guarded_by(policy);
    condition_keys::of_object(condition_keys::of_version(check, version), object)
}

/// The place that `Key` names, where something is put or deleted.
pub(super) fn place(p: &Planning<'_>) -> Planned {
    let (bucket, key) = (named(p)?, p.input.text("Key")?);
    Ok(condition_keys::of_parameters(place_of(p, bucket, key), p.input))
}

/// A key of a bucket, whatever is there.
fn place_of(p: &Planning<'_>, bucket: &Bucket, key: &str) -> Check {
    place_guarded(p, bucket, key, guard::of_bucket(p.world, p.caller, bucket))
}

/// A key of a bucket whose guard has been built: that is costly, so many keys share it.
pub(super) fn place_guarded(
    p: &Planning<'_>,
    bucket: &Bucket,
    key: &str,
    guard: Option<NamedPolicy>,
) -> Check {
    on(p, bucket, Some(key), &bucket.owner).guarded_by(guard)
}

/// Another action on what a check is on. The guard stays the one that was built.
pub(super) fn also(check: &Check, action: &'static str) -> Check {
    Check { action, ..check.clone() }
}

/// A check on a bucket that is there, or on a key in it. Clients are sent to the bucket's own region, so
/// that is the one they ask.
fn on(p: &Planning<'_>, bucket: &Bucket, key: Option<&str>, owner: &str) -> Check {
    shown(p, arn::s3(&bucket.name, key), Some(owner.to_owned()))
        .with("aws:RequestedRegion", vec![bucket.region.clone()])
}

fn shown(p: &Planning<'_>, arn: String, account: Option<String>) -> Check {
    let quoted = format!("\"{arn}\"");
    Check::new(p.action, arn, account, quoted).worded(Wording::S3)
}

/// The bucket of the request, which must be whose the caller expects.
pub(super) fn named<'a>(p: &Planning<'a>) -> Result<&'a Bucket, ApiError> {
    let bucket = existing(p.world, p.input.text("Bucket")?)?;
    if p.presigned && p.region != bucket.region {
        return Err(wrong_region());
    }
    unsupported::check(p.input)?;
    expect_owner(bucket, p.input.opt_text("ExpectedBucketOwner"))?;
    Ok(bucket)
}

/// Refuses a bucket that is another account's than was expected.
pub(super) fn expect_owner(bucket: &Bucket, expected: Option<&str>) -> Result<(), ApiError> {
    match expected {
        Some(account) if account != bucket.owner => {
            Err(ApiError::new("AccessDenied", 403, "Access Denied").with_fault(Fault::Authorization))
        }
        _ => Ok(()),
    }
}

pub(super) fn existing<'a>(world: &'a World, name: &str) -> Result<&'a Bucket, ApiError> {
    world.bucket(name).ok_or_else(no_such_bucket)
}

pub(super) fn existing_mut<'a>(world: &'a mut World, name: &str) -> Result<&'a mut Bucket, ApiError> {
    world.bucket_mut(name).ok_or_else(no_such_bucket)
}

/// The object that a request means.
pub(super) fn found<'a>(
    bucket: &'a Bucket,
    key: &str,
    version: Option<&str>,
) -> Result<&'a Arc<Object>, ApiError> {
    if let Some(id) = version {
        check_version_id(id)?;
    }
    match (bucket.version(key, version), version) {
        (Some(Found::Object(object)), _) => Ok(object),
        (Some(Found::DeleteMarker(_)), Some(_)) => Err(method_not_allowed()),
        (None, Some(_)) => Err(ApiError::new("NoSuchVersion", 404, "The specified version does not exist.")),
        (_, None) => Err(ApiError::new("NoSuchKey", 404, "The specified key does not exist.")),
    }
}

/// Refuses what has not the form of a version id.
pub(super) fn check_version_id(id: &str) -> Result<(), ApiError> {
    let ours = id.len() == crate::ids::VERSION_ID_LENGTH;
    if ours || id == "null" {
        return Ok(());
    }
    Err(ApiError::new("InvalidArgument", 400, "Invalid version id specified"))
}

pub(super) fn no_such_bucket() -> ApiError {
    ApiError::new("NoSuchBucket", 404, "The specified bucket does not exist")
}

pub(super) fn method_not_allowed() -> ApiError {
    ApiError::new("MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
}

/// What a presigned URL to another region's endpoint gets. All other requests are taken as if they had been
/// sent once more to the right one, as the CLI and the SDKs do unasked.
fn wrong_region() -> ApiError {
    let message = "The bucket you are attempting to access must be addressed using the specified endpoint. \
                   Please send all future requests to this endpoint.";
    ApiError::new("PermanentRedirect", 301, message)
}

/// An error as the answer to a HEAD request carries it: its status only.
pub(super) fn bodiless(error: ApiError) -> ApiError {
    let text = match error.http {
        404 => "Not Found",
        403 => "Forbidden",
        405 => "Method Not Allowed",
        412 => "Precondition Failed",
        _ => "Bad Request",
    };
    ApiError { code: error.http.to_string(), message: text.to_owned(), ..error }
}
