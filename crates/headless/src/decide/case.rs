//! A line, understood: one request with the policies that have a say in it.

use std::borrow::Cow;

use policy::arn::{Arn, is_account_id};
use policy::{Context, Explanation, Layers, Level, NamedPolicy, Policy, Principal, Request, Resource};
use serde_json::value::RawValue;

use super::written;

/// One case.
#[derive(Debug)]
pub(super) struct Case<'a> {
    /// What the answer goes by, as it was written.
    pub(super) id: Option<&'a RawValue>,
    principal: Principal,
    action: Cow<'a, str>,
    resource: Resource,
    context: Context,
    identity: Vec<NamedPolicy>,
    resource_policy: Option<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    session: Vec<NamedPolicy>,
    scps: Option<Vec<Level>>,
    rcps: Option<Vec<Level>>,
    vpc_endpoint: Vec<NamedPolicy>,
    management_account: Option<Cow<'a, str>>,
}

/// Why a line is no case.
#[derive(Debug)]
pub(super) struct CaseError<'a> {
    /// The line's id, if it could be made out.
    pub(super) id: Option<&'a RawValue>,
    /// What is wrong, in plain words.
    pub(super) error: String,
}

impl<'a> Case<'a> {
    pub(super) fn parse(line: &'a [u8]) -> Result<Self, CaseError<'a>> {
        let written: written::Line<'a> = serde_json::from_slice(line).map_err(|error| CaseError {
            id: serde_json::from_slice(line).ok().and_then(|known: written::IdOnly<'a>| known.id),
            // Each line is a text of its own: its number would always be 1.
            error: error.to_string().replace(" at line 1 column ", " at column "),
        })?;
        let id = written.id;
        Self::understand(written).map_err(|error| CaseError { id, error })
    }

    fn understand(written: written::Line<'a>) -> Result<Self, String> {
        let request = written.request;
        let (role, user) = (request.principal_role.as_deref(), request.principal_user.as_deref());
        let principal = Principal::from_arn(&request.principal, role, user)
            .map_err(|error| format!("principal: {error}"))?;
        let resource = resource(request.resource)?;
        let mut context = request.context;
        if request.derive_context.or(written.derive_context).unwrap_or(true) {
            policy::derive_context(&principal, &resource, &mut context);
        }
        Ok(Self {
            id: written.id,
            principal,
            action: action(request.action)?,
            resource,
            context,
            identity: policies(written.identity_policies, "identity_policies")?,
            resource_policy: written.resource_policy.map(resource_policy).transpose()?,
            boundary: boundary(written.permission_boundaries)?,
            session: policies(written.session_policies, "session_policies")?,
            scps: levels(written.scps, "scps")?,
            rcps: levels(written.rcps, "rcps")?,
            vpc_endpoint: policies(written.vpc_endpoint_policies, "vpc_endpoint_policies")?,
            management_account: written.management_account,
        })
    }

    pub(super) fn explain(&self) -> Explanation {
        let request = Request {
            principal: &self.principal,
            action: &self.action,
            resource: &self.resource,
            context: &self.context,
        };
        policy::explain(&request, &self.layers())
    }

    fn layers(&self) -> Layers<'_> {
        let given = |policies| Some(policies).filter(|policies: &&[NamedPolicy]| !policies.is_empty());
        Layers {
            identity: &self.identity,
            resource: self.resource_policy.as_ref(),
            boundary: self.boundary.as_ref(),
            session: given(&self.session),
            scps: self.scps.as_deref(),
            rcps: self.rcps.as_deref(),
            vpc_endpoint: given(&self.vpc_endpoint),
            management_account: self.management_account.as_deref(),
            canonical_user: None,
        }
    }
}

fn action(action: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    let named = |part: &str| !part.is_empty() && !part.contains(['*', '?', ':']);
    let is_action = action.split_once(':').is_some_and(|(service, name)| named(service) && named(name));
    is_action.then_some(action).ok_or_else(|| "action: this is no `service:Action`".to_owned())
}

fn resource(written: written::Resource) -> Result<Resource, String> {
    let written::Resource { arn, account } = written;
    if arn != "*" && Arn::parse(&arn).is_none() {
        return Err(format!("resource: `{arn}` is neither an ARN nor `*`"));
    }
    if let Some(account) = account.as_deref().filter(|account| !is_account_id(account)) {
        return Err(format!("resource: account `{account}` is not twelve digits"));
    }
    Ok(Resource { arn, account })
}

fn boundary(written: Option<Vec<written::Named<'_>>>) -> Result<Option<NamedPolicy>, String> {
    let kind = "permission_boundaries";
    let mut all = policies(written, kind)?;
    match all.len() {
        0 | 1 => Ok(all.pop()),
        several => {
            Err(format!("{kind}: {several} policies, but a caller has one permissions boundary at most"))
        }
    }
}

fn resource_policy(text: &RawValue) -> Result<NamedPolicy, String> {
    parse("resource policy", text).map_err(|error| format!("resource_policy: {error}"))
}

fn levels(written: Option<Vec<written::Level<'_>>>, kind: &str) -> Result<Option<Vec<Level>>, String> {
    let level = |(index, written): (usize, written::Level<'_>)| {
        let name = written.level.map_or_else(|| format!("level {}", index + 1), Cow::into_owned);
        let policies = policies(Some(written.policies), kind).map_err(|error| format!("{name}: {error}"))?;
        Ok(Level { name, policies })
    };
    written.map(|levels| levels.into_iter().enumerate().map(level).collect()).transpose()
}

fn policies(written: Option<Vec<written::Named<'_>>>, kind: &str) -> Result<Vec<NamedPolicy>, String> {
    let named = |(index, written): (usize, written::Named<'_>)| {
        let name = written.name.unwrap_or_else(|| format!("policy {}", index + 1).into());
        parse(&name, written.policy).map_err(|error| format!("{kind}: `{name}`: {error}"))
    };
    written.into_iter().flatten().enumerate().map(named).collect()
}

fn parse(name: &str, text: &RawValue) -> Result<NamedPolicy, policy::DocumentError> {
    Ok(NamedPolicy::new(name, Policy::parse(text.get())?))
}
