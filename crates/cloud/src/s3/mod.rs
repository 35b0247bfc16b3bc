//! S3. Source: spec s3-api.md.

mod access_lists;
mod account;
mod acl;
mod body;
mod bucket_policy;
mod buckets;
mod checksum;
mod condition_keys;
mod copy_source;
mod deleting;
mod encryption;
mod guard;
mod keys;
mod listing;
pub mod model;
mod objects;
mod preconditions;
mod public;
mod public_access;
mod range;
mod reading;
mod tagging;
mod target;
mod unsupported;
mod version_listing;
mod versioning;
mod versions;
mod website;

pub use acl::{Acl, Grant, Grantee, Permission};
pub use body::Body;
pub use copy_source::copy_source;
pub use public_access::PublicAccessBlock;

use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run, Target};
use crate::world::World;

/// The rows of all operations.
pub const OPERATIONS: &[Rows] = &[
    buckets::ROWS,
    bucket_policy::ROWS,
    listing::ROWS,
    version_listing::ROWS,
    reading::ROWS,
    objects::ROWS,
    deleting::ROWS,
    versioning::ROWS,
    tagging::ROWS,
    public_access::ROWS,
    access_lists::ROWS,
    encryption::ROWS,
    website::ROWS,
];

/// The rows of the operations of S3 Control, which are about whole accounts.
pub const CONTROL_OPERATIONS: &[Rows] = &[account::ROWS];

const fn read(
    name: &'static str,
    access: Access,
    action: &'static str,
    target: Target,
    run: fn(&Authorized, &World) -> Output,
    example: &'static str,
) -> Operation {
    Operation {
        service: "s3",
        name,
        access,
        checks: Checks::One(action, target),
        run: Run::Read(run),
        example,
    }
}

const fn write(
    name: &'static str,
    access: Access,
    action: &'static str,
    target: Target,
    run: fn(&Authorized, &mut World) -> Output,
    example: &'static str,
) -> Operation {
    Operation {
        service: "s3",
        name,
        access,
        checks: Checks::One(action, target),
        run: Run::Write(run),
        example,
    }
}
