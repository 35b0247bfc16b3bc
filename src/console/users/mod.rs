//! IAM's users.

mod access_keys;
mod assign_mfa;
mod cells;
mod console_access;
mod create;
mod create_details;
mod create_key;
mod create_permissions;
mod create_review;
mod delete;
mod draft;
mod groups_tab;
mod last_used;
mod list;
mod mfa;
mod page;
mod password_fields;
mod retrieve_keys;
mod retrieve_password;
mod security;
mod sign_in_url;
mod summary;

pub use cells::user_row;
pub use create::CreateUser;
pub use create_key::CreateAccessKey;
pub use list::UserList;
pub use page::UserPage;
pub use sign_in_url::sign_in_url;
