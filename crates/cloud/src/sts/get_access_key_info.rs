//! GetAccessKeyInfo: which account does a key belong to? The key id itself says so.

use crate::error::ApiError;
use crate::ids;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::world::World;
use serde_json::Map;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "GetAccessKeyInfo",
    access: Access::Read,
    checks: Checks::One("sts:GetAccessKeyInfo", target),
    run: Run::Read(run),
    example: "aws sts get-access-key-info --access-key-id AKIAIOSFODNN7EXAMPLE",
}];

fn target(p: &Planning<'_>) -> Result<Check, ApiError> {
    Ok(Check::new(p.action, "*".to_owned(), p.caller.account.clone(), String::new()))
}

fn run(ok: &Authorized, _world: &World) -> Output {
    let id = ok.input().text("AccessKeyId")?;
    let account = ids::account_of_key(id)
        .ok_or_else(|| ApiError::validation(format!("The access key id {id} is not valid.")))?;
    Ok(Map::from_iter([("Account".to_owned(), account.into())]))
}
