//! Deleting objects and their versions. Source: spec s3-api.md §1, §5.

use super::model::{Bucket, DeleteMarker, VersionId, Versioning};
use super::target::{self, check_version_id, existing_mut};
use super::versions::Found;
use super::{condition_keys, guard, preconditions};
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::random::Random;
use crate::tick::Timestamp;
use crate::world::World;
use serde_json::{Map, Value, json};

/// Objects in one request.
const MOST_OBJECTS: usize = 1_000;

pub(super) const ROWS: Rows = &[
    Operation {
        service: "s3",
        name: "DeleteObject",
        access: Access::Write,
        checks: Checks::Custom(one_check),
        run: Run::Write(delete),
        example: "aws s3api delete-object --bucket my-new-bucket --key hello.txt",
    },
    Operation {
        service: "s3",
        name: "DeleteObjects",
        access: Access::Write,
        checks: Checks::InParts(each_check),
        run: Run::Write(delete_many),
        example: "aws s3api delete-objects --bucket my-new-bucket --delete 'Objects=[{Key=hello.txt}]'",
    },
];

fn action(version: Option<&str>) -> &'static str {
    if version.is_some() { "s3:DeleteObjectVersion" } else { "s3:DeleteObject" }
}

fn one_check(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let action = action(p.input.opt_text("VersionId"));
    Ok(vec![target::place(&Planning { action, ..*p })?])
}

/// One object of a request for many.
struct Wanted<'a> {
    key: &'a str,
    version: Option<&'a str>,
}

fn wanted(delete: Option<&Value>) -> Result<Vec<Wanted<'_>>, ApiError> {
    let rows =
        delete.and_then(|delete| delete.get("Objects")?.as_array()).map(Vec::as_slice).unwrap_or_default();
    let wanted: Option<Vec<Wanted<'_>>> = rows
        .iter()
        .map(|row| {
            Some(Wanted {
                key: row.get("Key")?.as_str()?,
                version: row.get("VersionId").and_then(Value::as_str),
            })
        })
        .collect();
    let fits = |all: &Vec<Wanted<'_>>| !all.is_empty() && all.len() <= MOST_OBJECTS;
    wanted.filter(fits).ok_or_else(ApiError::malformed_xml)
}

/// Each object is decided by itself.
fn each_check(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let bucket = target::named(p)?;
    let wanted = wanted(p.input.get("Delete"))?;
    let guard = guard::of_bucket(p.world, p.caller, bucket);
    let check = |wanted: &Wanted<'_>| {
        let p = Planning { action: action(wanted.version), ..*p };
        let place = target::place_guarded(&p, bucket, wanted.key, guard.clone());
        condition_keys::of_version(place, wanted.version)
    };
    Ok(wanted.iter().map(check).collect())
}

/// What was done to a key.
enum Done {
    /// The object is gone for good, or there was none.
    Removed,
    /// A delete marker was put, with this id.
    Marked(VersionId),
    /// A version was removed, and it was a delete marker or not.
    RemovedVersion { marker: bool },
}

fn delete_from(
    bucket: &mut Bucket,
    key: &str,
    version: Option<&str>,
    now: Timestamp,
    random: &mut Random,
) -> Result<Done, ApiError> {
    if let Some(id) = version {
        check_version_id(id)?;
        let marker = matches!(bucket.version(key, version), Some(Found::DeleteMarker(_)));
        bucket.remove_version(key, id);
        return Ok(Done::RemovedVersion { marker });
    }
    let version = match bucket.versioning {
        None => {
            bucket.objects.remove(key);
            return Ok(Done::Removed);
        }
        Some(Versioning::Enabled) => VersionId(ids::version(random)),
        Some(Versioning::Suspended) => VersionId::null(),
    };
    bucket.mark_deleted(key, DeleteMarker { version: version.clone(), modified: now });
    Ok(Done::Marked(version))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let (key, version) = (input.text("Key")?, input.opt_text("VersionId"));
    let bucket = existing_mut(world, input.text("Bucket")?)?;
    preconditions::for_writing(input, bucket, key)?;
    let mut out = Map::new();
    let (marker, id) = match delete_from(bucket, key, version, ok.now(), &mut ok.random())? {
        Done::Removed => return Ok(out),
        Done::Marked(id) => (true, id.0),
        Done::RemovedVersion { marker } => (marker, version.unwrap_or_default().to_owned()),
    };
    if marker {
        out.insert("DeleteMarker".to_owned(), true.into());
    }
    out.insert("VersionId".to_owned(), id.into());
    Ok(out)
}

fn delete_many(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let request = input.get("Delete");
    let bucket = existing_mut(world, input.text("Bucket")?)?;
    let (mut deleted, mut errors, mut random) = (Vec::new(), Vec::new(), ok.random());
    for (wanted, allowed) in wanted(request)?.iter().zip(ok.parts()) {
        let done = match allowed {
            Ok(()) => delete_from(bucket, wanted.key, wanted.version, ok.now(), &mut random),
            Err(refusal) => Err(refusal.clone()),
        };
        match done {
            Ok(done) => deleted.push(row(wanted, &done)),
            Err(error) => errors.push(failure(wanted, &error)),
        }
    }
    let quiet = request.and_then(|delete| delete.get("Quiet")?.as_bool()).unwrap_or_default();
    let mut out = Map::new();
    if !quiet && !deleted.is_empty() {
        out.insert("Deleted".to_owned(), deleted.into());
    }
    if !errors.is_empty() {
        out.insert("Errors".to_owned(), errors.into());
    }
    Ok(out)
}

fn row(wanted: &Wanted<'_>, done: &Done) -> Value {
    let mut row = json!({ "Key": wanted.key });
    if let Some(id) = wanted.version {
        row["VersionId"] = id.into();
    }
    match done {
        Done::Removed | Done::RemovedVersion { marker: false } => {}
        Done::Marked(id) => {
            row["DeleteMarker"] = true.into();
            row["DeleteMarkerVersionId"] = id.0.as_str().into();
        }
        Done::RemovedVersion { marker: true } => {
            row["DeleteMarker"] = true.into();
            row["DeleteMarkerVersionId"] = wanted.version.into();
        }
    }
    row
}

fn failure(wanted: &Wanted<'_>, error: &ApiError) -> Value {
    let mut row = json!({ "Key": wanted.key });
    if let Some(id) = wanted.version {
        row["VersionId"] = id.into();
    }
    row["Code"] = error.code.as_str().into();
    row["Message"] = error.message.as_str().into();
    row
}
