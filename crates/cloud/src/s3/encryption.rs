//! How a bucket encrypts what does not say how. Every object is encrypted, by keys of S3's own if nothing
//! else is asked for.

use super::model::{Bucket, Encryption};
use super::target::{self, existing, existing_mut};
use super::{read, write};
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::services::kms;
use crate::world::World;
use serde_json::{Map, Value, json};

pub(super) const ROWS: Rows = &[
    read(
        "GetBucketEncryption",
        Access::Read,
        "s3:GetEncryptionConfiguration",
        target::bucket,
        get,
        "aws s3api get-bucket-encryption --bucket my-new-bucket",
    ),
    write(
        "PutBucketEncryption",
        Access::Write,
        "s3:PutEncryptionConfiguration",
        target::bucket,
        put,
        "aws s3api put-bucket-encryption --bucket my-new-bucket --server-side-encryption-configuration \
         'Rules=[{ApplyServerSideEncryptionByDefault={SSEAlgorithm=AES256}}]'",
    ),
    write(
        "DeleteBucketEncryption",
        Access::Write,
        "s3:PutEncryptionConfiguration",
        target::bucket,
        delete,
        "aws s3api delete-bucket-encryption --bucket my-new-bucket",
    ),
];

fn get(ok: &Authorized, world: &World) -> Output {
    let encryption = &existing(world, ok.input().text("Bucket")?)?.encryption;
    let mut default = json!({"SSEAlgorithm": encryption.as_str()});
    if let Some(key) = encryption.key() {
        default["KMSMasterKeyID"] = key.into();
    }
    let rule = json!({"ApplyServerSideEncryptionByDefault": default, "BucketKeyEnabled": false});
    let configuration = json!({ "Rules": [rule] });
    Ok(Map::from_iter([("ServerSideEncryptionConfiguration".to_owned(), configuration)]))
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let rules = ok.input().get("ServerSideEncryptionConfiguration").and_then(|c| c.get("Rules")?.as_array());
    let malformed = ApiError::malformed_xml;
    let [rule] = rules.map(Vec::as_slice).unwrap_or_default() else { return Err(malformed()) };
    let default = rule.get("ApplyServerSideEncryptionByDefault").ok_or_else(malformed)?;
    let algorithm = default.get("SSEAlgorithm").and_then(Value::as_str).ok_or_else(malformed)?;
    let key = default.get("KMSMasterKeyID").and_then(Value::as_str);
    let bucket = existing(world, ok.input().text("Bucket")?)?;
    let encryption = named(world, ok.account(), bucket, ok.input(), (algorithm, key))?;
    existing_mut(world, ok.input().text("Bucket")?)?.encryption = encryption;
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    existing_mut(world, ok.input().text("Bucket")?)?.encryption = Encryption::default();
    Ok(Map::new())
}

/// The encryption that an algorithm and a key stand for.
fn named(
    world: &World,
    account: &str,
    bucket: &Bucket,
    input: &Input,
    (algorithm, key): (&str, Option<&str>),
) -> Result<Encryption, ApiError> {
    match (algorithm, key) {
        ("AES256", None) => Ok(Encryption::S3),
        ("AES256", Some(_)) => {
            let message = "Server Side Encryption with AWS KMS managed key requires HTTP header \
                           x-amz-server-side-encryption : aws:kms";
            Err(ApiError::new("InvalidArgument", 400, message))
        }
        ("aws:kms", None | Some("alias/aws/s3")) => Ok(Encryption::Kms),
        ("aws:kms", Some(key)) => {
            kms::arn_of(world, account, &bucket.region, input, key).map(Encryption::KmsKey)
        }
        (other, _) => {
            let message = format!("Encryption with {other} is not simulated. Nothing was changed.");
            Err(ApiError::not_simulated(message))
        }
    }
}

/// What a request asks for, if it asks.
pub(super) fn requested(
    world: &World,
    account: &str,
    bucket: &Bucket,
    input: &Input,
) -> Result<Option<Encryption>, ApiError> {
    let key = input.opt_text("SSEKMSKeyId");
    match input.opt_text("ServerSideEncryption").or(key.and(Some("AES256"))) {
        Some(algorithm) => named(world, account, bucket, input, (algorithm, key)).map(Some),
        None => Ok(None),
    }
}
