//! What would allow a denied request, and what a decision depends on.
//!
//! Nothing here is guessed: every plan was evaluated and allows the request.

mod edits;
mod flips;
mod grants;
mod plan;
mod prohibitions;
mod query;
mod search;
mod situation;
mod witness;

pub(crate) use edits::item_span;
pub use flips::{Flip, flips};
pub use plan::{Advice, Change, Plan, PolicyChange, PolicyRemoval, RequestChange};
pub use query::{Caller, Permission, what_can, who_can};
pub use search::advise;

#[cfg(test)]
mod tests;
