//! What S3's actions are checked on. Source: spec s3-api.md §1, §2; error-wordings.md §2.

use super::model::Bucket;
use crate::arn;
use crate::error::ApiError;
use crate::operation::{Check, Planning, Wording};
use crate::world::World;
use policy::NamedPolicy;

type Planned = Result<Check, ApiError>;

/// The account's list of buckets: no resource.
pub(super) fn all_buckets(p: &Planning<'_>) -> Planned {
    let check = Check::new(p.action, "*".to_owned(), p.caller.account.clone(), String::new());
    Ok(check.worded(Wording::S3))
}

/// A bucket that is to be made.
pub(super) fn new_bucket(p: &Planning<'_>) -> Planned {
    let name = p.input.text("Bucket")?;
    let check = shown(p, arn::s3(name, None), p.caller.account.clone());
    let location =
        p.input.get("CreateBucketConfiguration").and_then(|c| c.get("LocationConstraint")?.as_str());
    Ok(match location {
        Some(location) => check.with("s3:LocationConstraint", vec![location.to_owned()]),
        None => check,
    })
}

/// The bucket that `Bucket` names. A missing bucket is answered so to everyone.
pub(super) fn bucket(p: &Planning<'_>) -> Planned {
    let bucket = existing(p.world, p.input.text("Bucket")?)?;
    Ok(on(p, bucket, None))
}

/// As [`bucket`], answered without a body.
pub(super) fn bucket_head(p: &Planning<'_>) -> Planned {
    bucket(p).map(|check| check.worded(Wording::Bodiless)).map_err(bodiless)
}

/// The bucket whose objects are listed, with what the list asks for.
pub(super) fn listed_bucket(p: &Planning<'_>) -> Planned {
    let mut check = bucket(p)?;
    for (key, name) in [("s3:prefix", "Prefix"), ("s3:delimiter", "Delimiter")] {
        if let Some(value) = p.input.opt_text(name) {
            check = check.with(key, vec![value.to_owned()]);
        }
    }
    let most = p.input.int("MaxKeys").unwrap_or(1_000);
    Ok(check.with("s3:max-keys", vec![most.to_string()]))
}

/// The object that `Key` names.
pub(super) fn object(p: &Planning<'_>) -> Planned {
    let bucket = existing(p.world, p.input.text("Bucket")?)?;
    let key = p.input.text("Key")?;
    Ok(on(p, bucket, Some(key)))
}

/// A check on a bucket that is there, or on a key in it. Clients are sent to the bucket's own region, so
/// that is the one they ask.
fn on(p: &Planning<'_>, bucket: &Bucket, key: Option<&str>) -> Check {
    shown(p, arn::s3(&bucket.name, key), Some(bucket.owner.clone()))
        .guarded_by(policy_of(bucket))
        .with("aws:RequestedRegion", vec![bucket.region.clone()])
}

fn shown(p: &Planning<'_>, arn: String, account: Option<String>) -> Check {
    let quoted = format!("\"{arn}\"");
    Check::new(p.action, arn, account, quoted).worded(Wording::S3)
}

fn policy_of(bucket: &Bucket) -> Option<NamedPolicy> {
    let policy = bucket.policy.as_ref()?;
    Some(NamedPolicy::new(&format!("bucket policy of {}", bucket.name), policy.0.clone()))
}

pub(super) fn existing<'a>(world: &'a World, name: &str) -> Result<&'a Bucket, ApiError> {
    world.bucket(name).ok_or_else(no_such_bucket)
}

pub(super) fn no_such_bucket() -> ApiError {
    ApiError::new("NoSuchBucket", 404, "The specified bucket does not exist")
}

/// An error as the answer to a HEAD request carries it: its status only.
pub(super) fn bodiless(error: ApiError) -> ApiError {
    let text = match error.http {
        404 => "Not Found",
        403 => "Forbidden",
        _ => "Bad Request",
    };
    ApiError { code: error.http.to_string(), message: text.to_owned(), ..error }
}
