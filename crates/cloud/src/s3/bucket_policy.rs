//! Bucket policies: only the owner's account may touch them.

use super::public::is_public;
use super::target::{self, existing, existing_mut};
use super::{public_access, read, write};
use crate::denial;
use crate::error::ApiError;
use crate::iam::{readable, save_resource_policy};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::stored_policy::StoredPolicy;
use crate::world::World;
use policy::PolicyType;
use serde_json::{Map, json};

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
    read(
        "GetBucketPolicyStatus",
        Access::Read,
        "s3:GetBucketPolicyStatus",
        target::bucket,
        status,
        "aws s3api get-bucket-policy-status --bucket my-new-bucket",
    ),
];

fn owners_only(ok: &Authorized, world: &World) -> Result<(), ApiError> {
    if existing(world, ok.input().text("Bucket")?)?.owner == ok.account() {
        return Ok(());
    }
    Err(target::method_not_allowed())
}

fn get(ok: &Authorized, world: &World) -> Output {
    owners_only(ok, world)?;
    let text = readable(world, policy(ok, world)?);
    Ok(Map::from_iter([("Policy".to_owned(), text.into())]))
}

fn policy<'a>(ok: &Authorized, world: &'a World) -> Result<&'a StoredPolicy, ApiError> {
    let none = || ApiError::new("NoSuchBucketPolicy", 404, "The bucket policy does not exist");
    existing(world, ok.input().text("Bucket")?)?.policy.as_ref().ok_or_else(none)
}

fn status(ok: &Authorized, world: &World) -> Output {
    let public = is_public(policy(ok, world)?.0.document());
    Ok(Map::from_iter([("PolicyStatus".to_owned(), json!({ "IsPublic": public }))]))
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
    let bucket = existing(world, name)?;
    if is_public(policy.0.document()) && public_access::effective(world, bucket).block_public_policy {
        let why = "public policies are prevented by the BlockPublicPolicy setting";
        let (owner, arn) = (&bucket.owner, bucket.arn());
        return Err(denial::public_access_blocked(ok.caller(), owner, "s3:PutBucketPolicy", &arn, why));
    }
    existing_mut(world, name)?.policy = Some(policy);
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    owners_only(ok, world)?;
    existing_mut(world, ok.input().text("Bucket")?)?.policy = None;
    Ok(Map::new())
}
