//! The part of an object that a reader asks for.

use crate::error::ApiError;
use crate::input::Input;
use std::ops::Range;

/// The `Range` parameter within `length` bytes. What has not the form of one range is passed over, as HTTP
/// says.
pub(super) fn of(input: &Input, length: usize) -> Result<Option<Range<usize>>, ApiError> {
    let Some((first, last)) = input.opt_text("Range").and_then(ends) else { return Ok(None) };
    let range = match (first, last) {
        (Some(first), last) => first..last.map_or(length, |last| last.saturating_add(1)).min(length),
        (None, Some(count)) => length.saturating_sub(count)..length,
        (None, None) => return Ok(None),
    };
    if range.is_empty() {
        return Err(ApiError::new("InvalidRange", 416, "The requested range is not satisfiable"));
    }
    Ok(Some(range))
}

/// `bytes=FIRST-LAST`, each of which may be left out.
fn ends(text: &str) -> Option<(Option<usize>, Option<usize>)> {
    let (first, last) = text.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| if text.is_empty() { Some(None) } else { text.parse().ok().map(Some) };
    let (first, last) = (number(first)?, number(last)?);
    let backwards = matches!((first, last), (Some(first), Some(last)) if first > last);
    (!backwards).then_some((first, last))
}
