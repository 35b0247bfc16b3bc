//! From what each policy type says to the decision.
//!
//! Source: spec/evaluation.md §4; the names below are those of its pseudo-code.

use super::layer::Verdict;
use super::scope::{is_key_use, is_role_assumption, owner};
use crate::choices::SESSION_POLICY_LIMITS_ASSUME_ROLE;
use crate::decision::{DecidedBy, Decision, Outcome};
use crate::principal::Principal;
use crate::request::Request;
use crate::trace::{Grant, Layer};

/// What the request itself tells, before any policy is read.
pub(super) struct Facts<'a> {
    principal: &'a Principal,
    is_same_account: bool,
    is_assume_role: bool,
    /// Whose policy rules the resource: `Resource` or `Trust`.
    resource_layer: Layer,
    /// Roles being assumed and KMS keys: their policy is always needed.
    is_policy_required: bool,
    /// The root user of a bucket's account is not bound by the bucket policy's denies when
    /// it reads or changes that policy (spec/s3-api.md §3).
    ignores_resource_deny: bool,
    special: Option<Decision>,
}

impl<'a> Facts<'a> {
    pub(super) fn of(request: &Request<'a>) -> Self {
        let is_trust = is_role_assumption(request);
        let is_same_account = owner(request) == request.principal.account();
        let is_root = request.principal.is_root();
        Self {
            principal: request.principal,
            is_same_account,
            is_assume_role: request.action.eq_ignore_ascii_case("sts:AssumeRole"),
            resource_layer: if is_trust { Layer::Trust } else { Layer::Resource },
            is_policy_required: is_trust || is_key_use(request),
            ignores_resource_deny: is_root && is_same_account && is_bucket_policy_action(request.action),
            special: special(request),
        }
    }

    /// The policy types in the order in which they are asked.
    pub(super) fn order(&self) -> [Layer; 7] {
        [
            Layer::Rcp,
            Layer::Scp,
            self.resource_layer,
            Layer::VpcEndpoint,
            Layer::Identity,
            Layer::Boundary,
            Layer::Session,
        ]
    }
}

/// Requests that no policy has a say in.
pub(crate) fn special(request: &Request<'_>) -> Option<Decision> {
    let is = |action: &str| request.action.eq_ignore_ascii_case(action);
    let is_root = request.principal.is_root();
    if is("sts:GetCallerIdentity") || is("sts:GetSessionToken") {
        Some(allow(DecidedBy::Special))
    } else if is("sts:AssumeRole") && is_root {
        Some(deny(DecidedBy::Special))
    } else {
        None
    }
}

fn is_bucket_policy_action(action: &str) -> bool {
    let actions = ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"];
    actions.iter().any(|known| known.eq_ignore_ascii_case(action))
}

/// Decides; `ask` evaluates one policy type and is called once for each in order, and no
/// more behind an explicit deny.
pub(super) fn conclude(facts: &Facts<'_>, mut ask: impl FnMut(Layer) -> Verdict) -> Decision {
    if let Some(decision) = facts.special {
        return decision;
    }
    let mut verdicts = [Verdict::default(); 7];
    for (verdict, layer) in verdicts.iter_mut().zip(facts.order()) {
        *verdict = ask(layer);
        let is_ignored = facts.ignores_resource_deny && layer == Layer::Resource;
        if verdict.denies && !is_ignored {
            return Decision { outcome: Outcome::ExplicitlyDenied, decided_by: layer.into() };
        }
    }
    let [rcp, scp, resource, vpc_endpoint, identity, boundary, session] = verdicts;
    for (ceiling, name) in [(rcp, DecidedBy::Rcp), (scp, DecidedBy::Scp), (vpc_endpoint, DecidedBy::Vpce)] {
        if ceiling.applies && ceiling.grant.is_none() {
            return deny(name);
        }
    }
    let has_boundary_allow = !boundary.applies || boundary.grant.is_some();
    let has_session_allow = match facts.principal {
        Principal::FederatedSession { .. } => session.grant.is_some(),
        _ => !session.applies || session.grant.is_some(),
    };
    Grants {
        facts,
        resource: resource.grant,
        identity: identity.grant.is_some() || facts.principal.has_root_power(),
        boundary: has_boundary_allow,
        session: has_session_allow,
    }
    .conclude()
}

