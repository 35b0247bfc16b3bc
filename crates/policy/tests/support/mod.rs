//! Reading the cases of `data/cases.json`.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub, reason = "each test uses its part")]

use policy::{Context, Layers, Level, NamedPolicy, Policy, Principal, Resource, derive_context};
use serde_json::Value;

pub const CASES: &str = include_str!("../data/cases.json");

/// One case, owned, to lend a request and layers from.
pub struct Case {
    pub id: String,
    pub why: String,
    pub expected: (String, String),
    pub principal: Principal,
    pub action: String,
    pub resource: Resource,
    pub context: Context,
    identity: Vec<NamedPolicy>,
    resource_policy: Option<NamedPolicy>,
    boundary: Option<NamedPolicy>,
    session: Option<Vec<NamedPolicy>>,
    scps: Option<Vec<Level>>,
    rcps: Option<Vec<Level>>,
    endpoint: Option<Vec<NamedPolicy>>,
    management: Option<String>,
}

impl Case {
    pub fn layers(&self) -> Layers<'_> {
        Layers {
            identity: &self.identity,
            resource: self.resource_policy.as_ref(),
            boundary: self.boundary.as_ref(),
            session: self.session.as_deref(),
            scps: self.scps.as_deref(),
            rcps: self.rcps.as_deref(),
            vpc_endpoint: self.endpoint.as_deref(),
            management_account: self.management.as_deref(),
            canonical_user: None,
        }
    }

    pub fn request(&self) -> policy::Request<'_> {
        policy::Request {
            principal: &self.principal,
            action: &self.action,
            resource: &self.resource,
            context: &self.context,
        }
    }
}

pub fn cases() -> Vec<Case> {
    let file: Value = serde_json::from_str(CASES).unwrap();
    file["cases"].as_array().unwrap().iter().map(case).collect()
}

fn case(case: &Value) -> Case {
    let text = |key: &str| case[key].as_str().unwrap().to_owned();
    let principal = principal(&case["principal"]);
    let resource =
        Resource { arn: text("resource"), account: case["resourceAccount"].as_str().map(str::to_owned) };
    let mut context: Context = serde_json::from_value(case["context"].clone()).unwrap();
    derive_context(&principal, &resource, &mut context);
    let given = |key: &str| case.get(key).filter(|value| !value.is_null());
    Case {
        id: text("id"),
        why: text("why"),
        expected: (text("expect"), text("decidedBy")),
        action: text("action"),
        identity: policies(&case["identity"]),
        resource_policy: given("resourcePolicy").map(|policy| named(policy, 0)),
        boundary: given("boundary").map(|policy| named(policy, 0)),
        session: given("session").map(|policy| vec![named(policy, 0)]),
        scps: given("scp").map(levels),
        rcps: given("rcp").map(levels),
        endpoint: given("vpcePolicy").map(|policy| vec![named(policy, 0)]),
        management: given("managementAccount").map(|account| account.as_str().unwrap().into()),
        principal,
        resource,
        context,
    }
}

fn named(policy: &Value, index: usize) -> NamedPolicy {
    let policy = Policy::parse(&policy.to_string()).unwrap();
    NamedPolicy::new(&format!("p{index}"), policy)
}

fn policies(list: &Value) -> Vec<NamedPolicy> {
    let list = list.as_array().unwrap().iter().enumerate();
    list.map(|(index, policy)| named(policy, index)).collect()
}

fn levels(list: &Value) -> Vec<Level> {
    let list = list.as_array().unwrap().iter().enumerate();
    list.map(|(index, level)| Level { name: format!("level {index}"), policies: policies(level) }).collect()
}

fn principal(value: &Value) -> Principal {
    let field = |key: &str| value[key].as_str();
    match field("kind").unwrap() {
        "anonymous" => Principal::Anonymous,
        "service" => Principal::from_arn(field("service").unwrap(), None, None).unwrap(),
        _ => Principal::from_arn(field("arn").unwrap(), field("role"), field("user")).unwrap(),
    }
}
