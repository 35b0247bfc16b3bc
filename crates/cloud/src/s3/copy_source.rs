//! What a copy is made of.

use crate::encoding::{decode, encode_path};
use crate::error::ApiError;
use crate::input::Input;

/// An object, or one version of it.
pub(super) struct Source {
    pub(super) bucket: String,
    pub(super) key: String,
    pub(super) version: Option<String>,
}

/// The `CopySource` parameter: `BUCKET/KEY` or `/BUCKET/KEY`, percent-encoded, with `?versionId=ID` or
/// without.
pub(super) fn of(input: &Input) -> Result<Source, ApiError> {
    let text = input.text("CopySource")?;
    let (path, version) = match text.split_once("?versionId=") {
        Some((path, version)) => (path, Some(version.to_owned())),
        None => (text, None),
    };
    let invalid = |what: &str| ApiError::new("InvalidArgument", 400, format!("Invalid copy source {what}"));
    let path = decode(path.strip_prefix('/').unwrap_or(path)).ok_or_else(|| invalid("encoding"))?;
    let (bucket, key) = path.split_once('/').ok_or_else(|| invalid("object key"))?;
    if bucket.is_empty() {
        return Err(invalid("bucket name"));
    }
    if key.is_empty() {
        return Err(invalid("object key"));
    }
    Ok(Source { bucket: bucket.to_owned(), key: key.to_owned(), version })
}

/// The `CopySource` parameter of an object.
#[must_use]
pub fn copy_source(bucket: &str, key: &str) -> String {
    format!("{bucket}/{}", encode_path(key))
}
