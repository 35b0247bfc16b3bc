//! Doing what takes several calls, as the console does for one click.

use crate::store::{Flash, Store};
use cloud::{Call, Failure, Reply};

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

/// Makes one call, and says above the page what became of it. Returns whether it succeeded.
pub fn one(store: &Store, call: Call, done: impl Into<String>, failed: &str) -> bool {
    match store.call(call) {
        Ok(_) => {
            store.flash(Flash::success(done));
            true
        }
        Err(failure) => {
            store.flash(Flash::failure(failed, &failure));
            false
        }
    }
}
