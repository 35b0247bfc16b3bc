//! `If-Match` and `If-None-Match`.

use super::model::{Bucket, Object};
use crate::error::ApiError;
use crate::input::Input;

fn fits(wanted: &str, object: &Object) -> bool {
    wanted == "*" || wanted.trim_matches('"') == object.etag
}

fn failed() -> ApiError {
    let message = "At least one of the pre-conditions you specified did not hold";
    ApiError::new("PreconditionFailed", 412, message)
}

/// Whether an object may be read that the reader knows already, or expects to be another.
pub(super) fn for_reading(input: &Input, object: &Object) -> Result<(), ApiError> {
    if input.opt_text("IfMatch").is_some_and(|wanted| !fits(wanted, object)) {
        return Err(failed());
    }
    if input.opt_text("IfNoneMatch").is_some_and(|known| fits(known, object)) {
        return Err(ApiError::new("304", 304, "Not Modified"));
    }
    Ok(())
}

/// Whether a copy may be made of an object.
pub(super) fn for_copying(input: &Input, object: &Object) -> Result<(), ApiError> {
    let differs = input.opt_text("CopySourceIfMatch").is_some_and(|wanted| !fits(wanted, object));
    let same = input.opt_text("CopySourceIfNoneMatch").is_some_and(|known| fits(known, object));
    if differs || same { Err(failed()) } else { Ok(()) }
}

/// Whether an object may be put, or deleted, in the place of what is there.
pub(super) fn for_writing(input: &Input, bucket: &Bucket, key: &str) -> Result<(), ApiError> {
    let current = bucket.objects.get(key);
    if input.opt_text("IfNoneMatch").is_some() && current.is_some() {
        return Err(failed());
    }
    match (input.opt_text("IfMatch"), current) {
        (Some(wanted), Some(object)) if !fits(wanted, object) => Err(failed()),
        (Some(_), None) => Err(ApiError::new("NoSuchKey", 404, "The specified key does not exist.")),
        _ => Ok(()),
    }
}
