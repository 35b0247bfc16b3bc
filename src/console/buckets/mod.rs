//! S3's buckets and objects.

mod body;
mod bucket;
mod create;
mod create_folder;
mod delete;
mod delete_objects;
mod key;
mod list;
mod name_rules;
mod object;
mod regions;
mod upload;

pub use bucket::BucketPage;
pub use create::CreateBucket;
pub use list::BucketList;
pub use object::ObjectPage;
pub use upload::UploadPage;
