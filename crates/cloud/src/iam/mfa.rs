//! MFA devices. None can be made here yet, so the lists are truly empty.

use super::users::named_or_own;
use super::{read, target};
use crate::operation::{Access, Authorized, Output, Rows};
use crate::paging::page;
use crate::world::World;
use serde_json::Value;

pub(super) const ROWS: Rows = &[read(
    "ListMFADevices",
    Access::List,
    "iam:ListMFADevices",
    target::user_or_self,
    list,
    "aws iam list-mfa-devices --user-name admin",
)];

fn list(ok: &Authorized, world: &World) -> Output {
    named_or_own(ok, world)?;
    page(ok.input(), "MFADevices", [], |row: Value| row)
}
