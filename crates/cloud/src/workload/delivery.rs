//! Credentials of a workload: the service that runs it assumes its role, keeps the credentials where only the
//! workload finds them, and gets new ones before they end. Source: spec s3-api.md §7, evaluation.md §10.

use super::{Workload, WorkloadKind};
use crate::authenticate::session_caller;
use crate::caller::{RoleSession, Session, SessionKind};
use crate::error::{ApiError, Fault};
use crate::event::Event;
use crate::federation::Keys;
use crate::gateway::{CheckTrace, Turn};
use crate::iam::layers;
use crate::iam::model::{Role, key};
use crate::random::Random;
use crate::request::Reply;
use crate::services::ec2::model::{Instance, InstanceState};
use crate::services::ecs::model::Task;
use crate::services::lambda::model::Function;
use crate::services::pass_role;
use crate::services::resource::{Body, Resource};
use crate::services::service_call::ServiceCall;
use crate::session;
use crate::tick::{Tick, Timestamp};
use crate::world::World;
use policy::{Context, Explanation, Request, decide};
use std::sync::Arc;

/// How long the credentials last, in seconds.
const LIFE: i64 = 6 * 3_600;
/// New ones come when the old ones last less than this, in seconds: AWS promises at least five minutes.
const RENEWED: i64 = 15 * 60;

/// What became of the wish for credentials.
pub(crate) struct Delivery {
    /// The ARN of the workload's role.
    pub(crate) role: String,
    /// The credentials, unless the service cannot assume the role.
    pub(crate) session: Option<Arc<Session>>,
    /// What the service did for it, if it had to do anything.
    pub(crate) turn: Option<Turn>,
}

/// A workload that runs, in the world.
pub(crate) fn running<'a>(world: &'a World, workload: &Workload) -> Option<&'a Resource> {
    world.resource(&workload.arn).filter(|resource| match &resource.body {
        Body::Instance(instance) => instance.state == InstanceState::Running,
        Body::Task(task) => task.stopped.is_none(),
        Body::Function(_) => true,
        _ => false,
    })
}

/// The ARN of the role that a workload holds. It need not be there any more.
fn role_arn(world: &World, resource: &Resource) -> Option<String> {
    match &resource.body {
        Body::Function(Function { role, .. }) => Some(role.clone()),
        Body::Task(Task { role, .. }) => role.clone(),
        Body::Instance(Instance { association, .. }) => {
            let profile = &association.as_ref()?.profile;
            let iam = &world.account(resource.account())?.iam;
            let found = iam.instance_profile(profile.rsplit('/').next()?)?;
            let role = iam.role(found.role.as_deref()?)?;
            (found.arn(resource.account()) == *profile).then(|| role.arn(resource.account()))
        }
        _ => None,
    }
}

fn session_of(workload: &Workload, role: &Role) -> RoleSession {
    RoleSession {
        role: key(&role.name),
        role_id: role.id.clone(),
        name: workload.name().to_owned(),
        policies: None,
        tags: Vec::new(),
        transitive: Vec::new(),
        source_identity: None,
        provider: None,
        keys: session_keys(workload),
        workload: Some(workload.clone()),
    }
}

/// Credentials of a workload; those that it has, if they last long enough. `None` if it does not run or holds no
/// role.
pub(crate) fn deliver(world: &World, workload: &Workload, tick: Tick) -> Option<Delivery> {
    let role_arn = role_arn(world, running(world, workload)?)?;
    let role = pass_role::role(world, &role_arn);
    let current = world.delivered.get(&workload.arn).and_then(|id| world.sessions.get(id));
    let fresh = current.filter(|session| {
        let same = match &session.kind {
            SessionKind::Role(of) => role.is_some_and(|role| role.id == of.role_id),
            _ => false,
        };
        same && session.expires.since(tick.now) >= RENEWED
    });
    if let Some(session) = fresh {
        return Some(Delivery { role: role_arn, session: Some(Arc::clone(session)), turn: None });
    }
    let Some(role) = role else { return Some(Delivery { role: role_arn, session: None, turn: None }) };
    let turn = assume(world, workload, role, &role_arn, tick);
    let given = turn.world.delivered.get(&workload.arn).and_then(|id| turn.world.sessions.get(id));
    let session = given.filter(|_| turn.result.is_ok()).cloned();
    Some(Delivery { role: role_arn, session, turn: Some(turn) })
}

