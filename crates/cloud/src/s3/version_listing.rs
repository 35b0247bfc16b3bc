//! Listing all versions of a bucket's objects. Source: spec s3-api.md §5.

use super::listing::{Entry, Listed, Query, owner};
use super::model::{Bucket, Object, Version};
use super::read;
use super::target::{self, existing};
use super::versions::{Found, versions};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::ops::Bound;
use std::sync::Arc;

pub(super) const ROWS: Rows = &[read(
    "ListObjectVersions",
    Access::List,
    "s3:ListBucketVersions",
    target::listed_bucket,
    list,
    "aws s3api list-object-versions --bucket my-new-bucket",
)];

/// A version and whether it is the newest of its key.
type Row<'a> = (Found<'a>, bool);

/// All versions from a key on: by key, newest first.
fn rows(bucket: &Bucket, from: Bound<String>) -> impl Iterator<Item = (&str, Row<'_>)> {
    let mut current = bucket.objects.range((from.clone(), Bound::Unbounded)).peekable();
    let mut hidden = bucket.hidden.range((from, Bound::Unbounded)).peekable();
    let keys = std::iter::from_fn(move || {
        let keys = (current.peek().map(|(key, _)| *key), hidden.peek().map(|(key, _)| *key));
        let first = match keys {
            (Some(a), Some(b)) => a.min(b),
            (a, b) => a.or(b)?,
        };
        let object: Option<&Arc<Object>> = current.next_if(|(key, _)| *key == first).map(|(_, o)| o);
        let older: Option<&Arc<Vec<Version>>> = hidden.next_if(|(key, _)| *key == first).map(|(_, v)| v);
        Some((first.as_str(), versions(object, older)))
    });
    keys.flat_map(|(key, versions)| versions.enumerate().map(move |(i, version)| (key, (version, i == 0))))
}

fn page<'a>(bucket: &'a Bucket, query: &Query<'a>, behind: Option<&str>) -> Listed<'a, Row<'a>> {
    match behind {
        // Within a key: what comes behind that version of it.
        Some(id) => {
            let start = Bound::Included(query.after.to_owned());
            let (after, id) = (query.after.to_owned(), id.to_owned());
            query.run_over(start, move |from| {
                let within = matches!(&from, Bound::Included(key) if *key == after);
                let (after, id, mut passed) = (after.clone(), id.clone(), !within);
                rows(bucket, from).filter(move |(key, (version, _))| {
                    let wanted = passed || *key != after;
                    passed |= *key != after || version.id().0 == id;
                    wanted
                })
            })
        }
        None => query.run_over(query.start(), |from| rows(bucket, from)),
    }
}

fn list(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let bucket = existing(world, input.text("Bucket")?)?;
    let (key, version) = (input.opt_text("KeyMarker"), input.opt_text("VersionIdMarker"));
    if version.is_some() && key.is_none() {
        let message = "A version-id marker cannot be specified without a key marker.";
        return Err(ApiError::new("InvalidArgument", 400, message));
    }
    let query = Query::of(input, key)?;
    let listed = page(bucket, &query, version.filter(|id| !id.is_empty()));
    let (mut objects, mut markers) = (Vec::new(), Vec::new());
    for (key, (version, latest)) in listed.keys() {
        match version {
            Found::Object(object) => objects.push(object_row(world, bucket, key, object, *latest)),
            Found::DeleteMarker(marker) => markers.push(json!({
                "Owner": owner(world, &bucket.owner),
                "Key": key,
                "VersionId": marker.version.0,
                "IsLatest": latest,
                "LastModified": marker.modified.iso(),
            })),
        }
    }
    let mut out = Map::new();
    let mut put = |member: &str, value: Value| out.insert(member.to_owned(), value);
    put("IsTruncated", listed.truncated.into());
    put("KeyMarker", key.unwrap_or_default().into());
    put("VersionIdMarker", version.unwrap_or_default().into());
    if listed.truncated {
        match listed.entries.last() {
            Some(Entry::Key(key, (version, _))) => {
                put("NextKeyMarker", (*key).into());
                put("NextVersionIdMarker", version.id().0.as_str().into());
            }
            Some(Entry::Folder(folder)) => {
                put("NextKeyMarker", (*folder).into());
            }
            None => {}
        }
    }
    let folders = listed.folders();
    for (member, rows) in [("Versions", objects), ("DeleteMarkers", markers)] {
        if !rows.is_empty() {
            put(member, rows.into());
        }
    }
    put("Name", bucket.name.as_str().into());
    put("Prefix", query.prefix.into());
    if let Some(delimiter) = query.delimiter {
        put("Delimiter", delimiter.into());
    }
    put("MaxKeys", query.most.into());
    if !folders.is_empty() {
        put("CommonPrefixes", folders.into());
    }
    Ok(out)
}

fn object_row(world: &World, bucket: &Bucket, key: &str, object: &Object, latest: bool) -> Value {
    json!({
        "ETag": format!("\"{}\"", object.etag),
        "ChecksumAlgorithm": ["CRC64NVME"],
        "ChecksumType": "FULL_OBJECT",
        "Size": object.body.len(),
        "StorageClass": object.storage_class(),
        "Key": key,
        "VersionId": object.version.0,
        "IsLatest": latest,
        "LastModified": object.modified.iso(),
        "Owner": owner(world, bucket.owner_of(object)),
    })
}
