//! Reading: the answer to a call, asked anew when something changed that it may depend on.

use super::{Store, use_store};
use cloud::{Call, Failure, Reply, model};
use serde_json::Value;
use std::rc::Rc;
use yew::prelude::*;

/// The most pages that are fetched of one list.
const MOST_PAGES: usize = 1_000;

/// The answer to a read as the console's present identity. It is asked again, and recorded again, when the
/// world, the identity or the clock changed or a refresh was asked for; not at every rendering.
#[hook]
pub fn use_call(call: Call) -> Rc<Result<Reply, Failure>> {
    let store = use_store();
    let epoch = store.model().epoch();
    use_memo((call, epoch), move |(call, _)| store.read(call))
}

/// What reads that depend on each other give together; asked anew when `about` changes, or as [`use_call`].
#[hook]
pub fn use_reads<D, T>(about: D, read: impl FnOnce(&Store, &D) -> T) -> Rc<T>
where
    D: PartialEq + 'static,
    T: 'static,
{
    let store = use_store();
    let epoch = store.model().epoch();
    use_memo((about, epoch), move |(about, _)| read(&store, about))
}

/// All rows of a list operation, page after page. `call` must be of an operation that answers in pages.
#[hook]
pub fn use_list(call: Call) -> Rc<Result<Vec<Value>, Failure>> {
    let store = use_store();
    let epoch = store.model().epoch();
    use_memo((call, epoch), move |(call, _)| store.list(call))
}

impl Store {
    /// All rows of a list operation, page after page; where it has several kinds of rows (`Contents` and
    /// `CommonPrefixes`), a page's kinds follow each other.
    ///
    /// # Errors
    /// The first page's error that fails.
    pub fn list(&self, call: &Call) -> Result<Vec<Value>, Failure> {
        let page = model::operation(&call.service, &call.operation).and_then(|(_, m)| m.page.as_ref());
        let Some(page) = page else {
            let reply = self.read(call)?;
            return Ok(reply.output.values().find_map(Value::as_array).cloned().unwrap_or_default());
        };
        let mut all = Vec::new();
        let mut call = call.clone();
        for _ in 0..MOST_PAGES {
            let reply = self.read(&call)?;
            for member in names(&page.result_key) {
                all.extend_from_slice(reply.list(member));
            }
            let token = names(&page.output_token).find_map(|name| reply.text(&[name])).unwrap_or_default();
            match names(&page.input_token).next() {
                Some(input) if !token.is_empty() => call = call.with(input, token),
                _ => break,
            }
        }
        Ok(all)
    }
}

/// One name or several, as the service models give them.
fn names(value: &Value) -> impl Iterator<Item = &str> {
    let several = value.as_array().map_or(&[][..], Vec::as_slice);
    value.as_str().into_iter().chain(several.iter().filter_map(Value::as_str))
}
