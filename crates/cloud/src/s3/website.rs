//! The website configuration of a bucket. The website's own endpoint is not simulated.

use super::target::{self, existing, existing_mut};
use super::{read, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::{Map, Value};

pub(super) const ROWS: Rows = &[
    read(
        "GetBucketWebsite",
        Access::Read,
        "s3:GetBucketWebsite",
        target::bucket,
        get,
        "aws s3api get-bucket-website --bucket my-new-bucket",
    ),
    write(
        "PutBucketWebsite",
        Access::Write,
        "s3:PutBucketWebsite",
        target::bucket,
        put,
        "aws s3api put-bucket-website --bucket my-new-bucket --website-configuration \
         'IndexDocument={Suffix=index.html}'",
    ),
    write(
        "DeleteBucketWebsite",
        Access::Write,
        "s3:DeleteBucketWebsite",
        target::bucket,
        delete,
        "aws s3api delete-bucket-website --bucket my-new-bucket",
    ),
];

/// In the order of the answer's members.
const MEMBERS: [&str; 4] = ["RedirectAllRequestsTo", "IndexDocument", "ErrorDocument", "RoutingRules"];

fn get(ok: &Authorized, world: &World) -> Output {
    let website = existing(world, ok.input().text("Bucket")?)?.website.as_ref().ok_or_else(|| {
        let message = "The specified bucket does not have a website configuration";
        ApiError::new("NoSuchWebsiteConfiguration", 404, message)
    })?;
    let member = |name: &str| Some((name.to_owned(), website.get(name)?.clone()));
    Ok(MEMBERS.into_iter().filter_map(member).collect())
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let website = ok.input().get("WebsiteConfiguration").cloned().unwrap_or_default();
    let suffix = website.get("IndexDocument").and_then(|document| document.get("Suffix")?.as_str());
    let fault = match suffix {
        Some(suffix) if suffix.is_empty() || suffix.contains('/') => {
            Some("The IndexDocument Suffix is not well formed")
        }
        None if website.get("RedirectAllRequestsTo").is_none() => {
            Some("A value for IndexDocument Suffix must be provided if RedirectAllRequestsTo is empty")
        }
        _ => None,
    };
    if let Some(message) = fault {
        return Err(ApiError::new("InvalidArgument", 400, message));
    }
    existing_mut(world, ok.input().text("Bucket")?)?.website = Some(website).filter(Value::is_object);
    Ok(Map::new())
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    existing_mut(world, ok.input().text("Bucket")?)?.website = None;
    Ok(Map::new())
}
