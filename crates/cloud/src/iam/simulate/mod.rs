//! SimulatePrincipalPolicy and SimulateCustomPolicy: what would be decided, by the engine that decides.
//! Source: spec iam-api.md §6, §10; API reference.

mod answer;
mod given;

use super::granting::{Source, Subject, sources};
use super::layers;
use super::model::{Iam, Tag};
use super::show::iam;
use super::target;
use crate::arn;
use crate::error::ApiError;
use crate::input::Input;
use crate::operation::{Access, Authorized, Check, Output, Planning, Rows};
use crate::paging::page;
use crate::world::World;
use given::{Exclusions, documents, levels};
use policy::{Context, Level, NamedPolicy, Principal};

pub(super) const ROWS: Rows = &[
    super::read(
        "SimulatePrincipalPolicy",
        Access::Read,
        "iam:SimulatePrincipalPolicy",
        policy_source,
        principal_policy,
        "aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::111122223333:user/admin \
         --action-names s3:GetObject",
    ),
    super::read(
        "SimulateCustomPolicy",
        Access::Read,
        "iam:SimulateCustomPolicy",
        target::everything,
        custom_policy,
        "aws iam simulate-custom-policy --policy-input-list file://policy.json --action-names s3:GetObject",
    ),
];

/// The thing that `PolicySourceArn` names.
pub(super) fn policy_source(p: &Planning<'_>) -> Result<Check, ApiError> {
    target::arn_given(p, "PolicySourceArn", |_, _| None)
}

fn invalid(message: String) -> ApiError {
    ApiError::new("InvalidInput", 400, message)
}

/// Who is simulated, with which policies and condition keys.
struct Simulated {
    principal: Principal,
    identity: Vec<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    scps: Option<Vec<Level>>,
    resource: Option<NamedPolicy>,
    /// The owner of the resources, if it is said.
    owner: Option<String>,
    context: Context,
}

/// The user, group or role that `PolicySourceArn` names.
pub(super) fn subject(ok: &Authorized, iam: &Iam) -> Result<Subject, ApiError> {
    let arn = ok.input().text("PolicySourceArn")?;
    match Subject::of(ok.account(), iam, arn)? {
        Subject::Policy(_) => Err(invalid(format!("Invalid ARN provided in the request: {arn}"))),
        entity => Ok(entity),
    }
}

fn principal_policy(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let iam = iam(ok, world)?;
    let subject = subject(ok, iam)?;
    let excluded = Exclusions::of(input);
    let own = sources(iam, &subject).into_iter().filter(|source| !excluded.source(source));
    let mut identity: Vec<NamedPolicy> = own.map(|source| named(&source)).collect();
    identity.extend(documents(input, "PolicyInputList")?);
    let boundary = documents(input, "PermissionsBoundaryPolicyInputList")?.pop();
    let boundary = boundary.or_else(|| excluded.boundary(own_boundary(iam, &subject)));
    let (principal, context) = caller(ok, iam, Some(&subject))?;
    let scps = layers::service_controls(world, ok.account());
    simulate(input, Simulated { principal, identity, boundary, scps, ..rest(input, context)? })
}

fn custom_policy(ok: &Authorized, world: &World) -> Output {
    let input = ok.input();
    let identity = documents(input, "PolicyInputList")?;
    let boundary = documents(input, "PermissionsBoundaryPolicyInputList")?.pop();
    let (principal, context) = caller(ok, iam(ok, world)?, None)?;
    simulate(
        input,
        Simulated { principal, identity, boundary, scps: levels(input)?, ..rest(input, context)? },
    )
}

/// A policy under the name by which results call it, e.g. `user_bob_mail`.
fn named(source: &Source<'_>) -> NamedPolicy {
    match source {
        Source::Managed(arn, document) => layers::attached(arn, document),
        Source::Inline(kind, owner, name, document) => {
            NamedPolicy::new(&format!("{}_{owner}_{name}", kind.to_lowercase()), document.0.clone())
        }
    }
}

fn own_boundary(iam: &Iam, subject: &Subject) -> Option<NamedPolicy> {
    let arn = match subject {
        Subject::User(name) => iam.user(name)?.boundary.as_deref(),
        Subject::Role(name) => iam.role(name)?.boundary.as_deref(),
        Subject::Group(_) | Subject::Policy(_) => None,
    };
    layers::boundary(iam, arn)
}

/// Who calls, and the condition keys that follow: the user in `CallerArn`, else the simulated user or role,
/// else nobody in particular.
fn caller(ok: &Authorized, iam: &Iam, subject: Option<&Subject>) -> Result<(Principal, Context), ApiError> {
    let account = ok.account();
    let given = match ok.input().opt_text("CallerArn") {
        None => None,
        Some(arn) => match Subject::of(account, iam, arn)? {
            user @ Subject::User(_) => Some(user),
            _ => return Err(invalid(format!("Invalid ARN provided in the request: {arn}"))),
        },
    };
    let mut context = Context::new();
    let mut know = |principal: &Principal, id: &str, tags: &[Tag]| {
        principal.fill_context(&mut context);
        context.set("aws:userid", id);
        for tag in tags {
            context.set(&format!("aws:PrincipalTag/{}", tag.key), tag.value.as_str());
        }
    };
    let principal = match given.as_ref().or(subject) {
        Some(Subject::User(name)) if let Some(user) = iam.user(name) => {
            // Principals in a simulated resource policy are as they are written, so no id is compared.
            let arn = user.arn(account).as_str().into();
            let principal = Principal::User { account: account.into(), arn, id: None };
            know(&principal, &user.id, &user.tags);
            principal
        }
        Some(Subject::Role(name)) if let Some(role) = iam.role(name) => {
            let session = format!("arn:aws:sts::{account}:assumed-role/{}/simulated", role.name);
            let principal = Principal::RoleSession {
                account: account.into(),
                session_arn: session.as_str().into(),
                role_arn: role.arn(account).as_str().into(),
                role_id: None,
                service_linked: role.is_service_linked(),
            };
            know(&principal, &format!("{}:simulated", role.id), &role.tags);
            principal
        }
        _ => {
            let arn = arn::iam(account, "user", "/", "simulated").as_str().into();
            Principal::User { account: account.into(), arn, id: None }
        }
    };
    Ok((principal, context))
}

/// What both operations read from the request alone; the rest is the caller's to fill in.
fn rest(input: &Input, mut context: Context) -> Result<Simulated, ApiError> {
    given::context(input, &mut context);
    let owner = input.opt_text("ResourceOwner");
    Ok(Simulated {
        principal: Principal::Anonymous,
        identity: Vec::new(),
        boundary: None,
        scps: None,
        resource: given::resource_policy(input)?,
        owner: owner.map(|owner| arn::account(owner).unwrap_or(owner).to_owned()),
        context,
    })
}

fn simulate(input: &Input, simulated: Simulated) -> Output {
    let actions = input.texts("ActionNames");
    let is_action = |action: &str| action.contains(':') && !action.contains(['*', '?']);
    if let Some(wrong) = actions.iter().find(|action| !is_action(action)) {
        return Err(invalid(format!("Invalid Service and Action: {wrong}")));
    }
    let mut resources = input.texts("ResourceArns");
    if resources.is_empty() {
        resources.push("*");
    }
    let pairs = actions.iter().flat_map(|action| resources.iter().map(move |resource| (action, resource)));
    page(input, "EvaluationResults", pairs, |(action, resource)| simulated.result(action, resource))
}
