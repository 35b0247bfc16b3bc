//! `aws s3 mb` and `aws s3 rb`

use super::place::Place;
use super::{rm, tell, usage};
use crate::aws::error::{CliError, Step};
use crate::aws::parser::Found;
use crate::aws::service::Client;
use crate::aws::session::Session;
use crate::process::Process;
use cloud::Call;
use serde_json::json;

/// The bucket that the path names.
fn bucket(found: &Found) -> Result<String, CliError> {
    match found.words.first().map(|w| Place::parse(w)) {
        Some(Place::S3(bucket, key)) if key.is_empty() => Ok(bucket),
        Some(Place::S3(bucket, _)) => {
            let text = format!("Please specify a valid bucket name only. E.g. s3://{bucket}");
            Err(CliError::Param(text))
        }
        _ => Err(usage("<S3Uri>")),
    }
}

pub(super) fn make(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let bucket = bucket(found)?;
    let client = Client::new(p, session, "s3")?;
    let mut call = Call::new("s3", "CreateBucket").with("Bucket", bucket.as_str());
    if client.region != "us-east-1" {
        call = call.with("CreateBucketConfiguration", json!({ "LocationConstraint": client.region }));
    }
    match client.send(p, &call) {
        Ok(_) => {
            p.println(format!("make_bucket: {bucket}"));
            Ok(0)
        }
        Err(error) => {
            tell(p, &format!("make_bucket failed: s3://{bucket}"), &error);
            Ok(1)
        }
    }
}

pub(super) fn remove(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let bucket = bucket(found)?;
    let client = Client::new(p, session, "s3")?;
    if found.has("--force") && rm::everything(p, &client, &bucket)? != 0 {
        let text =
            "remove_bucket failed: Unable to delete all objects in the bucket, bucket will not be deleted.";
        p.error(format!("{text}\n"));
        return Ok(1);
    }
    match client.send(p, &Call::new("s3", "DeleteBucket").with("Bucket", bucket.as_str())) {
        Ok(_) => {
            p.println(format!("remove_bucket: {bucket}"));
            Ok(0)
        }
        Err(error) => {
            tell(p, &format!("remove_bucket failed: s3://{bucket}"), &error);
            Ok(1)
        }
    }
}
