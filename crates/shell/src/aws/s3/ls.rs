//! `aws s3 ls`

use super::place::Place;
use crate::aws::error::Step;
use crate::aws::parser::{Found, Takes};
use crate::aws::service::Client;
use crate::aws::session::Session;
use crate::process::Process;
use cloud::Call;
use serde_json::Value;

pub(super) const OPTIONS: &[(&str, Takes)] = &[
    ("--recursive", Takes::Nothing),
    ("--human-readable", Takes::Nothing),
    ("--summarize", Takes::Nothing),
    ("--page-size", Takes::One),
    ("--request-payer", Takes::Maybe),
    ("--bucket-name-prefix", Takes::One),
    ("--bucket-region", Takes::One),
];

pub(super) fn run(p: &mut Process<'_>, session: &Session, found: &Found) -> Step<i32> {
    let client = Client::new(p, session, "s3")?;
    let path = found.words.first().map(|w| w.strip_prefix("s3://").unwrap_or(w)).unwrap_or_default();
    if path.is_empty() {
        return buckets(p, &client, found);
    }
    let Place::S3(bucket, prefix) = Place::parse(&format!("s3://{path}")) else { return Ok(0) };
    objects(p, &client, &bucket, &prefix, found)
}

/// `2026-11-24T08:15:00Z` as `2026-11-24 08:15:00`.
fn moment(value: &Value) -> String {
    value.as_str().unwrap_or_default().replace('T', " ").replace('Z', "")
}

fn text(value: &Value, key: &str) -> String {
    value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn buckets(p: &mut Process<'_>, client: &Client, found: &Found) -> Step<i32> {
    let mut call = Call::new("s3", "ListBuckets");
    for (option, parameter) in [("--bucket-name-prefix", "Prefix"), ("--bucket-region", "BucketRegion")] {
        if let Some(value) = found.value(option) {
            call = call.with(parameter, value);
        }
    }
    let reply = client.call(p, &call)?;
    for bucket in reply.list("Buckets") {
        p.println(format!("{} {}", moment(&bucket["CreationDate"]), text(bucket, "Name")));
    }
    Ok(0)
}

fn objects(p: &mut Process<'_>, client: &Client, bucket: &str, prefix: &str, found: &Found) -> Step<i32> {
    let mut call = Call::new("s3", "ListObjectsV2").with("Bucket", bucket).with("Prefix", prefix);
    let recursive = found.has("--recursive");
    if !recursive {
        call = call.with("Delimiter", "/");
    }
    let (mut count, mut total, mut any) = (0_usize, 0_u64, false);
    loop {
        let reply = client.call(p, &call)?;
        for folder in reply.list("CommonPrefixes") {
            let name = text(folder, "Prefix");
            let last = name.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
            p.println(format!("{:>30} {last}/", "PRE"));
            any = true;
        }
        for object in reply.list("Contents") {
            let key = text(object, "Key");
            let size = object["Size"].as_u64().unwrap_or_default();
            let name = if recursive { key.as_str() } else { key.rsplit('/').next().unwrap_or_default() };
            let shown = if found.has("--human-readable") { human(size) } else { size.to_string() };
            p.println(format!("{} {shown:>10} {name}", moment(&object["LastModified"])));
            (count, total, any) = (count + 1, total + size, true);
        }
        match reply.output.get("NextContinuationToken").and_then(Value::as_str) {
            Some(token) => call = call.with("ContinuationToken", token),
            None => break,
        }
    }
    if found.has("--summarize") {
        let total = if found.has("--human-readable") { human(total) } else { total.to_string() };
        p.print(format!("\nTotal Objects: {count}\n   Total Size: {total}\n"));
    }
    // A prefix that fits nothing is a failure; an empty bucket is not.
    Ok(i32::from(!any && !prefix.is_empty()))
}

/// A size in the unit that suits it.
pub(super) fn human(bytes: u64) -> String {
    const UNITS: [&str; 6] = ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
    if bytes == 1 {
        return "1 Byte".to_owned();
    }
    let mut size = bytes as f64;
    if size < 1024.0 {
        return format!("{bytes} Bytes");
    }
    for unit in UNITS {
        size /= 1024.0;
        if size.round() < 1024.0 {
            return format!("{size:.1} {unit}");
        }
    }
    format!("{size:.1} EiB")
}
