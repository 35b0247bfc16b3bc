//! Pages of IAM's lists: `MaxItems` and `Marker`. Source: spec iam-api.md §8.

use crate::error::ApiError;
use crate::input::Input;
use crate::operation::Output;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use serde_json::{Map, Value};

const DEFAULT_PAGE: i64 = 100;

/// The page of `items` that the request asks for, as `{member: rows, IsTruncated, Marker?}`. Only the items
/// of the page are shown, so that a page costs what is on it, however long the list.
///
/// A marker is the position where the next page begins; it is opaque to callers.
pub(crate) fn page<T>(
    input: &Input,
    member: &str,
    items: impl IntoIterator<Item = T>,
    show: impl FnMut(T) -> Value,
) -> Output {
    let mut items = items.into_iter().peekable();
    let start = match input.opt_text("Marker") {
        None => 0,
        Some(marker) => read(marker)
            .filter(|start| items.by_ref().take(*start).count() == *start)
            .ok_or_else(|| ApiError::validation(format!("Invalid Marker: {marker}")))?,
    };
    let size = usize::try_from(input.int("MaxItems").unwrap_or(DEFAULT_PAGE)).unwrap_or(usize::MAX);
    let rows: Vec<Value> = items.by_ref().take(size).map(show).collect();
    let next = items.peek().map(|_| start.saturating_add(rows.len()));
    let mut out = Map::new();
    out.insert(member.to_owned(), Value::from(rows));
    out.insert("IsTruncated".to_owned(), Value::from(next.is_some()));
    if let Some(next) = next {
        out.insert("Marker".to_owned(), Value::from(BASE64.encode(format!("from:{next}"))));
    }
    Ok(out)
}

fn read(marker: &str) -> Option<usize> {
    let text = String::from_utf8(BASE64.decode(marker).ok()?).ok()?;
    text.strip_prefix("from:")?.parse().ok()
}
