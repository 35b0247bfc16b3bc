//! AssumeRoot: a few minutes of a member account's root user, for one task. Source: spec sts.md §1.

use crate::caller::{RootTask, SessionKind, SessionPolicy};
use crate::dialect::Dialect;
use crate::error::ApiError;
use crate::managed;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run};
use crate::organizations::model::RootFeature;
use crate::session;
use crate::world::World;
use policy::Principal;
use serde_json::Value;

/// In seconds; no session can be longer.
const DEFAULT_SECONDS: i64 = 900;
const TASKS: &str = "arn:aws:iam::aws:policy/root-task/";
const EVERYTHING: &str = "arn:aws:iam::aws:policy/AdministratorAccess";

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "AssumeRoot",
    access: Access::Write,
    checks: Checks::One("sts:AssumeRoot", target),
    run: Run::Issue(run),
    example: "aws sts assume-root --target-principal 222233334444 --task-policy-arn arn=arn:aws:iam::aws:policy/root-task/S3UnlockBucketPolicy",
}];

/// The account whose root user is named, by its id or the root user's ARN.
fn account(target: &str) -> &str {
    target.strip_prefix("arn:aws:iam::").and_then(|rest| rest.strip_suffix(":root")).unwrap_or(target)
}

fn task(input: &crate::input::Input) -> Option<&str> {
    input.get("TaskPolicyArn")?.get("arn").and_then(Value::as_str)
}

/// A root user has no policy of its own that could let anybody in: only the caller's policies are asked.
fn target(p: &Planning<'_>) -> Result<Check, ApiError> {
    let account = account(p.input.text("TargetPrincipal")?);
    let arn = format!("arn:aws:iam::{account}:root");
    let check = Check::new(p.action, arn.clone(), p.caller.account.clone(), arn)
        .with("aws:ResourceAccount", vec![account.to_owned()]);
    Ok(match task(p.input) {
        Some(task) => check.with("sts:TaskPolicyArn", vec![task.to_owned()]),
        None => check,
    })
}

fn run(ok: &Authorized, world: &mut World) -> Output {
    let account = account(ok.input().text("TargetPrincipal")?).to_owned();
    if !may_enter(ok, world, &account) {
        let arn = ok.caller().arn.as_deref().unwrap_or_default();
        return Err(Dialect::Query.access_denied(format!(
            "User: {arn} is not authorized to perform: sts:AssumeRoot on resource: arn:aws:iam::{account}:root"
        )));
    }
    let task = task(ok.input()).unwrap_or_default();
    let policies = task_policies(task).ok_or_else(|| {
        ApiError::validation(format!("The policy {task} is not a task policy for root sessions."))
    })?;
    let seconds = ok.input().int("DurationSeconds").unwrap_or(DEFAULT_SECONDS);
    let kind = SessionKind::RootTask(RootTask { policies });
    Ok(session::issue(world, &account, kind, ok.now(), seconds, &mut ok.random()).output())
}

/// The policies of a task's session: AWS's task policies only deny, so one that allows stands beside.
fn task_policies(task: &str) -> Option<Vec<SessionPolicy>> {
    let policy = |arn: &str| {
        let document = managed::get(arn)?.document()?.clone();
        Some(SessionPolicy { arn: Some(arn.to_owned()), document })
    };
    if !task.starts_with(TASKS) {
        return None;
    }
    Some(vec![policy(task)?, policy(EVERYTHING)?])
}

/// Whether the caller's account administers IAM for the organization that the other account is a member of,
/// root sessions are enabled there, and the caller is no root user itself.
fn may_enter(ok: &Authorized, world: &World, account: &str) -> bool {
    let own = ok.account();
    let no_root = !matches!(ok.caller().principal, Principal::Root { .. });
    world.organization_of(own).filter(|_| no_root).is_some_and(|organization| {
        let administers =
            organization.management == own || organization.administers(own, "iam.amazonaws.com");
        administers
            && organization.root_features.contains(&RootFeature::Sessions)
            && organization.members.contains_key(account)
            && organization.management != account
    })
}
