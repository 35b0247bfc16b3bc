//! Any pattern against any text, in each place where patterns stand: as the naive evaluator.
#![no_main]

#[path = "../../crates/policy/tests/properties/naive/mod.rs"]
mod naive;
#[path = "../../crates/policy/tests/properties/situation.rs"]
#[allow(dead_code)]
mod situation;

use libfuzzer_sys::fuzz_target;
use serde_json::json;
use situation::Situation;

const USER: &str = "arn:aws:iam::111111111111:user/u";

fuzz_target!(|input: (u8, &str, &str)| {
    let (place, pattern, text) = input;
    // The naive evaluator takes time and memory as the product of both.
    if pattern.len() * text.len() > 10_000 || pattern.contains("${") || pattern.chars().chain(text.chars()).any(|c| c.is_uppercase()) {
        return;
    }
    let mut statement = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
    let mut situation = Situation {
        principal: policy::Principal::from_arn(USER, None, None).expect("a user"),
        action: "s3:getobject".into(),
        resource: "arn:aws:s3:::bk/o".into(),
        owner: Some("111111111111".into()),
        context: [("k:x".into(), vec![text.into()])].into(),
        identity: Vec::new(),
        resource_policy: None,
        boundary: None,
        session: None,
        scps: None,
        rcps: None,
        endpoint: None,
        management: None,
    };
    match place % 5 {
        0 => {
            statement["Resource"] = json!(pattern);
            situation.resource = text.into();
        }
        1 => {
            statement["Action"] = json!(pattern);
            situation.action = text.into();
        }
        2 => statement["Condition"] = json!({"StringLike": {"k:x": pattern}}),
        3 => statement["Condition"] = json!({"ArnLike": {"k:x": pattern}}),
        _ => statement["Condition"] = json!({"StringEquals": {"k:x": pattern}}),
    }
    situation.identity = vec![json!({"Version": "2012-10-17", "Statement": statement})];
    assert_eq!(situation.decide(), naive::decide(&situation), "{pattern:?} against {text:?}");
});
