//! A request with the policies that apply to it, as JSON, so that tests can change both.

use std::collections::BTreeMap;

use policy::advise::{Advice, Change};
use policy::{
    Context, Decision, Layer, Layers, Level, NamedPolicy, Policy, Principal, Request, Resource,
    derive_context,
};
use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub struct Situation {
    pub principal: Principal,
    pub action: String,
    pub resource: String,
    pub owner: Option<String>,
    pub context: BTreeMap<String, Vec<String>>,
    pub identity: Vec<Value>,
    pub resource_policy: Option<Value>,
    pub boundary: Option<Value>,
    pub session: Option<Vec<Value>>,
    pub scps: Option<Vec<Vec<Value>>>,
    pub rcps: Option<Vec<Vec<Value>>>,
    pub endpoint: Option<Vec<Value>>,
    pub management: Option<String>,
}

impl Situation {
    /// A user asks for an object of its own account, under this identity statement and nothing else.
    pub fn alone(statement: Value) -> Self {
        Self {
            principal: Principal::from_arn("arn:aws:iam::111111111111:user/u", None, None).unwrap(),
            action: "s3:GetObject".into(),
            resource: "arn:aws:s3:::bk/o".into(),
            owner: Some("111111111111".into()),
            context: BTreeMap::new(),
            identity: vec![json!({"Version": "2012-10-17", "Statement": statement})],
            resource_policy: None,
            boundary: None,
            session: None,
            scps: None,
            rcps: None,
            endpoint: None,
            management: None,
        }
    }

    /// The context with the keys that follow from caller and resource.
    pub fn full_context(&self) -> Context {
        let mut context = Context::new();
        for (key, values) in &self.context {
            context.set_many(key, values.clone());
        }
        derive_context(&self.principal, &self.resource(), &mut context);
        context
    }

    fn resource(&self) -> Resource {
        Resource { arn: self.resource.clone(), account: self.owner.clone() }
    }

    pub fn decide(&self) -> Decision {
        self.with(policy::decide)
    }

    pub fn allows(&self) -> bool {
        self.decide().is_allowed()
    }

    pub fn explained(&self) -> Decision {
        self.with(|request, layers| policy::explain(request, layers).decision)
    }

    pub fn advice(&self) -> Advice {
        self.with(policy::advise::advise)
    }

    /// Makes a change that was advised.
    pub fn make(&mut self, change: &Change) {
        match change {
            Change::Request(change) => {
                self.context.retain(|key, _| !key.eq_ignore_ascii_case(&change.key));
                self.context.insert(change.key.clone(), vec![change.value.clone()]);
            }
            Change::Removal(change) => match change.layer {
                Layer::Identity => drop(self.identity.remove(change.index)),
                Layer::Boundary => self.boundary = None,
                Layer::Resource => self.resource_policy = None,
                Layer::Session => {
                    let mut policies = self.session.take().unwrap();
                    policies.remove(change.index);
                    self.session = Some(policies).filter(|rest| !rest.is_empty());
                }
                layer => panic!("{layer:?} cannot be without policy"),
            },
            Change::Policy(change) => {
                let policy: Value = serde_json::from_str(&change.text).unwrap();
                match change.layer {
                    Layer::Identity => put(&mut self.identity, change.index, policy),
                    Layer::Session => put(self.session.get_or_insert_default(), change.index, policy),
                    Layer::VpcEndpoint => put(self.endpoint.get_or_insert_default(), change.index, policy),
                    Layer::Boundary => self.boundary = Some(policy),
                    Layer::Resource | Layer::Trust => self.resource_policy = Some(policy),
                    Layer::Scp | Layer::Rcp => panic!("organisation policies are left alone"),
                }
            }
        }
    }

    fn with<T>(&self, judge: impl FnOnce(&Request<'_>, &Layers<'_>) -> T) -> T {
        let identity = named(&self.identity);
        let resource_policy = self.resource_policy.as_ref().map(one);
        let boundary = self.boundary.as_ref().map(one);
        let session = self.session.as_ref().map(|policies| named(policies));
        let scps = self.scps.as_ref().map(|levels| organisation(levels));
        let rcps = self.rcps.as_ref().map(|levels| organisation(levels));
        let endpoint = self.endpoint.as_ref().map(|policies| named(policies));
        let request = Request {
            principal: &self.principal,
            action: &self.action,
            resource: &self.resource(),
            context: &self.full_context(),
        };
        let layers = Layers {
            identity: &identity,
            resource: resource_policy.as_ref(),
            boundary: boundary.as_ref(),
            session: session.as_deref(),
            scps: scps.as_deref(),
            rcps: rcps.as_deref(),
            vpc_endpoint: endpoint.as_deref(),
            management_account: self.management.as_deref(),
            canonical_user: None,
        };
        judge(&request, &layers)
    }
}

fn put(policies: &mut Vec<Value>, index: Option<usize>, policy: Value) {
    match index {
        Some(index) => policies[index] = policy,
        None => policies.push(policy),
    }
}

fn one(policy: &Value) -> NamedPolicy {
    NamedPolicy::new("p", Policy::parse(&policy.to_string()).unwrap())
}

fn named(policies: &[Value]) -> Vec<NamedPolicy> {
    policies.iter().map(one).collect()
}

fn organisation(levels: &[Vec<Value>]) -> Vec<Level> {
    let levels = levels.iter();
    levels.map(|policies| Level { name: "level".into(), policies: named(policies) }).collect()
}
