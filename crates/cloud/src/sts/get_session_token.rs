//! GetSessionToken: temporary credentials of the user itself. Needs no permission. Source: spec sts.md §3, §6.

use crate::caller::{SessionKind, UserSession, UserSessionSource};
use crate::error::ApiError;
use crate::iam::mfa_codes;
use crate::operation::{Access, Authorized, Checks, Operation, Output, Rows, Run};
use crate::session;
use crate::world::World;

const DEFAULT_SECONDS: i64 = 43_200;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "GetSessionToken",
    access: Access::Read,
    checks: Checks::Nothing,
    run: Run::Issue(run),
    example: "aws sts get-session-token",
}];

fn run(ok: &Authorized, world: &mut World) -> Output {
    let caller = ok.caller();
    let (Some(_), Some(user_id)) = (caller.user_name(), &caller.user_id) else {
        return Err(ApiError::new("AccessDenied", 403, "Cannot call GetSessionToken without a user"));
    };
    let code = mfa_codes::given(world, caller, ok.input(), ok.now())?;
    let kind = SessionKind::User(UserSession {
        user_id: user_id.clone(),
        source: UserSessionSource::GetSessionToken,
        mfa: code.is_some().then(|| ok.now()),
    });
    let seconds = ok.input().int("DurationSeconds").unwrap_or(DEFAULT_SECONDS);
    if let Some(code) = code {
        code.consume(world);
    }
    Ok(session::issue(world, ok.account(), kind, ok.now(), seconds, &mut ok.random()).output())
}
