//! What users and roles may do: the panes about their policies, which are the same for both.

mod attach;
mod attached;
mod boundary;
mod edited;
mod holder;
mod inline;
mod last_accessed;
mod lint;
mod picker;
pub mod policy_cells;
mod policy_editor;
mod tab;
mod tag_changes;
mod tags;

pub use attach::AttachPolicies;
pub use holder::Holder;
pub use inline::InlinePolicy;
pub use last_accessed::LastAccessed;
pub use lint::action_table;
pub use picker::PolicyPicker;
pub(crate) use picker::{keys, on_keys};
pub use policy_editor::{Document, IDENTITY_START, PolicyEditor};
pub use tab::PermissionsTab;
pub use tag_changes::Tagged;
pub use tags::TagsTab;