/// What is left when nothing denies and every ceiling is high enough.
struct Grants<'a> {
    facts: &'a Facts<'a>,
    resource: Option<Grant>,
    identity: bool,
    boundary: bool,
    session: bool,
}

impl Grants<'_> {
    fn conclude(&self) -> Decision {
        match self.facts.principal {
            Principal::Service { .. } | Principal::Federated { .. } | Principal::Anonymous => {
                self.without_account()
            }
            Principal::Root { .. } => self.root(),
            _ if self.facts.is_same_account => self.same_account(),
            _ => self.cross_account(),
        }
    }

    /// Callers without account live by the resource's policy alone.
    fn without_account(&self) -> Decision {
        match self.resource {
            Some(Grant::Direct) => allow(self.resource_side()),
            _ => deny(self.resource_side()),
        }
    }

    fn root(&self) -> Decision {
        let is_needed = self.facts.is_policy_required || !self.facts.is_same_account;
        match (is_needed, self.resource) {
            (false, _) => allow(DecidedBy::Root),
            (true, Some(_)) => allow(self.resource_side()),
            (true, None) => deny(self.resource_side()),
        }
    }

    fn same_account(&self) -> Decision {
        if self.facts.is_policy_required && self.resource.is_none() {
            return deny(self.resource_side());
        }
        match self.resource {
            Some(Grant::Direct) => return self.direct(),
            Some(Grant::Entity) => {
                return match self.limit() {
                    Some(limit) => deny(limit),
                    None => allow(self.resource_side()),
                };
            }
            _ => {}
        }
        match self.callers_side() {
            Some(missing) => deny(missing),
            None if self.facts.is_policy_required => allow(self.both_sides()),
            None => allow(DecidedBy::Identity),
        }
    }

    /// A direct grant needs nothing else, but that sts:AssumeRole is limited by the
    /// boundary (spec/evaluation.md §6).
    fn direct(&self) -> Decision {
        if self.facts.is_assume_role && !self.boundary {
            return deny(DecidedBy::Boundary);
        }
        if SESSION_POLICY_LIMITS_ASSUME_ROLE && self.facts.is_assume_role && !self.session {
            return deny(DecidedBy::Session);
        }
        allow(self.resource_side())
    }

    fn cross_account(&self) -> Decision {
        match (self.callers_side(), self.resource) {
            (Some(missing), _) => deny(missing),
            (None, None) => deny(self.resource_side()),
            (None, Some(_)) => allow(self.both_sides()),
        }
    }

    /// What the caller's own side lacks.
    fn callers_side(&self) -> Option<DecidedBy> {
        if self.identity { self.limit() } else { Some(DecidedBy::Identity) }
    }

    /// Which limit on the caller does not allow.
    fn limit(&self) -> Option<DecidedBy> {
        match (self.boundary, self.session) {
            (false, _) => Some(DecidedBy::Boundary),
            (true, false) => Some(DecidedBy::Session),
            (true, true) => None,
        }
    }

    fn resource_side(&self) -> DecidedBy {
        self.facts.resource_layer.into()
    }

    const fn both_sides(&self) -> DecidedBy {
        match self.facts.resource_layer {
            Layer::Trust => DecidedBy::IdentityAndTrust,
            _ => DecidedBy::IdentityAndResource,
        }
    }
}

const fn allow(decided_by: DecidedBy) -> Decision {
    Decision { outcome: Outcome::Allowed, decided_by }
}

const fn deny(decided_by: DecidedBy) -> Decision {
    Decision { outcome: Outcome::ImplicitlyDenied, decided_by }
}

impl From<Layer> for DecidedBy {
    fn from(layer: Layer) -> Self {
        match layer {
            Layer::Rcp => Self::Rcp,
            Layer::Scp => Self::Scp,
            Layer::Resource => Self::Resource,
            Layer::Trust => Self::Trust,
            Layer::VpcEndpoint => Self::Vpce,
            Layer::Identity => Self::Identity,
            Layer::Boundary => Self::Boundary,
            Layer::Session => Self::Session,
        }
    }
}
