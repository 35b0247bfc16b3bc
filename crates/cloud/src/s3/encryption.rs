//! How a bucket encrypts what does not say how. Every object is encrypted, by keys of S3's own if nothing
//! else is asked for.

use super::model::Encryption;
use super::target::{self, existing, existing_mut};
use super::{read, write};
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Access, Authorized, Output, Rows};
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
    let encryption = existing(world, ok.input().text("Bucket")?)?.encryption;
    let rule = json!({
        "ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": encryption.as_str()},
        "BucketKeyEnabled": false,
    });
    let configuration = json!({ "Rules": [rule] });
    Ok(Map::from_iter([("ServerSideEncryptionConfiguration".to_owned(), configuration)]))
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let rules = ok.input().get("ServerSideEncryptionConfiguration").and_then(|c| c.get("Rules")?.as_array());
    let malformed = || {
        let message =
            "The XML you provided was not well-formed or did not validate against our published schema";
        ApiError::new("MalformedXML", 400, message)
    };
    let [rule] = rules.map(Vec::as_slice).unwrap_or_default() else { return Err(malformed()) };
    let default = rule.get("ApplyServerSideEncryptionByDefault").ok_or_else(malformed)?;
    if default.get("KMSMasterKeyID").is_some() {
        return Err(own_keys());
    }
    let encryption = named(default.get("SSEAlgorithm").and_then(Value::as_str).ok_or_else(malformed)?)?;
    existing_mut(world, ok.input().text("Bucket")?)?.encryption = encryption;
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    existing_mut(world, ok.input().text("Bucket")?)?.encryption = Encryption::default();
    Ok(Map::new())
}

fn named(algorithm: &str) -> Result<Encryption, ApiError> {
    match algorithm {
        "AES256" => Ok(Encryption::S3),
        "aws:kms" => Ok(Encryption::Kms),
        other => {
            let message = format!("Encryption with {other} is not simulated. Nothing was changed.");
            Err(ApiError::not_simulated(message))
        }
    }
}

/// What a request asks for, if it asks.
pub(super) fn requested(input: &Input) -> Result<Option<Encryption>, ApiError> {
    if input.has("SSEKMSKeyId") {
        return Err(own_keys());
    }
    if input.has("SSECustomerAlgorithm") || input.has("SSECustomerKey") {
        let message =
            "Encryption with keys of the customer's own (SSE-C) is not simulated. Nothing was changed.";
        return Err(ApiError::not_simulated(message));
    }
    input.opt_text("ServerSideEncryption").map(named).transpose()
}

fn own_keys() -> ApiError {
    let message = "Of KMS keys S3 takes only the account's own `aws/s3` here, which is used when no key is \
                   named. Nothing was changed.";
    ApiError::not_simulated(message)
}
