//! Block Public Access of buckets and accounts. Source: spec s3-api.md §4.

use super::model::Bucket;
use super::target::{self, existing, existing_mut};
use super::{read, write};
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

const MANAGE: Access = Access::PermissionsManagement;

pub(super) const ROWS: Rows = &[
    read(
        "GetPublicAccessBlock",
        Access::Read,
        "s3:GetBucketPublicAccessBlock",
        target::bucket,
        get,
        "aws s3api get-public-access-block --bucket my-new-bucket",
    ),
    write(
        "PutPublicAccessBlock",
        MANAGE,
        "s3:PutBucketPublicAccessBlock",
        target::bucket,
        put,
        "aws s3api put-public-access-block --bucket my-new-bucket --public-access-block-configuration \
         BlockPublicPolicy=false,RestrictPublicBuckets=false",
    ),
    write(
        "DeletePublicAccessBlock",
        MANAGE,
        "s3:PutBucketPublicAccessBlock",
        target::bucket,
        delete,
        "aws s3api delete-public-access-block --bucket my-new-bucket",
    ),
];

/// The four settings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[expect(clippy::struct_excessive_bools, reason = "the API's own four switches, each by itself")]
pub struct PublicAccessBlock {
    /// Requests that set a public ACL are refused.
    pub block_public_acls: bool,
    /// Public ACLs grant nothing.
    pub ignore_public_acls: bool,
    /// Public bucket policies are refused.
    pub block_public_policy: bool,
    /// A public bucket policy lets in AWS services and the owner's account only.
    pub restrict_public_buckets: bool,
}

impl PublicAccessBlock {
    /// What new buckets have: everything is blocked.
    #[must_use]
    pub fn new_bucket() -> Option<Self> {
        Some(Self {
            block_public_acls: true,
            ignore_public_acls: true,
            block_public_policy: true,
            restrict_public_buckets: true,
        })
    }

    /// What either blocks.
    fn or(self, other: Self) -> Self {
        Self {
            block_public_acls: self.block_public_acls || other.block_public_acls,
            ignore_public_acls: self.ignore_public_acls || other.ignore_public_acls,
            block_public_policy: self.block_public_policy || other.block_public_policy,
            restrict_public_buckets: self.restrict_public_buckets || other.restrict_public_buckets,
        }
    }

    /// The settings that a request gives; what it leaves out is off.
    pub(super) fn of_input(input: &Input) -> Result<Self, ApiError> {
        let given = input.get("PublicAccessBlockConfiguration").cloned().unwrap_or_default();
        serde_json::from_value(given).map_err(|_| ApiError::malformed_xml())
    }
}

/// What holds for a bucket: its own block and its account's.
pub(super) fn effective(world: &World, bucket: &Bucket) -> PublicAccessBlock {
    let account = world.account(&bucket.owner).and_then(|account| account.s3_public_access_block);
    bucket.public_access_block.unwrap_or_default().or(account.unwrap_or_default())
}

pub(super) fn shown(block: Option<PublicAccessBlock>) -> Output {
    let block = block.ok_or_else(|| {
        let message = "The public access block configuration was not found";
        ApiError::new("NoSuchPublicAccessBlockConfiguration", 404, message)
    })?;
    Ok(Map::from_iter([("PublicAccessBlockConfiguration".to_owned(), json!(block))]))
}

fn get(ok: &Authorized, world: &World) -> Output {
    shown(existing(world, ok.input().text("Bucket")?)?.public_access_block)
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let block = PublicAccessBlock::of_input(ok.input())?;
    existing_mut(world, ok.input().text("Bucket")?)?.public_access_block = Some(block);
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    existing_mut(world, ok.input().text("Bucket")?)?.public_access_block = None;
    Ok(Map::new())
}
