//! S3's buckets and objects.

mod body;
mod bucket;
mod create;
mod create_folder;
mod delete;
mod delete_objects;
mod edit_policy;
mod key;
mod list;
mod name_rules;
mod object;
mod permissions;
mod regions;
mod upload;

pub use bucket::BucketPage;
pub use create::CreateBucket;
pub use edit_policy::EditBucketPolicy;
pub use list::BucketList;
pub use object::ObjectPage;
pub use permissions::BucketPermissions;
pub use upload::UploadPage;

use crate::ui::{DeniedStyle, Failed};
use cloud::Failure;
use yew::prelude::*;

/// Why something could not be read, in S3's way; `title` heads a denial.
fn denied(failure: &Failure, title: &'static str) -> Html {
    html! { <Failed failure={failure.clone()} style={DeniedStyle::S3 { title: title.into() }} /> }
}
