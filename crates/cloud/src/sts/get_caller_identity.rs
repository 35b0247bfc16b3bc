//! GetCallerIdentity: who am I? Needs no permission and cannot be denied.

use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run};
use crate::world::World;
use serde_json::Map;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "GetCallerIdentity",
    access: Access::Read,
    checks: Checks::Nothing,
    run: Run::Read(run),
    example: "aws sts get-caller-identity",
}];

fn run(ok: &Authorized, _world: &World) -> Output {
    let caller = ok.caller();
    Ok(Map::from_iter([
        ("UserId".to_owned(), caller.user_id.clone().into()),
        ("Account".to_owned(), ok.account().into()),
        ("Arn".to_owned(), caller.arn.clone().into()),
    ]))
}
