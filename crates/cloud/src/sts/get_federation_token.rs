//! GetFederationToken: temporary credentials for somebody that a user vouches for, who can do no more than both
//! the user and the passed policies allow. Source: spec sts.md §3; evaluation.md §2.

use super::session_policies::{packed_size, passed};
use crate::caller::{FederatedSession, SessionKind};
use crate::error::ApiError;
use crate::iam::request_tags;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::session;
use crate::world::World;
use serde_json::json;

const DEFAULT_SECONDS: i64 = 43_200;
/// The root user's sessions last this long at most, in seconds.
const ROOT_SECONDS: i64 = 3_600;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "GetFederationToken",
    access: Access::Write,
    checks: Checks::Custom(checks),
    run: Run::Issue(run),
    example: "aws sts get-federation-token --name guest",
}];

fn arn(account: &str, name: &str) -> String {
    format!("arn:aws:sts::{account}:federated-user/{name}")
}

fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let arn = arn(p.caller.account_id(), p.input.text("Name")?);
    super::tags::checked(&p.input.tags())?;
    let mut actions = vec!["sts:GetFederationToken"];
    if p.input.has("Tags") {
        actions.push("sts:TagSession");
    }
    let check = |action| {
        let check = Check::new(action, arn.clone(), p.caller.account.clone(), arn.clone());
        request_tags(p, check)
    };
    Ok(actions.into_iter().map(check).collect())
}

fn run(ok: &Authorized, world: &mut World) -> Output {
    let (input, account) = (ok.input(), ok.account());
    let name = input.text("Name")?;
    let parent = ok.caller().user_name().and(ok.caller().user_id.clone());
    let asked = input.int("DurationSeconds").unwrap_or(DEFAULT_SECONDS);
    let seconds = if parent.is_none() { asked.min(ROOT_SECONDS) } else { asked };
    let session = FederatedSession {
        parent,
        name: name.to_owned(),
        policies: passed(input, &input.tags(), world, account)?,
        tags: input.tags(),
    };
    let packed = packed_size(input, &input.tags());
    let kind = SessionKind::Federated(session);
    let mut output = session::issue(world, account, kind, ok.now(), seconds, &mut ok.random()).output();
    let user = json!({"FederatedUserId": format!("{account}:{name}"), "Arn": arn(account, name)});
    output.insert("FederatedUser".to_owned(), user);
    output.insert("PackedPolicySize".to_owned(), packed.into());
    Ok(output)
}
