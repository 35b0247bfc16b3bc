//! IAM's identity providers: whose tokens and assertions the account trusts.

mod audiences;
mod create;
mod delete;
mod list;
mod metadata;
mod page;
mod provider;
mod thumbprints;

pub use create::CreateProvider;
pub use list::ProviderList;
pub use page::ProviderPage;
pub use provider::{Provider, ProviderKind, use_providers};
