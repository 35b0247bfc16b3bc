//! Bucket policies: only the owner's account may touch them.

use super::target::{self, existing};
use super::{read, write};
use crate::error::ApiError;
use crate::iam::{readable, save_resource_policy};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use policy::PolicyType;
use serde_json::Map;

const MANAGE: Access = Access::PermissionsManagement;
/// Bytes.
const QUOTA: usize = 20 * 1_024;

pub(super) const ROWS: Rows = &[
    read(
        "GetBucketPolicy",
        Access::Read,
        "s3:GetBucketPolicy",
        target::bucket,
        get,
        "aws s3api get-bucket-policy --bucket my-new-bucket",
    ),
    write(
        "PutBucketPolicy",
        MANAGE,
        "s3:PutBucketPolicy",
        target::bucket,
        put,
        "aws s3api put-bucket-policy --bucket my-new-bucket --policy file://bucket-policy.json",
    ),
    write(
        "DeleteBucketPolicy",
        MANAGE,
        "s3:DeleteBucketPolicy",
        target::bucket,
        delete,
        "aws s3api delete-bucket-policy --bucket my-new-bucket",
    ),
];

fn owners_only(ok: &Authorized, world: &World) -> Result<(), ApiError> {
    if existing(world, ok.input().text("Bucket")?)?.owner == ok.account() {
        return Ok(());
    }
    let message = "The specified method is not allowed against this resource.";
    Err(ApiError::new("MethodNotAllowed", 405, message))
}

fn get(ok: &Authorized, world: &World) -> Output {
    owners_only(ok, world)?;
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    let none = || ApiError::new("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
    let text = readable(world, bucket.policy.as_ref().ok_or_else(none)?);
    Ok(Map::from_iter([("Policy".to_owned(), text.into())]))
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    owners_only(ok, world)?;
    let (name, text) = (ok.input().text("Bucket")?, ok.input().text("Policy")?);
    if text.len() > QUOTA {
        return Err(ApiError::new(
            "PolicyTooLarge",
            400,
            "The policy exceeds the maximum allowed document size.",
        ));
    }
    let policy = save_resource_policy(world, text, PolicyType::S3Bucket { bucket: name })?;
    world.bucket_mut(name).ok_or_else(target::no_such_bucket)?.policy = Some(policy);
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    owners_only(ok, world)?;
    let name = ok.input().text("Bucket")?;
    world.bucket_mut(name).ok_or_else(target::no_such_bucket)?.policy = None;
    Ok(Map::new())
}
