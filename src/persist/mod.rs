//! The world survives a reload: a versioned save in the browser's storage, one for each scenario.
//!
//! A save that cannot be read is never overwritten: it moves aside, is offered for download, and a fresh
//! world starts.

mod format;
mod saving;
mod storage;

pub use format::{Save, Unusable};
pub use saving::use_saving;
pub use storage::{OWN, Slot, Stored, Written};
