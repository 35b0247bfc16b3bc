//! Pages of lists: so many rows, and a token for the next. Source: spec iam-api.md §8.

use crate::error::ApiError;
use crate::input::Input;
use crate::operation::Output;
use serde_json::{Map, Value};

/// How a service names the parts of a page.
pub(crate) struct Pages {
    /// The parameter that says how many rows.
    pub(crate) limit: &'static str,
    /// The parameter and the member of the answer that carry the token.
    pub(crate) token: &'static str,
    /// The member of the answer that says whether there is more, if there is one.
    pub(crate) more: Option<&'static str>,
    /// How many rows without a limit.
    pub(crate) rows: i64,
}

const IAM: Pages = Pages { limit: "MaxItems", token: "Marker", more: Some("IsTruncated"), rows: 100 };

/// The page of `items` that a request to IAM asks for, as `{member: rows, IsTruncated, Marker?}`.
pub(crate) fn page<T>(
    input: &Input,
    member: &str,
    items: impl IntoIterator<Item = T>,
    show: impl FnMut(T) -> Value,
) -> Output {
    IAM.page(input, member, items, show)
}

impl Pages {
    /// The page of `items` that a request asks for. Only the items of the page are shown, so that a page
    /// costs what is on it, however long the list.
    ///
    /// A token is the position where the next page begins; it is opaque to callers.
    pub(crate) fn page<T>(
        &self,
        input: &Input,
        member: &str,
        items: impl IntoIterator<Item = T>,
        show: impl FnMut(T) -> Value,
    ) -> Output {
        let mut items = items.into_iter().peekable();
        let start = match input.opt_text(self.token) {
            None => 0,
            Some(token) => token::read(token)
                .filter(|start| items.by_ref().take(*start).count() == *start)
                .ok_or_else(|| ApiError::validation(format!("Invalid {}: {token}", self.token)))?,
        };
        let size = usize::try_from(input.int(self.limit).unwrap_or(self.rows)).unwrap_or(usize::MAX);
        let rows: Vec<Value> = items.by_ref().take(size).map(show).collect();
        let next = items.peek().map(|_| start.saturating_add(rows.len()));
        let mut out = Map::new();
        out.insert(member.to_owned(), Value::from(rows));
        if let Some(more) = self.more {
            out.insert(more.to_owned(), Value::from(next.is_some()));
        }
        if let Some(next) = next {
            out.insert(self.token.to_owned(), token::write(next).into());
        }
        Ok(out)
    }
}

/// The position where a page begins, as text that is opaque to callers.
pub(crate) mod token {
    use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};

    pub(crate) fn write(position: usize) -> String {
        BASE64.encode(format!("from:{position}"))
    }

    /// `None` if the text is no token.
    pub(crate) fn read(token: &str) -> Option<usize> {
        let text = String::from_utf8(BASE64.decode(token).ok()?).ok()?;
        text.strip_prefix("from:")?.parse().ok()
    }
}
