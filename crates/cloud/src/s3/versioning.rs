//! The state of a bucket's versioning. Source: spec s3-api.md §5.

use super::model::Versioning;
use super::target::{self, existing, existing_mut};
use super::{read, write};
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Output, Rows};
use crate::world::World;
use serde_json::Map;

pub(super) const ROWS: Rows = &[
    read(
        "GetBucketVersioning",
        Access::Read,
        "s3:GetBucketVersioning",
        target::bucket,
        get,
        "aws s3api get-bucket-versioning --bucket my-new-bucket",
    ),
    write(
        "PutBucketVersioning",
        Access::Write,
        "s3:PutBucketVersioning",
        target::bucket,
        put,
        "aws s3api put-bucket-versioning --bucket my-new-bucket --versioning-configuration Status=Enabled",
    ),
];

/// A bucket that never had versions says nothing at all.
fn get(ok: &Authorized, world: &World) -> Output {
    let state = match existing(world, ok.input().text("Bucket")?)?.versioning {
        None => return Ok(Map::new()),
        Some(Versioning::Enabled) => "Enabled",
        Some(Versioning::Suspended) => "Suspended",
    };
    Ok(Map::from_iter([("Status".to_owned(), state.into())]))
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    let configuration = ok.input().get("VersioningConfiguration");
    let part = |name: &str| configuration.and_then(|c| c.get(name)?.as_str());
    if part("MFADelete") == Some("Enabled") {
        return Err(ApiError::not_simulated("MFA Delete is not simulated. Nothing was changed."));
    }
    let state = match part("Status") {
        Some("Enabled") => Versioning::Enabled,
        Some("Suspended") => Versioning::Suspended,
        _ => {
            let message = "The Versioning element must be specified";
            return Err(ApiError::new("IllegalVersioningConfigurationException", 400, message));
        }
    };
    existing_mut(world, ok.input().text("Bucket")?)?.versioning = Some(state);
    Ok(Map::new())
}
