//! Every rule of spec/policy-language.md and spec/evaluation.md that `cases.json` has no case of, one a
//! line in `data/rules.json`, written from the specification without a look at the engine.
//!
//! A case leaves out what is usual: the caller is the user alice, the action `s3:GetObject`, the resource
//! an object of the caller's account, and no policy applies. A policy is a document or a list of
//! statements, of which three have names.

use policy::{Outcome, Principal};
use serde_json::{Value, json};

use crate::naive;
use crate::situation::Situation;

const ACCOUNT: &str = "111111111111";

#[test]
fn every_rule_holds() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("../data/rules.json")).unwrap();
    let broken: Vec<String> = cases.iter().filter_map(broken).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// What is wrong with a case.
fn broken(case: &Value) -> Option<String> {
    let situation = situation(case);
    let decision = situation.decide();
    let outcome = match decision.outcome {
        Outcome::Allowed => "allow",
        Outcome::ExplicitlyDenied => "explicit-deny",
        Outcome::ImplicitlyDenied => "implicit-deny",
    };
    let found = format!("{outcome} by {}", decision.decided_by);
    // It knows no dates but the generator's.
    let naive = if case.to_string().contains("Date") { decision } else { naive::decide(&situation) };
    (case["expect"] != found || naive != decision).then(|| format!("{case}: {found}, naively {naive:?}"))
}

fn situation(case: &Value) -> Situation {
    let text = |key: &str| case[key].as_str().map(str::to_owned);
    let given = |key: &str| case.get(key);
    let context = case["context"].as_object().into_iter().flatten();
    Situation {
        principal: principal(case["as"].as_str().unwrap_or("alice")),
        action: text("action").unwrap_or_else(|| "s3:GetObject".into()),
        resource: text("on").unwrap_or_else(|| "arn:aws:s3:::bk/o".into()),
        owner: Some(text("owner").unwrap_or_else(|| ACCOUNT.into())),
        context: context.map(|(key, value)| (key.clone(), naive::strings(value))).collect(),
        identity: given("identity").map(policies).unwrap_or_default(),
        resource_policy: given("resource_policy").map(policy),
        boundary: given("boundary").map(policy),
        session: given("session").map(policies),
        scps: given("scps").map(levels),
        rcps: given("rcps").map(levels),
        endpoint: given("endpoint").map(policies),
        management: text("management_account"),
    }
}

fn principal(name: &str) -> Principal {
    let parse = |arn: &str, role, user| Principal::from_arn(arn, role, user).unwrap();
    let session = |role: &str| Principal::RoleSession {
        account: ACCOUNT.into(),
        session_arn: "arn:aws:sts::111111111111:assumed-role/app/s1".into(),
        role_arn: role.into(),
        role_id: Some("AROAAPP".into()),
        service_linked: role.contains("/aws-service-role/"),
    };
    let alice = "arn:aws:iam::111111111111:user/alice";
    match name {
        "alice" => {
            Principal::User { account: ACCOUNT.into(), arn: alice.into(), id: Some("AIDAALICE".into()) }
        }
        "session" => session("arn:aws:iam::111111111111:role/app"),
        "path session" => session("arn:aws:iam::111111111111:role/team/app"),
        "service-linked" => session("arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/app"),
        "federated" => parse("arn:aws:sts::111111111111:federated-user/carol", None, Some(alice)),
        "web identity" => Principal::Federated { provider: "accounts.google.com".into() },
        "other" => parse("arn:aws:iam::222222222222:user/bella", None, None),
        "root" => parse("arn:aws:iam::111111111111:root", None, None),
        "other root" => parse("arn:aws:iam::222222222222:root", None, None),
        "management root" => parse("arn:aws:iam::999999999999:root", None, None),
        "service" => parse("sns.amazonaws.com", None, None),
        "anonymous" => Principal::Anonymous,
        other => panic!("who is {other}?"),
    }
}

fn levels(levels: &Value) -> Vec<Vec<Value>> {
    levels.as_array().unwrap().iter().map(policies).collect()
}

fn policies(policies: &Value) -> Vec<Value> {
    policies.as_array().unwrap().iter().map(policy).collect()
}

fn policy(policy: &Value) -> Value {
    match policy.as_array() {
        None => policy.clone(),
        Some(statements) => {
            let statements: Vec<Value> = statements.iter().map(statement).collect();
            json!({"Version": "2012-10-17", "Statement": statements})
        }
    }
}

fn statement(statement: &Value) -> Value {
    let named = |effect, action| json!({"Effect": effect, "Action": action, "Resource": "*"});
    match statement.as_str() {
        Some("allow all") => named("Allow", "*"),
        Some("allow ec2") => named("Allow", "ec2:*"),
        Some("deny all") => named("Deny", "*"),
        _ => statement.clone(),
    }
}
