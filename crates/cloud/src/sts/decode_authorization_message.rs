//! DecodeAuthorizationMessage: what an encoded refusal says. Source: spec sts.md §3, §8.

use crate::authorization_message;
use crate::error::ApiError;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::world::World;
use serde_json::Map;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "DecodeAuthorizationMessage",
    access: Access::Write,
    checks: Checks::One("sts:DecodeAuthorizationMessage", target),
    run: Run::Issue(run),
    example: "aws sts decode-authorization-message --encoded-message \"$MESSAGE\"",
}];

fn target(p: &Planning<'_>) -> Result<Check, ApiError> {
    Ok(Check::new(p.action, "*".to_owned(), p.caller.account.clone(), String::new()))
}

fn run(ok: &Authorized, _world: &mut World) -> Output {
    let text = ok.input().text("EncodedMessage")?;
    let message = authorization_message::decode(text, ok.account())
        .ok_or_else(|| ApiError::new("InvalidAuthorizationMessageException", 400, "Message is not valid"))?;
    Ok(Map::from_iter([("DecodedMessage".to_owned(), message.into())]))
}
