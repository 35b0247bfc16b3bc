//! The decision in one sentence.

use crate::decision::{DecidedBy, Decision, Outcome};
use crate::document::Effect;
use crate::principal::Principal;
use crate::request::Request;
use crate::trace::{
    Applies, Grant, Layer, LayerTrace, Miss, MissedElement, PolicyTrace, StatementTrace, Verdict,
};

/// Why no policy has a say in a request that is decided without any.
pub(super) const fn special(decision: Decision) -> &'static str {
    if decision.is_allowed() {
        "this action needs no permission, and no policy can deny it"
    } else {
        "the root user may not assume roles, whatever the policies say"
    }
}

pub(super) fn reason(request: &Request<'_>, decision: Decision, layers: &[LayerTrace]) -> String {
    let sentence = Sentence { request, layers };
    match decision.outcome {
        Outcome::Allowed => sentence.allowed(decision),
        Outcome::ExplicitlyDenied => sentence.denied(decision.decided_by),
        Outcome::ImplicitlyDenied => sentence.not_allowed(decision),
    }
}

struct Sentence<'a> {
    request: &'a Request<'a>,
    layers: &'a [LayerTrace],
}

impl Sentence<'_> {
    fn allowed(&self, decision: Decision) -> String {
        match decision.decided_by {
            DecidedBy::Identity => {
                format!("{} allows it, and nothing denies it.", self.matched(Layer::Identity, Effect::Allow))
            }
            DecidedBy::IdentityAndResource => self.both(Layer::Resource),
            DecidedBy::IdentityAndTrust => self.both(Layer::Trust),
            DecidedBy::Trust => self.by_resource(Layer::Trust),
            DecidedBy::Root => {
                "The root user may do everything in its own account that nothing denies.".to_owned()
            }
            DecidedBy::Special => "This action needs no permission, and no policy can deny it.".to_owned(),
            _ => self.by_resource(Layer::Resource),
        }
    }

    fn both(&self, resource: Layer) -> String {
        let reason = if resource == Layer::Trust {
            "assuming a role needs both sides, unless its trust policy names the caller itself and both are in one account"
        } else if self.is_cross_account() {
            "between accounts both sides must allow"
        } else {
            "the key's policy is always needed, and it leaves the rest to the account's policies"
        };
        format!(
            "{} allows it and so does {}: {reason}.",
            self.matched(Layer::Identity, Effect::Allow),
            lower_first(&self.matched(resource, Effect::Allow)),
        )
    }

    fn by_resource(&self, layer: Layer) -> String {
        let who = match self.grant(layer) {
            Some(Grant::Entity) => match self.request.principal {
                Principal::RoleSession { .. } => "the caller's role",
                _ => "the user behind the session",
            },
            Some(Grant::Account) => "the caller's account",
            _ => "the caller",
        };
        let statement = self.matched(layer, Effect::Allow);
        let enough = match self.request.principal {
            Principal::Service { .. } | Principal::Federated { .. } | Principal::Anonymous => {
                "no other policy is needed for such a caller"
            }
            Principal::Root { .. } => "its root user needs no more",
            _ => "within one account that is enough",
        };
        format!("{statement} allows it to {who}, and {enough}.")
    }

    fn denied(&self, decided_by: DecidedBy) -> String {
        let denying = self.layers.iter().find(|trace| decided_by.rests_on(trace.layer));
        let statement = denying.map_or_else(String::new, |trace| self.matched(trace.layer, Effect::Deny));
        format!("{statement} denies it, and a Deny wins over every Allow.")
    }

    fn not_allowed(&self, decision: Decision) -> String {
        let action = self.request.action;
        match decision.decided_by {
            DecidedBy::Identity => self.no_identity_policy(),
            DecidedBy::Boundary => format!(
                "The permissions boundary {} does not allow `{action}`, and it limits what the other policies allow.",
                self.names(Layer::Boundary)
            ),
            DecidedBy::Session => self.no_session_policy(),
            DecidedBy::Scp => self.no_scp(),
            DecidedBy::Vpce => format!(
                "The policy of the VPC endpoint that the request came through does not allow `{action}`."
            ),
            DecidedBy::Special => "The root user may not assume roles.".to_owned(),
            DecidedBy::Trust => self.no_trust(),
            _ => self.no_resource_policy(),
        }
    }

    fn no_identity_policy(&self) -> String {
        let (action, resource) = (self.request.action, &self.request.resource.arn);
        let missing = format!("No identity-based policy of the caller allows `{action}` on `{resource}`");
        let also = [Layer::Resource, Layer::Trust];
        let grant = also.into_iter().find_map(|layer| self.grant(layer));
        if self.is_cross_account() {
            format!("{missing}, and between accounts the caller's side must allow, too.")
        } else if grant == Some(Grant::Account) {
            format!(
                "{missing}; the resource's policy names the account, which leaves the decision to these policies."
            )
        } else {
            format!("{missing}.")
        }
    }

    fn no_session_policy(&self) -> String {
        let action = self.request.action;
        match self.trace(Layer::Session).map(|trace| &trace.applies) {
            Some(Applies::Consulted) => format!(
                "The session policy does not allow `{action}`, and it limits what the session may do."
            ),
            _ => {
                "No session policy was passed, and without one a federated session may do nothing.".to_owned()
            }
        }
    }

    fn no_scp(&self) -> String {
        let levels = self.trace(Layer::Scp).map_or(&[][..], |trace| &trace.levels);
        let silent = levels.iter().find(|level| !level.allows);
        let name = silent.map_or("", |level| &level.name);
        let action = self.request.action;
        format!(
            "No service control policy of `{name}` allows `{action}`, and every level of the organisation must."
        )
    }

    fn no_trust(&self) -> String {
        let Some(trace) = self.trace(Layer::Trust).filter(|trace| !trace.policies.is_empty()) else {
            return "There is no such role.".to_owned();
        };
        let condition = nearest(trace).filter(|miss| is_condition(miss));
        match condition {
            Some(miss) => format!(
                "The role's trust policy names the caller, but not under these conditions: {}",
                miss.message
            ),
            None => format!(
                "The role's trust policy does not allow the caller `{}`, and without that no other policy can.",
                self.request.action
            ),
        }
    }

    fn no_resource_policy(&self) -> String {
        let trace = self.trace(Layer::Resource);
        let policy = if trace.is_some_and(|trace| trace.policies.is_empty()) {
            "The resource has no policy that lets the caller in"
        } else {
            "The resource's policy does not let the caller in"
        };
        match self.request.principal.account() {
            None => format!("{policy}, and nothing else could."),
            Some(_) if self.is_cross_account() => {
                format!("{policy}; between accounts the resource's side must allow, too.")
            }
            Some(_) => format!("{policy}, and without that no other policy can."),
        }
    }

    /// The statement of a layer that applies, with its policy, to begin a sentence with.
    fn matched(&self, layer: Layer, effect: Effect) -> String {
        let policies = self.trace(layer).map_or(&[][..], |trace| &trace.policies);
        let found = policies.iter().find_map(|policy| Some((policy, statement(policy, effect)?)));
        let title = layer.title();
        match found {
            Some((policy, statement)) => {
                format!("{} of the {title} `{}`", label(statement), policy.name)
            }
            None => format!("The {title}"),
        }
    }

    fn names(&self, layer: Layer) -> String {
        let policies = self.trace(layer).map_or(&[][..], |trace| &trace.policies);
        let names: Vec<String> = policies.iter().map(|policy| format!("`{}`", policy.name)).collect();
        names.join(", ")
    }

    fn grant(&self, layer: Layer) -> Option<Grant> {
        self.trace(layer)?.grant()
    }

    fn trace(&self, layer: Layer) -> Option<&LayerTrace> {
        self.layers.iter().find(|trace| trace.layer == layer)
    }

    fn is_cross_account(&self) -> bool {
        let owner = self.request.resource.owner();
        owner.is_some() && owner != self.request.principal.account()
    }
}

fn statement(policy: &PolicyTrace, effect: Effect) -> Option<&StatementTrace> {
    let mut statements = policy.statements.iter();
    statements.find(|one| one.effect == effect && one.verdict == Verdict::Matched)
}

fn label(statement: &StatementTrace) -> String {
    match &statement.sid {
        Some(sid) => format!("Statement `{sid}`"),
        None => format!("Statement {}", statement.index + 1),
    }
}

/// The miss of the Allow that came the farthest.
fn nearest(trace: &LayerTrace) -> Option<&Miss> {
    let statements = trace.policies.iter().flat_map(|policy| &policy.statements);
    let misses = statements.filter(|statement| statement.effect == Effect::Allow).filter_map(|statement| {
        match &statement.verdict {
            Verdict::Missed(miss) => Some(miss),
            Verdict::Matched => None,
        }
    });
    misses.max_by_key(|miss| is_condition(miss))
}

const fn is_condition(miss: &Miss) -> bool {
    matches!(miss.element, MissedElement::Condition { .. })
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters).collect()
}
