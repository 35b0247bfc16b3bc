//! S3. Source: spec s3-api.md.

mod bucket_policy;
mod buckets;
mod listing;
pub mod model;
mod objects;
mod target;

use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run, Target};
use crate::world::World;

/// The rows of all operations.
pub const OPERATIONS: &[Rows] = &[buckets::ROWS, bucket_policy::ROWS, listing::ROWS, objects::ROWS];

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
