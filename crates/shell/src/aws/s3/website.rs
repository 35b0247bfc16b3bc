//! `aws s3 website`

use super::place::Place;
use super::usage;
use crate::aws::error::Step;
use crate::aws::parser::{Found, Takes};
use crate::aws::service::Client;
use crate::aws::session::Session;
use crate::process::Process;
use cloud::Call;
use serde_json::{Map, json};

pub(super) const OPTIONS: &[(&str, Takes)] =
    &[("--index-document", Takes::One), ("--error-document", Takes::One)];

pub(super) fn run(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let path = found.words.first().map(|w| w.strip_prefix("s3://").unwrap_or(w)).unwrap_or_default();
    let Place::S3(bucket, _) = Place::parse(&format!("s3://{path}")) else {
        return Err(usage("<S3Uri>").into());
    };
    let mut website = Map::new();
    if let Some(suffix) = found.value("--index-document") {
        website.insert("IndexDocument".to_owned(), json!({ "Suffix": suffix }));
    }
    if let Some(key) = found.value("--error-document") {
        website.insert("ErrorDocument".to_owned(), json!({ "Key": key }));
    }
    let client = Client::new(p, session, "s3")?;
    let call =
        Call::new("s3", "PutBucketWebsite").with("Bucket", bucket).with("WebsiteConfiguration", website);
    client.call(p, &call)?;
    Ok(0)
}
