//! IAM's managed policies.

mod create;
mod delete;
mod edit;
mod entities;
mod kind;
mod kind_filter;
mod list;
mod page;
mod read;
mod versions;

pub use create::CreatePolicy;
pub use edit::EditPolicy;
pub use kind::{PolicyKind, name_of};
pub use kind_filter::KindFilter;
pub use list::PolicyList;
pub use page::PolicyPage;
pub use read::ReadPolicy;
