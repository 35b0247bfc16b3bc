//! AssumeRole. Source: spec sts.md §2, §5, §8; evaluation.md §6.

use super::role::Wanted;
use super::tags::SessionTags;
use crate::arn;
use crate::caller::Caller;
use crate::error::ApiError;
use crate::iam::mfa_codes;
use crate::input::Input;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run, Wording};
use crate::world::World;

/// A role session can assume another role for this long at most, in seconds.
const CHAINED_SECONDS: i64 = 3_600;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "AssumeRole",
    access: Access::Write,
    checks: Checks::Custom(checks),
    run: Run::Issue(run),
    example: "aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name s1",
}];

/// The source identity that the session gets: the calling session's, which cannot be changed, or the given.
fn source_identity(caller: &Caller, input: &Input) -> Result<Option<String>, ApiError> {
    let inherited = caller.role_session().and_then(|s| s.source_identity.as_deref());
    match (inherited, input.opt_text("SourceIdentity")) {
        (Some(old), Some(new)) if old != new => Err(ApiError::new(
            "InvalidParameterValue",
            400,
            "The source identity of the calling session can't be changed.",
        )),
        (None, Some(new)) if new.starts_with("aws:") => {
            Err(ApiError::new("InvalidParameterValue", 400, "The source identity can't begin with aws:."))
        }
        (old, new) => Ok(old.or(new).map(str::to_owned)),
    }
}

fn wanted(caller: &Caller, input: &Input) -> Result<Wanted, ApiError> {
    Ok(Wanted {
        role_arn: input.text("RoleArn")?.to_owned(),
        name: input.text("RoleSessionName")?.to_owned(),
        tags: SessionTags::of(caller, input.tags(), &input.texts("TransitiveTagKeys"))?,
        source_identity: source_identity(caller, input)?,
    })
}

fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let role_arn = p.input.text("RoleArn")?;
    if !arn::is_arn(role_arn) {
        return Err(ApiError::validation(format!("{role_arn} is invalid")));
    }
    let wanted = wanted(p.caller, p.input)?;
    // A wrong code is refused before any policy is asked.
    let mfa = mfa_codes::given(p.world, p.caller, p.input, p.now)?;
    let more = |check: Check| {
        let check = match p.input.opt_text("ExternalId") {
            Some(id) => check.with("sts:ExternalId", vec![id.to_owned()]),
            None => check,
        };
        if mfa.is_some() { with_mfa(check) } else { check }
    };
    Ok(wanted.checks(p, "sts:AssumeRole", Wording::Unreasoned).into_iter().map(more).collect())
}

/// The check with what a good code of an MFA device adds for the trust policy. The role session itself
/// carries no MFA (spec sts.md §6).
fn with_mfa(check: Check) -> Check {
    check
        .with("aws:MultiFactorAuthPresent", vec!["true".to_owned()])
        .with("aws:MultiFactorAuthAge", vec!["0".to_owned()])
}

fn run(ok: &Authorized, world: &mut World) -> Output {
    let (caller, input) = (ok.caller(), ok.input());
    let chained = caller.role_session().is_some();
    if chained && input.int("DurationSeconds").is_some_and(|seconds| seconds > CHAINED_SECONDS) {
        return Err(ApiError::validation(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    let code = mfa_codes::given(world, caller, input, ok.now())?;
    let output = wanted(caller, input)?.begin(ok, world, &input.tags(), None)?;
    if let Some(code) = code {
        code.consume(world);
    }
    Ok(output)
}