/// The service's `AssumeRole`.
fn assume(world: &World, workload: &Workload, role: &Role, role_arn: &str, tick: Tick) -> Turn {
    let call = ServiceCall { service: workload.kind.principal(), source: &workload.arn, tick };
    let explanation = call.assumes(world, role, role_arn, workload.name());
    let mut after = world.clone();
    let result = if explanation.decision.is_allowed() {
        let kind = SessionKind::Role(session_of(workload, role));
        let mut random = Random::new(tick.seed);
        let session = session::issue(&mut after, workload.account(), kind, tick.now, LIFE, &mut random);
        after.delivered.insert(workload.arn.clone(), session.access_key_id.clone());
        Ok(Reply { output: session.output() })
    } else {
        Err(refused(call.service, role_arn))
    };
    let event = Event::of_service_session(workload, role_arn, &result, tick);
    Turn { world: after, changed: false, result, event, checks: vec![trace(role_arn, explanation)] }
}

fn refused(service: &str, role_arn: &str) -> ApiError {
    let message = format!("{service} is not authorized to perform: sts:AssumeRole on resource: {role_arn}");
    ApiError::new("AccessDenied", 403, message).with_fault(Fault::Authorization)
}

fn trace(role_arn: &str, explanation: Explanation) -> CheckTrace {
    CheckTrace {
        action: "sts:AssumeRole",
        resource: role_arn.to_owned(),
        owner: crate::arn::account(role_arn).map(str::to_owned),
        explanation,
        question: None,
    }
}

/// Whether a workload's role may do something within its account: for what its service does with the role without
/// being asked by anybody.
pub(crate) fn may(world: &World, workload: &Workload, action: &str, resource: &str, tick: Tick) -> bool {
    let asks = || {
        let role_arn = role_arn(world, running(world, workload)?)?;
        let role = pass_role::role(world, &role_arn)?;
        let call = ServiceCall { service: workload.kind.principal(), source: &workload.arn, tick };
        let assumed = call.assumes(world, role, &role_arn, workload.name()).decision.is_allowed();
        assumed.then_some(())?;
        let session = Arc::new(unsigned(workload, role, tick.now));
        let caller = session_caller(world, &session)?;
        let mut context = Context::new();
        context.set("aws:CurrentTime", tick.now.iso());
        context.set("aws:RequestedRegion", workload.region());
        context.set("aws:SourceIp", workload.public_address());
        context.set("aws:ResourceAccount", workload.account());
        for (key, values) in session_keys(workload) {
            context.set_many(&key, values);
        }
        caller.principal.fill_context(&mut context);
        let target =
            policy::Resource { arn: resource.to_owned(), account: Some(workload.account().to_owned()) };
        let request = Request { principal: &caller.principal, action, resource: &target, context: &context };
        let own = layers::of(world, &caller, Some(workload.account()));
        Some(decide(&request, &own.with_resource(None)).is_allowed())
    };
    asks().unwrap_or(false)
}

/// A session that nobody can sign with.
fn unsigned(workload: &Workload, role: &Role, now: Timestamp) -> Session {
    Session {
        access_key_id: String::new(),
        secret_access_key: String::new(),
        token: String::new(),
        account: workload.account().to_owned(),
        issued: now,
        expires: now.plus(LIFE),
        kind: SessionKind::Role(session_of(workload, role)),
    }
}

/// The keys that a session has because a workload got it. Source: spec context-keys.md §2.
fn session_keys(workload: &Workload) -> Keys {
    let arn = || workload.arn.clone();
    let keys = match workload.kind {
        WorkloadKind::Instance => vec![
            ("ec2:SourceInstanceArn", arn()),
            ("ec2:RoleDelivery", ROLE_DELIVERY.to_owned()),
            ("aws:Ec2InstanceSourcePrivateIPv4", workload.private_address()),
        ],
        WorkloadKind::Function => vec![("lambda:SourceFunctionArn", arn())],
        WorkloadKind::Task => Vec::new(),
    };
    keys.into_iter().map(|(key, value)| (key.to_owned(), vec![value])).collect()
}

/// The version of the metadata endpoint that gives out instances' credentials.
pub(crate) const ROLE_DELIVERY: &str = "2.0";
