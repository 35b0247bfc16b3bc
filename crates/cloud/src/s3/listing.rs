//! Listing a bucket's objects.

use super::read;
use super::target::{self, existing};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;
use std::ops::Bound;

const MOST_KEYS: i64 = 1_000;

pub(super) const ROWS: Rows = &[read(
    "ListObjectsV2",
    Access::List,
    "s3:ListBucket",
    target::listed_bucket,
    list,
    "aws s3api list-objects-v2 --bucket my-new-bucket",
)];

fn list(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let prefix = input.opt_text("Prefix").unwrap_or_default();
    let delimiter = input.opt_text("Delimiter").filter(|d| !d.is_empty());
    let after = input.opt_text("ContinuationToken").or(input.opt_text("StartAfter")).unwrap_or_default();
    let most =
        usize::try_from(input.int("MaxKeys").unwrap_or(MOST_KEYS).clamp(0, MOST_KEYS)).unwrap_or_default();

    let mut contents: Vec<Value> = Vec::new();
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    let mut last: Option<&str> = None;
    let mut truncated = false;
    let start =
        if after < prefix { Bound::Included(prefix.to_owned()) } else { Bound::Excluded(after.to_owned()) };
    for (key, object) in
        bucket.objects.range((start, Bound::Unbounded)).take_while(|(k, _)| k.starts_with(prefix))
    {
        let folder = delimiter.and_then(|d| {
            let end = key[prefix.len()..].find(d)? + prefix.len() + d.len();
            Some(&key[..end])
        });
        // A folder that the page before ended with is not listed again.
        if folder.is_some_and(|f| folders.contains(f) || after.starts_with(f)) {
            continue;
        }
        if contents.len() + folders.len() == most {
            truncated = true;
            break;
        }
        match folder {
            Some(folder) => {
                folders.insert(folder);
                last = Some(folder);
            }
            None => {
                contents.push(json!({
                    "Key": key,
                    "LastModified": object.modified.iso(),
                    "ETag": format!("\"{}\"", object.etag),
                    "ChecksumAlgorithm": ["CRC64NVME"],
                    "ChecksumType": "FULL_OBJECT",
                    "Size": object.body.len(),
                    "StorageClass": "STANDARD",
                }));
                last = Some(key);
            }
        }
    }

    let count = contents.len() + folders.len();
    let mut out = Map::new();
    let mut put = |member: &str, value: Value| out.insert(member.to_owned(), value);
    put("IsTruncated", truncated.into());
    if !contents.is_empty() {
        put("Contents", contents.into());
    }
    put("Name", bucket.name.as_str().into());
    put("Prefix", prefix.into());
    if let Some(delimiter) = delimiter {
        put("Delimiter", delimiter.into());
    }
    put("MaxKeys", most.into());
    if !folders.is_empty() {
        put("CommonPrefixes", folders.into_iter().map(|f| json!({ "Prefix": f })).collect());
    }
    put("KeyCount", count.into());
    if let Some(token) = input.opt_text("ContinuationToken") {
        put("ContinuationToken", token.into());
    }
    if let Some(last) = last.filter(|_| truncated) {
        put("NextContinuationToken", last.into());
    }
    if let Some(start) = input.opt_text("StartAfter") {
        put("StartAfter", start.into());
    }
    Ok(out)
}
