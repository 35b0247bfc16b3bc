//! `aws s3 rm`

use super::filter::Filter;
use super::place::Place;
use super::{tell, transfer, usage};
use crate::aws::error::Step;
use crate::aws::parser::Found;
use crate::aws::service::Client;
use crate::aws::session::Session;
use crate::process::Process;
use cloud::Call;

pub(super) fn run(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let Some(Place::S3(bucket, key)) = found.words.first().map(|w| Place::parse(w)) else {
        return Err(usage("usage: aws s3 rm <S3Uri>").into());
    };
    let client = Client::new(p, session, "s3")?;
    let mut keys = vec![key.clone()];
    if found.has("--recursive") {
        let filter = Filter::new(found);
        keys = transfer::keys(p, &client, &bucket, &key)?.into_iter().map(|(k, _)| k).collect();
        keys.retain(|k| filter.takes(k.strip_prefix(&key).unwrap_or(k).trim_start_matches('/')));
    }
    delete(p, &client, &bucket, &keys, found)
}

/// Deletes objects one by one, telling of each.
pub(super) fn delete(
    p: &mut Process<'_>,
    client: &Client,
    bucket: &str,
    keys: &[String],
    found: &Found,
) -> Step<i32> {
    let mut status = 0;
    for key in keys {
        if found.has("--dryrun") {
            p.println(format!("(dryrun) delete: s3://{bucket}/{key}"));
            continue;
        }
        let call = Call::new("s3", "DeleteObject").with("Bucket", bucket).with("Key", key.as_str());
        match client.send(p, &call) {
            Ok(_) if found.has("--quiet") || found.has("--only-show-errors") => {}
            Ok(_) => p.println(format!("delete: s3://{bucket}/{key}")),
            Err(error) => {
                tell(p, &format!("delete failed: s3://{bucket}/{key}"), &error);
                status = 1;
            }
        }
    }
    Ok(status)
}

/// Deletes every object of a bucket.
pub(super) fn everything(p: &mut Process<'_>, client: &Client, bucket: &str) -> Step<i32> {
    let keys: Vec<String> = transfer::keys(p, client, bucket, "")?.into_iter().map(|(k, _)| k).collect();
    delete(p, client, bucket, &keys, &Found::default())
}
