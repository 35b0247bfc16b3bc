//! IAM's user groups.

mod add_users;
mod create;
mod delete;
mod list;
mod page;
mod rename;
mod users;

pub use add_users::AddUsers;
pub use create::CreateGroup;
pub use list::GroupList;
pub use page::GroupPage;

use crate::console::permissions::Holder;
use cloud::Call;

/// A call about a group.
fn about(operation: &str, name: &str) -> Call {
    Holder::Group(name.to_owned()).call(operation)
}
