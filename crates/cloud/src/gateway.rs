//! The one path of every request: authenticate, decode, authorise, execute.

use crate::authenticate::authenticate;
use crate::caller::Caller;
use crate::dialect::Dialect;
use crate::error::ApiError;
use crate::event::Event;
use crate::iam::layers;
use crate::input::validate;
use crate::model;
use crate::operation::{self, Authorized, Check, Checks, Operation, Planning, Run};
use crate::protocol;
use crate::question::Question;
use crate::request::{Call, Reply, SignedRequest};
use crate::tick::Tick;
use crate::usage;
use crate::world::World;
use crate::{context, denial, region, sigv4, sts};
use policy::{Explanation, Outcome, Request};
use std::sync::Arc;

/// What became of a request.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The world afterwards: the one before, unless the request succeeded.
    pub world: World,
    /// Whether the request changed what is in the world (noting when a key was last used is no change).
    pub changed: bool,
    /// The answer.
    pub result: Result<Reply, ApiError>,
    /// The record of it, as CloudTrail keeps it.
    pub event: Event,
    /// The policy decisions that were made on the way, in order; the last one is the denial, if any is.
    pub checks: Vec<CheckTrace>,
}

/// One policy decision and how it came about.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckTrace {
    /// The action.
    pub action: &'static str,
    /// The resource's ARN.
    pub resource: String,
    /// The account that owns the resource, where that is known.
    pub owner: Option<String>,
    /// The whole trace.
    pub explanation: Explanation,
    /// For a denial: what was asked, so that advice can be given.
    pub question: Option<Question>,
}

/// Takes a request through the world.
#[must_use]
pub fn handle(world: &World, request: &SignedRequest, tick: Tick) -> Turn {
    let (caller, seen) = (Caller::anonymous(), world.as_seen(tick.now));
    let mut way = Way {
        world: &seen,
        present: world,
        request,
        tick,
        caller,
        call: None,
        own: None,
        checks: Vec::new(),
    };
    let mut after = world.clone();
    let result = way.go(&mut after);
    let read_only = way.operation().is_none_or(|o| !o.run.changes());
    let event = Event::of_request(&way, read_only, &result);
    let changed = result.is_ok() && !read_only;
    if changed {
        after.note_change(world, tick.now);
    }
    if result.is_err() {
        after = world.clone();
    } else if let Some(call) = &way.call {
        usage::note(&mut after, &way.caller, &call.service, &call.region, tick.now);
    }
    Turn { world: after, changed, result, event, checks: way.checks }
}

/// A request on its way, with what has been found out so far.
pub(crate) struct Way<'a> {
    /// The world that the request is authenticated and judged by.
    world: &'a World,
    /// The world that the operation reads.
    present: &'a World,
    pub(crate) request: &'a SignedRequest,
    pub(crate) tick: Tick,
    pub(crate) caller: Caller,
    pub(crate) call: Option<Call>,
    /// The policies of the last check, with the owner of the resource that it was on.
    own: Option<(Option<String>, Arc<layers::Own>)>,
    pub(crate) checks: Vec<CheckTrace>,
}

impl Way<'_> {
    fn operation(&self) -> Option<&'static Operation> {
        self.call.as_ref().and_then(|call| operation::find(&call.service, &call.operation))
    }

    fn go(&mut self, after: &mut World) -> Result<Reply, ApiError> {
        let decoded = protocol::decode(&self.request.http);
        self.call = decoded.as_ref().ok().cloned();
        self.caller = authenticate(self.world, &self.request.http, self.tick)?;
        let call = decoded?;
        let operation = operation::find(&call.service, &call.operation)
            .ok_or_else(|| protocol::not_simulated(&call.service, &call.operation))?;
        self.may_call(operation, &call.region)?;
        let input = validate(&call)?;
        let (service, name) = (operation.service, operation.name);
        if let Some(caller) = sts::caller_by_token(self.world, service, name, &input, self.tick.now)? {
            self.caller = caller;
        }
        let checks = self.plan(operation, &input, &call.region)?;
        let verdicts = checks.into_iter().map(|check| self.authorize(check, &call));
        let parts = match operation.checks {
            Checks::InParts(_) => verdicts.collect(),
            _ => verdicts.collect::<Result<Vec<()>, _>>().map(|_| Vec::new())?,
        };
        let authorized =
            Authorized::new(operation, self.caller.clone(), input, call.region, self.tick).in_parts(parts);
        let output = match operation.run {
            Run::Read(run) => run(&authorized, self.present)?,
            Run::Write(run) | Run::Issue(run) => run(&authorized, after)?,
            Run::Row(on, does) => on.run(does, &authorized, after)?,
        };
        Ok(Reply { output })
    }

    /// What credentials can call at all, before any policy. Source: spec sts.md §1.
    fn may_call(&self, operation: &Operation, region: &str) -> Result<(), ApiError> {
        let unsigned = || {
            protocol::signing_name(operation.service) == "s3"
                || model::operation(operation.service, operation.name)
                    .is_some_and(|(_, model)| model.unsigned)
        };
        if self.caller.account.is_none() && !unsigned() {
            return Err(Dialect::of(operation.service).unsigned());
        }
        if operation.service == "sts" && region::is_opt_in(region) {
            return Err(region::sts_is_off(self.caller.account_id()));
        }
        sts::may_call(&self.caller, operation.service, operation.name)
    }

    fn plan(
        &self,
        operation: &Operation,
        input: &crate::input::Input,
        region: &str,
    ) -> Result<Vec<Check>, ApiError> {
        let (world, caller, now) = (self.world, &self.caller, self.tick.now);
        let presigned = sigv4::Authorization::of_query(&self.request.http).is_some();
        let planning = |action| Planning { world, caller, input, action, region, presigned, now };
        match operation.checks {
            Checks::Nothing => Ok(Vec::new()),
            Checks::One(action, target) => Ok(vec![target(&planning(action))?]),
            Checks::Each(action, targets) => targets(&planning(action)),
            Checks::On(action, on) => Ok(vec![on.check(&planning(action))?]),
            Checks::Custom(plan) | Checks::InParts(plan) => plan(&planning("")),
        }
    }

    /// The policies that have a say about a resource of this owner: those of the check before, if its resource
    /// has the same. One request may have a thousand checks.
    fn own(&mut self, owner: Option<&str>) -> Arc<layers::Own> {
        if let Some((of, own)) = &self.own
            && of.as_deref() == owner
        {
            return own.clone();
        }
        let own = layers::of(self.world, &self.caller, owner).coming_from(self.world, &self.request.origin);
        let own = Arc::new(own);
        self.own = Some((owner.map(str::to_owned), own.clone()));
        own
    }

    fn authorize(&mut self, check: Check, call: &Call) -> Result<(), ApiError> {
        let context =
            context::of(self.world, &self.caller, &check, self.request, &call.region, self.tick.now);
        let own = self.own(check.resource.account.as_deref());
        let explanation = policy::explain(
            &Request {
                principal: &self.caller.principal,
                action: check.action,
                resource: &check.resource,
                context: &context,
            },
            &own.layers(&check),
        );
        let denied = explanation.decision.outcome != Outcome::Allowed;
        let dialect = Dialect::of(&call.service);
        let refusal = denied.then(|| {
            denial::access_denied(self.world, dialect, &self.caller, &check, &context, &explanation)
        });
        self.checks.push(CheckTrace {
            action: check.action,
            resource: check.resource.arn.clone(),
            owner: check.resource.account.clone(),
            explanation,
            question: denied.then(|| Question::new(&self.caller, check, context, own)),
        });
        refusal.map_or(Ok(()), Err)
    }
}
