//! Doing what takes several calls, as the console does for one click.

use crate::store::{Flash, Store};
use cloud::{Call, Failure, Reply};
use yew::Callback;

/// Makes calls one after the other, until one fails.
///
/// # Errors
/// The failure of the first call that fails; those before it have been done.
pub fn in_order(store: &Store, calls: Vec<Call>) -> Result<Vec<Reply>, Failure> {
    calls.into_iter().map(|call| store.call(call)).collect()
}

/// Makes calls that do not depend on each other. Each failure is shown above the page, under `title`.
/// Returns whether all succeeded.
pub fn each(store: &Store, calls: Vec<Call>, title: &str) -> bool {
    let failures: Vec<Failure> = calls.into_iter().filter_map(|call| store.call(call).err()).collect();
    for failure in &failures {
        store.flash(Flash::failure(title, failure));
    }
    failures.is_empty()
}

/// Does as [`each`], and says above the page that all is done if it is.
pub fn all(store: &Store, calls: Vec<Call>, done: impl Into<String>, failed: &str) -> bool {
    let succeeded = each(store, calls, failed);
    if succeeded {
        store.flash(Flash::success(done));
    }
    succeeded
}

/// Makes one call, and says above the page what became of it. Returns whether it succeeded.
pub fn one(store: &Store, call: Call, done: impl Into<String>, failed: &str) -> bool {
    all(store, vec![call], done, failed)
}

/// What a dialog's button does: as [`all`], and then it closes, whatever became of the calls.
#[must_use]
pub fn closing(
    store: &Store,
    calls: Vec<Call>,
    done: impl Into<String>,
    failed: &'static str,
    close: Callback<()>,
) -> Callback<()> {
    let (store, done) = (store.clone(), done.into());
    Callback::from(move |()| {
        all(&store, calls.clone(), done.as_str(), failed);
        close.emit(());
    })
}
