//! The condition keys of S3's checks. Source: spec s3-api.md §1, data/actions.txt.

use super::model::Object;
use super::tagging;
use crate::iam::model::Tag;
use crate::input::Input;
use crate::operation::Check;

/// Parameters that are condition keys as they were sent.
const OF_PARAMETERS: &[(&str, &str)] = &[
    ("ACL", "s3:x-amz-acl"),
    ("CopySource", "s3:x-amz-copy-source"),
    ("GrantFullControl", "s3:x-amz-grant-full-control"),
    ("GrantRead", "s3:x-amz-grant-read"),
    ("GrantReadACP", "s3:x-amz-grant-read-acp"),
    ("GrantWrite", "s3:x-amz-grant-write"),
    ("GrantWriteACP", "s3:x-amz-grant-write-acp"),
    ("IfMatch", "s3:if-match"),
    ("IfNoneMatch", "s3:if-none-match"),
    ("MetadataDirective", "s3:x-amz-metadata-directive"),
    ("ObjectOwnership", "s3:x-amz-object-ownership"),
    ("ServerSideEncryption", "s3:x-amz-server-side-encryption"),
    ("StorageClass", "s3:x-amz-storage-class"),
    ("VersionId", "s3:VersionId"),
    ("WebsiteRedirectLocation", "s3:x-amz-website-redirect-location"),
];

/// What the request's parameters say of themselves.
pub(super) fn of_parameters(check: Check, input: &Input) -> Check {
    let given = OF_PARAMETERS.iter().filter_map(|(name, key)| Some((*key, input.opt_text(name)?)));
    let check = given.fold(check, |check, (key, value)| check.with(key, vec![value.to_owned()]));
    match tagging::given(input) {
        Ok(tags) if !tags.is_empty() => of_request_tags(check, &tags),
        _ => check,
    }
}

fn of_request_tags(check: Check, tags: &[Tag]) -> Check {
    let keys = tags.iter().map(|tag| tag.key.clone()).collect();
    let check = check.with("s3:RequestObjectTagKeys", keys);
    let one = |check: Check, tag: &Tag| {
        check.with(format!("s3:RequestObjectTag/{}", tag.key), vec![tag.value.clone()])
    };
    tags.iter().fold(check, one)
}

/// Which version is asked for.
pub(super) fn of_version(check: Check, version: Option<&str>) -> Check {
    match version {
        Some(id) => check.with("s3:VersionId", vec![id.to_owned()]),
        None => check,
    }
}

/// The tags that an object has.
pub(super) fn of_object(check: Check, object: &Object) -> Check {
    let one = |check: Check, tag: &Tag| {
        check.with(format!("s3:ExistingObjectTag/{}", tag.key), vec![tag.value.clone()])
    };
    object.tags.iter().fold(check, one)
}

/// What a list asks for. How many rows is always known; what was not sent is no key.
pub(super) fn of_list(check: Check, input: &Input) -> Check {
    let given = [("s3:prefix", "Prefix"), ("s3:delimiter", "Delimiter")];
    let given = given.iter().filter_map(|(key, name)| Some((*key, input.opt_text(name)?)));
    let check = given.fold(check, |check, (key, value)| check.with(key, vec![value.to_owned()]));
    check.with("s3:max-keys", vec![input.int("MaxKeys").unwrap_or(1_000).to_string()])
}

/// What a new bucket shall be.
pub(super) fn of_new_bucket(check: Check, input: &Input) -> Check {
    let check = of_parameters(check, input);
    match input.get("CreateBucketConfiguration").and_then(|c| c.get("LocationConstraint")?.as_str()) {
        Some(location) => check.with("s3:LocationConstraint", vec![location.to_owned()]),
        None => check,
    }
}
