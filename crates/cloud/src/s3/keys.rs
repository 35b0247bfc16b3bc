//! KMS keys behind S3: who puts an object that a key encrypts needs the key as well, and so does who reads it.

use super::encryption;
use super::model::{Bucket, Encryption, Object};
use crate::arn;
use crate::error::ApiError;
use crate::operation::{Check, Planning, Wording};
use crate::services::kms;
use crate::world::World;

/// The check for putting an object: its data key comes from the key.
pub(super) fn putting(p: &Planning<'_>, bucket: &Bucket, key: &str) -> Result<Option<Check>, ApiError> {
    let requested = encryption::requested(p.world, p.caller.account_id(), bucket, p.input)?;
    Ok(on(p, "kms:GenerateDataKey", bucket, key, requested.as_ref().unwrap_or(&bucket.encryption)))
}

/// The check for reading an object.
pub(super) fn reading(p: &Planning<'_>, bucket: &Bucket, key: &str, object: &Object) -> Option<Check> {
    on(p, "kms:Decrypt", bucket, key, &object.encryption)
}

/// Whether the key can be used, if there is one.
pub(super) fn usable(world: &World, encryption: &Encryption) -> Result<(), ApiError> {
    encryption.key().map_or(Ok(()), |key| kms::usable(world, key))
}

fn on(
    p: &Planning<'_>,
    action: &'static str,
    bucket: &Bucket,
    key: &str,
    encryption: &Encryption,
) -> Option<Check> {
    let kms_key = encryption.key()?;
    let object = arn::s3(&bucket.name, Some(key));
    let service = kms::Use { service: "s3", region: &bucket.region, context: ("aws:s3:arn", &object) };
    Some(service.check(p, action, kms_key).worded(Wording::ThisResource))
}
