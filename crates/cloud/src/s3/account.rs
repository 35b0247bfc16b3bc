//! S3 Control: Block Public Access of a whole account. Source: spec s3-api.md §1, §4.

use super::public_access::{PublicAccessBlock, shown};
use super::target;
use crate::error::{ApiError, Fault};
use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run};
use crate::world::World;
use serde_json::Map;

pub(super) const ROWS: Rows = &[
    Operation {
        service: "s3control",
        name: "GetPublicAccessBlock",
        access: Access::Read,
        checks: Checks::One("s3:GetAccountPublicAccessBlock", target::account),
        run: Run::Read(get),
        example: "aws s3control get-public-access-block --account-id 111122223333",
    },
    Operation {
        service: "s3control",
        name: "PutPublicAccessBlock",
        access: Access::PermissionsManagement,
        checks: Checks::One("s3:PutAccountPublicAccessBlock", target::account),
        run: Run::Write(put),
        example: "aws s3control put-public-access-block --account-id 111122223333 \
                  --public-access-block-configuration BlockPublicPolicy=true,RestrictPublicBuckets=true",
    },
    Operation {
        service: "s3control",
        name: "DeletePublicAccessBlock",
        access: Access::PermissionsManagement,
        checks: Checks::One("s3:PutAccountPublicAccessBlock", target::account),
        run: Run::Write(delete),
        example: "aws s3control delete-public-access-block --account-id 111122223333",
    },
];

/// The account that the request names, which must be the caller's.
fn own(ok: &Authorized) -> Result<&str, ApiError> {
    let account = ok.input().text("AccountId")?;
    if account == ok.account() {
        return Ok(account);
    }
    Err(ApiError::new("AccessDenied", 403, "Access Denied").with_fault(Fault::Authorization))
}

fn get(ok: &Authorized, world: &World) -> Output {
    shown(world.account(own(ok)?).and_then(|account| account.s3_public_access_block))
}

fn put(ok: &Authorized, world: &mut World) -> Output {
    set(ok, world, Some(PublicAccessBlock::of_input(ok.input())?))
}

fn delete(ok: &Authorized, world: &mut World) -> Output {
    set(ok, world, None)
}

fn set(ok: &Authorized, world: &mut World, block: Option<PublicAccessBlock>) -> Output {
    if let Some(account) = world.account_mut(own(ok)?) {
        account.s3_public_access_block = block;
    }
    Ok(Map::new())
}
