//! Pages of IAM's lists: `MaxItems` and `Marker`. Source: spec iam-api.md §8.

use crate::error::ApiError;
use crate::input::Input;
use crate::operation::Output;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

const DEFAULT_PAGE: i64 = 100;

/// The page of `rows` that the request asks for, as `{member: rows, IsTruncated, Marker?}`.
///
/// A marker is the position where the next page begins; it is opaque to callers.
pub(crate) fn page(input: &Input, member: &str, rows: Vec<Value>) -> Output {
    let start = match input.opt_text("Marker") {
        None => 0,
        Some(marker) => read(marker)
            .filter(|start| *start <= rows.len())
            .ok_or_else(|| ApiError::validation(format!("Invalid Marker: {marker}")))?,
    };
    let size = usize::try_from(input.int("MaxItems").unwrap_or(DEFAULT_PAGE)).unwrap_or(usize::MAX);
    let end = start.saturating_add(size).min(rows.len());
    let more = end < rows.len();
    let mut out = Map::new();
    out.insert(member.to_owned(), rows.into_iter().skip(start).take(size).collect());
    out.insert("IsTruncated".to_owned(), Value::from(more));
    if more {
        out.insert("Marker".to_owned(), Value::from(BASE64.encode(format!("from:{end}"))));
    }
    Ok(out)
}

fn read(marker: &str) -> Option<usize> {
    let text = String::from_utf8(BASE64.decode(marker).ok()?).ok()?;
    text.strip_prefix("from:")?.parse().ok()
}
