//! A second evaluator, written from the pseudo-code of spec/evaluation.md §4 straight on the
//! JSON: slow, without any cleverness, sharing no code with the first.

mod condition;
mod glob;
mod principal;

use policy::{Context, DecidedBy, Decision, Outcome, Principal};
use serde_json::Value;

use crate::situation::Situation;
use glob::{action_matches, resource_matches};
use principal::Grant;

#[derive(Clone, Copy, PartialEq)]
enum Layer {
    Rcp,
    Scp,
    Resource,
    Endpoint,
    Identity,
    Boundary,
    Session,
}

const ORDER: [Layer; 7] = [
    Layer::Rcp,
    Layer::Scp,
    Layer::Resource,
    Layer::Endpoint,
    Layer::Identity,
    Layer::Boundary,
    Layer::Session,
];

pub fn decide(situation: &Situation) -> Decision {
    let naive = Naive { situation, context: situation.full_context() };
    let (outcome, decided_by) = naive.decide();
    Decision { outcome, decided_by }
}

pub struct Naive<'a> {
    situation: &'a Situation,
    context: Context,
}

type Answer = (Outcome, DecidedBy);

impl Naive<'_> {
    fn decide(&self) -> Answer {
        let action = self.situation.action.to_lowercase();
        if action == "sts:getcalleridentity" || action == "sts:getsessiontoken" {
            return (Outcome::Allowed, DecidedBy::Special);
        }
        if action == "sts:assumerole" && self.is_root() {
            return (Outcome::ImplicitlyDenied, DecidedBy::Special);
        }
        for layer in ORDER {
            let is_exempt = layer == Layer::Resource && self.is_owner_root_on_bucket_policy(&action);
            if self.denies(layer) && !is_exempt {
                return (Outcome::ExplicitlyDenied, self.name(layer));
            }
        }
        for layer in [Layer::Rcp, Layer::Scp, Layer::Endpoint] {
            if self.levels(layer).is_some() && !self.every_level_allows(layer) {
                return (Outcome::ImplicitlyDenied, self.name(layer));
            }
        }
        self.grants(&action)
    }

    fn grants(&self, action: &str) -> Answer {
        let rp = self.resource_grant();
        let id = self.every_level_allows(Layer::Identity) || self.is_root() || self.is_roots_session();
        let limit = |layer| self.levels(layer).is_none() || self.every_level_allows(layer);
        let pb = limit(Layer::Boundary);
        let sp = match self.situation.principal {
            Principal::FederatedSession { .. } => {
                self.levels(Layer::Session).is_some() && self.every_level_allows(Layer::Session)
            }
            _ => limit(Layer::Session),
        };
        let allow = |by| (Outcome::Allowed, by);
        let deny = |by| (Outcome::ImplicitlyDenied, by);
        let by_resource = self.name(Layer::Resource);
        let by_both = match by_resource {
            DecidedBy::Trust => DecidedBy::IdentityAndTrust,
            _ => DecidedBy::IdentityAndResource,
        };
        let strict = self.is_strict();
        if self.situation.principal.account().is_none() {
            return if rp == Grant::Direct { allow(by_resource) } else { deny(by_resource) };
        }
        if self.is_same_account() {
            if strict && rp == Grant::None {
                return deny(by_resource);
            }
            if self.is_root() {
                return allow(if strict { by_resource } else { DecidedBy::Root });
            }
            if rp == Grant::Direct {
                return match action {
                    "sts:assumerole" if !pb => deny(DecidedBy::Boundary),
                    "sts:assumerole" if !sp => deny(DecidedBy::Session),
                    _ => allow(by_resource),
                };
            }
            if rp == Grant::Entity && pb && sp {
                return allow(by_resource);
            }
        }
        let entity = self.is_same_account() && rp == Grant::Entity;
        if !(id || entity) {
            return deny(DecidedBy::Identity);
        }
        if !pb {
            return deny(DecidedBy::Boundary);
        }
        if !sp {
            return deny(DecidedBy::Session);
        }
        if self.is_same_account() {
            return allow(if strict { by_both } else { DecidedBy::Identity });
        }
        match rp {
            Grant::None => deny(by_resource),
            _ if self.is_root() => allow(by_resource),
            _ => allow(by_both),
        }
    }

    /// The documents of a layer, level by level; `None` when it does not apply.
    fn levels(&self, layer: Layer) -> Option<Vec<Vec<Value>>> {
        let s = self.situation;
        let is_slr = matches!(s.principal, Principal::RoleSession { service_linked: true, .. });
        let has_account = s.principal.account().is_some();
        let one = |policy: &Option<Value>| policy.clone().map(|policy| vec![vec![policy]]);
        match layer {
            Layer::Rcp => {
                let action = s.action.to_lowercase();
                let service = action.split(':').next().unwrap();
                let reached = ["s3", "sts", "kms", "sqs", "secretsmanager", "logs", "dynamodb"];
                let of_management = s.management.is_some() && self.owner() == s.management;
                let skipped = is_slr || of_management || action == "kms:retiregrant";
                s.rcps.clone().filter(|_| !skipped && reached.contains(&service))
            }
            Layer::Scp => {
                let in_management =
                    s.management.is_some() && s.principal.account().map(str::to_owned) == s.management;
                s.scps.clone().filter(|_| has_account && !is_slr && !in_management)
            }
            Layer::Resource => one(&s.resource_policy),
            Layer::Endpoint => s.endpoint.clone().map(|policies| vec![policies]),
            Layer::Identity => {
                (has_account && !self.is_root() && !self.is_roots_session()).then(|| vec![s.identity.clone()])
            }
            Layer::Boundary => one(&s.boundary).filter(|_| self.can_have_boundary()),
            Layer::Session => match s.principal {
                Principal::RoleSession { .. } | Principal::FederatedSession { .. } => {
                    s.session.clone().map(|policies| vec![policies])
                }
                _ => None,
            },
        }
    }

    fn denies(&self, layer: Layer) -> bool {
        let mut policies = self.levels(layer).into_iter().flatten().flatten();
        policies.any(|policy| self.any_statement(&policy, layer, "Deny"))
    }

    fn every_level_allows(&self, layer: Layer) -> bool {
        let Some(levels) = self.levels(layer) else {
            return false;
        };
        let allows = |policy: &Value| self.any_statement(policy, layer, "Allow");
        // RCPFullAWSAccess is on every level.
        layer == Layer::Rcp || levels.iter().all(|level| level.iter().any(allows))
    }

    fn any_statement(&self, policy: &Value, layer: Layer, effect: &str) -> bool {
        statements(policy).any(|statement| {
            statement["Effect"] == effect
                && self.fits(policy, statement, layer)
                && self.covers(statement, layer, effect)
        })
    }

    /// Whether principals are as the layer has them.
    fn covers(&self, statement: &Value, layer: Layer, effect: &str) -> bool {
        let names_somebody = names_principals(statement);
        match layer {
            Layer::Identity | Layer::Boundary | Layer::Session | Layer::Scp => !names_somebody,
            _ if effect == "Deny" => principal::denies(self, statement),
            _ => principal::grant(self, statement) != Grant::None,
        }
    }

    fn resource_grant(&self) -> Grant {
        let policies = self.levels(Layer::Resource).into_iter().flatten().flatten();
        let mut strongest = Grant::None;
        for policy in policies {
            for statement in statements(&policy) {
                if statement["Effect"] == "Allow" && self.fits(&policy, statement, Layer::Resource) {
                    strongest = strongest.max(principal::grant(self, statement));
                }
            }
        }
        strongest
    }

    /// Action, resource and conditions.
    fn fits(&self, policy: &Value, statement: &Value, layer: Layer) -> bool {
        let has_variables = policy["Version"] == "2012-10-17";
        let s = self.situation;
        let action = |pattern: &str| action_matches(pattern, &s.action);
        let resource = |pattern: &str| resource_matches(pattern, &s.resource, &self.context, has_variables);
        let implied = layer == Layer::Resource && self.name(layer) == DecidedBy::Trust;
        either(statement, "Action", "NotAction", action) == Some(true)
            && either(statement, "Resource", "NotResource", resource).unwrap_or(implied)
            && condition::block_holds(&statement["Condition"], &self.context, has_variables)
    }

    fn name(&self, layer: Layer) -> DecidedBy {
        match layer {
            Layer::Rcp => DecidedBy::Rcp,
            Layer::Scp => DecidedBy::Scp,
            Layer::Resource if self.is_trust() => DecidedBy::Trust,
            Layer::Resource => DecidedBy::Resource,
            Layer::Endpoint => DecidedBy::Vpce,
            Layer::Identity => DecidedBy::Identity,
            Layer::Boundary => DecidedBy::Boundary,
            Layer::Session => DecidedBy::Session,
        }
    }

    fn is_trust(&self) -> bool {
        let is_role = self.situation.resource.starts_with("arn:aws:iam::111111111111:role/");
        self.situation.action.to_lowercase().starts_with("sts:") && is_role
    }

    fn is_strict(&self) -> bool {
        let is_kms = self.situation.action.starts_with("kms:");
        self.is_trust() || (is_kms && self.situation.resource.contains(":key/"))
    }

    fn is_root(&self) -> bool {
        matches!(self.situation.principal, Principal::Root { .. })
    }

    fn is_roots_session(&self) -> bool {
        match &self.situation.principal {
            Principal::FederatedSession { parent_arn, .. } => parent_arn.ends_with(":root"),
            _ => false,
        }
    }

    fn is_owner_root_on_bucket_policy(&self, action: &str) -> bool {
        let exempt = ["s3:getbucketpolicy", "s3:putbucketpolicy", "s3:deletebucketpolicy"];
        self.is_root() && self.is_same_account() && exempt.contains(&action)
    }

    fn owner(&self) -> Option<String> {
        let s = self.situation;
        let parts: Vec<_> = s.resource.split(':').collect();
        let in_arn = parts.get(4).filter(|account| account.len() == 12);
        let stated = s.owner.clone().or(in_arn.map(|account| (*account).to_owned()));
        stated.or(s.principal.account().map(str::to_owned))
    }

    fn is_same_account(&self) -> bool {
        self.owner().as_deref() == self.situation.principal.account()
    }

    fn can_have_boundary(&self) -> bool {
        match self.situation.principal {
            Principal::User { .. } | Principal::FederatedSession { .. } => true,
            Principal::RoleSession { service_linked, .. } => !service_linked,
            _ => false,
        }
    }

    fn has_boundary(&self) -> bool {
        self.can_have_boundary() && self.situation.boundary.is_some()
    }
}

fn statements(policy: &Value) -> impl Iterator<Item = &Value> {
    match &policy["Statement"] {
        Value::Array(list) => list.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}

fn names_principals(statement: &Value) -> bool {
    statement.get("Principal").is_some() || statement.get("NotPrincipal").is_some()
}

/// A string or list of strings.
pub fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::Array(list) => list.iter().flat_map(strings).collect(),
        Value::String(one) => vec![one.clone()],
        Value::Bool(_) | Value::Number(_) => vec![value.to_string()],
        _ => Vec::new(),
    }
}

/// Whether an element or its negated form fits; `None` when there is neither.
fn either(statement: &Value, plain: &str, negated: &str, matches: impl Fn(&str) -> bool) -> Option<bool> {
    if let Some(list) = statement.get(plain) {
        return Some(strings(list).iter().any(|pattern| matches(pattern)));
    }
    let list = statement.get(negated)?;
    Some(!strings(list).iter().any(|pattern| matches(pattern)))
}
