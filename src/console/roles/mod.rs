//! IAM's roles.

mod create;
mod create_federated;
mod create_review;
mod create_trust;
mod delete;
mod draft;
mod edit;
mod federated;
mod list;
mod page;
mod summary;
mod trust_draft;
mod trust_editor;
mod trusted;

pub use create::CreateRole;
pub use list::RoleList;
pub use page::RolePage;
pub use trust_editor::EditTrust;
