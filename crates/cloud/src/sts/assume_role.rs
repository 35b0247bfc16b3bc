//! AssumeRole. Source: spec sts.md §2, §5, §8; evaluation.md §6.

use super::session_policies::{packed_size, passed};
use super::tags::SessionTags;
use crate::arn;
use crate::caller::{Caller, RoleSession, SessionKind};
use crate::error::ApiError;
use crate::iam::mfa_codes;
use crate::iam::model::{Role, Tag, key};
use crate::input::Input;
use crate::operation::{Access, Authorized, Check, Checks, Operation, Output, Planning, Rows, Run, Wording};
use crate::session;
use crate::world::{EntityKind, World};
use policy::NamedPolicy;
use serde_json::{Value, json};

const DEFAULT_SECONDS: i64 = 3_600;
/// A role session may assume another role for this long at most, in seconds.
const CHAINED_SECONDS: i64 = 3_600;

pub(super) const ROWS: Rows = &[Operation {
    service: "sts",
    name: "AssumeRole",
    access: Access::Write,
    checks: Checks::Custom(checks),
    run: Run::Issue(run),
    example: "aws sts assume-role --role-arn arn:aws:iam::111122223333:role/app --role-session-name s1",
}];

/// The role that an ARN names exactly; names are case-sensitive here.
fn role<'a>(world: &'a World, role_arn: &str) -> Option<(&'a str, &'a Role)> {
    let (account, kind, path, name) = arn::entity(role_arn)?;
    let account = world.account(account)?;
    let role = account.iam.role(name).filter(|r| r.path == path && r.name == name)?;
    (kind == EntityKind::Role).then_some((&account.id, role))
}

fn session_tags(caller: &Caller, input: &Input) -> Result<SessionTags, ApiError> {
    SessionTags::of(caller, input.tags(), &input.texts("TransitiveTagKeys"))
}

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

fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let role_arn = p.input.text("RoleArn")?;
    if !arn::is_arn(role_arn) {
        return Err(ApiError::validation(format!("{role_arn} is invalid")));
    }
    let tags = session_tags(p.caller, p.input)?;
    let identity = source_identity(p.caller, p.input)?;
    // A wrong code is refused before any policy is asked.
    let mfa = mfa_codes::given(p.world, p.caller, p.input, p.now)?;
    let mut actions = vec!["sts:AssumeRole"];
    if !tags.all.is_empty() {
        actions.push("sts:TagSession");
    }
    if identity.is_some() {
        actions.push("sts:SetSourceIdentity");
    }
    let found = role(p.world, role_arn);
    let check = |action| {
        let account = found.map(|(account, _)| account.to_owned());
        let account = account.or_else(|| arn::account(role_arn).map(str::to_owned));
        let check = Check::new(action, role_arn.to_owned(), account, role_arn.to_owned())
            .worded(Wording::Unreasoned)
            .guarded_by(found.map(|(_, role)| trust(role)));
        let check = context(p, check, found.map(|(_, role)| role), &tags, identity.as_deref());
        if mfa.is_some() { with_mfa(check) } else { check }
    };
    Ok(actions.into_iter().map(check).collect())
}

fn trust(role: &Role) -> NamedPolicy {
    NamedPolicy::new(&format!("trust policy of {}", role.name), role.trust.0.clone())
}

/// The condition keys of the trust policy. Source: spec context-keys.md §3.
fn context(
    p: &Planning<'_>,
    mut check: Check,
    role: Option<&Role>,
    tags: &SessionTags,
    source_identity: Option<&str>,
) -> Check {
    let mut one = |key: &str, value: Option<&str>| {
        if let Some(value) = value {
            check.context.push((key.to_owned(), vec![value.to_owned()]));
        }
    };
    one("sts:ExternalId", p.input.opt_text("ExternalId"));
    one("sts:RoleSessionName", p.input.opt_text("RoleSessionName"));
    one("sts:SourceIdentity", source_identity);
    for tag in &tags.all {
        one(&format!("aws:RequestTag/{}", tag.key), Some(&tag.value));
    }
    for tag in role.map_or(&[] as &[Tag], |r| &r.tags) {
        one(&format!("aws:ResourceTag/{}", tag.key), Some(&tag.value));
        one(&format!("iam:ResourceTag/{}", tag.key), Some(&tag.value));
    }
    if !tags.all.is_empty() {
        check = check.with("aws:TagKeys", tags.all.iter().map(|t| t.key.clone()).collect());
    }
    if !tags.transitive.is_empty() {
        check = check.with("sts:TransitiveTagKeys", tags.transitive.clone());
    }
    check
}

/// The check with what a good code of an MFA device adds for the trust policy. The role session itself
/// carries no MFA (spec sts.md §6).
fn with_mfa(check: Check) -> Check {
    check
        .with("aws:MultiFactorAuthPresent", vec!["true".to_owned()])
        .with("aws:MultiFactorAuthAge", vec!["0".to_owned()])
}

fn seconds(ok: &Authorized, role: &Role) -> Result<i64, ApiError> {
    let chained = ok.caller().role_session().is_some();
    let seconds = ok.input().int("DurationSeconds").unwrap_or(DEFAULT_SECONDS);
    if chained && seconds > CHAINED_SECONDS {
        return Err(ApiError::validation(
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.",
        ));
    }
    if seconds > role.max_session {
        return Err(ApiError::validation(
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
        ));
    }
    Ok(seconds)
}

fn run(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let role_arn = input.text("RoleArn")?;
    let (account, role) = role(world, role_arn)
        .ok_or_else(|| ApiError::new("ServiceFailure", 500, "The role was allowed and then not found."))?;
    let seconds = seconds(ok, role)?;
    let tags = session_tags(ok.caller(), input)?;
    let session = RoleSession {
        role: key(&role.name),
        role_id: role.id.clone(),
        name: input.text("RoleSessionName")?.to_owned(),
        policies: passed(input, world, account)?,
        tags: tags.all,
        transitive: tags.transitive,
        source_identity: source_identity(ok.caller(), input)?,
        provider: None,
    };
    let assumed = json!({
        "AssumedRoleId": format!("{}:{}", session.role_id, session.name),
        "Arn": format!("arn:aws:sts::{account}:assumed-role/{}/{}", role.name, session.name),
    });
    let packed = (session.policies.is_some() || !session.tags.is_empty()).then(|| packed_size(input));
    let identity = session.source_identity.clone();
    let account = account.to_owned();
    let code = mfa_codes::given(world, ok.caller(), input, ok.now())?;
    let kind = SessionKind::Role(session);
    let mut output = session::issue(world, &account, kind, ok.now(), seconds, &mut ok.random()).output();
    output.insert("AssumedRoleUser".to_owned(), assumed);
    if let Some(code) = code {
        code.consume(world);
    }
    if let Some(percent) = packed {
        output.insert("PackedPolicySize".to_owned(), Value::from(percent));
    }
    if let Some(identity) = identity {
        output.insert("SourceIdentity".to_owned(), identity.into());
    }
    Ok(output)
}
