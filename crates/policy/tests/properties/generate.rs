//! Strategies: small vocabularies, so that policies and requests meet often.

use std::collections::BTreeMap;

use policy::Principal;
use proptest::collection::{btree_map, vec};
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::situation::Situation;

const A: &str = "111111111111";
const B: &str = "222222222222";

pub fn situation() -> impl Strategy<Value = Situation> {
    let request = (principal(), action_on_resource(), owner(), context());
    let callers_side = (policies(Who::Nobody), option::of(policy(Who::Nobody)), session());
    let others = (
        option::of(policy(Who::Somebody)),
        option::weighted(0.3, organisation(Who::Nobody)),
        option::weighted(0.2, organisation(Who::Somebody)),
        option::weighted(0.2, policies(Who::Somebody)),
        option::weighted(0.2, select(&[A, B][..]).prop_map(str::to_owned)),
    );
    (request, callers_side, others).prop_map(|(request, (identity, boundary, session), others)| {
        let (principal, (action, resource), owner, context) = request;
        let (resource_policy, scps, rcps, endpoint, management) = others;
        Situation {
            principal,
            action,
            resource,
            owner,
            context,
            identity,
            resource_policy,
            boundary,
            session,
            scps,
            rcps,
            endpoint,
            management,
        }
    })
}

fn session() -> impl Strategy<Value = Option<Vec<Value>>> {
    option::weighted(0.3, policies(Who::Nobody))
}

fn principal() -> impl Strategy<Value = Principal> {
    let parse = |text: &str, role, user| Principal::from_arn(text, role, user).unwrap();
    let slr = "arn:aws:iam::111111111111:role/aws-service-role/x.amazonaws.com/app";
    let with_id = Principal::User {
        account: A.into(),
        arn: "arn:aws:iam::111111111111:user/alice".into(),
        id: Some("AIDAALICE".into()),
    };
    let session_with_id = Principal::RoleSession {
        account: A.into(),
        session_arn: "arn:aws:sts::111111111111:assumed-role/app/s1".into(),
        role_arn: "arn:aws:iam::111111111111:role/team/app".into(),
        role_id: Some("AROAAPP".into()),
        service_linked: false,
    };
    let federated_with_id = Principal::FederatedSession {
        account: A.into(),
        arn: "arn:aws:sts::111111111111:federated-user/carol".into(),
        parent_arn: "arn:aws:iam::111111111111:user/alice".into(),
        parent_id: Some("AIDAALICE".into()),
    };
    select(vec![
        parse("arn:aws:iam::111111111111:root", None, None),
        parse("arn:aws:iam::111111111111:user/alice", None, None),
        parse("arn:aws:iam::111111111111:user/bob", None, None),
        with_id,
        session_with_id,
        federated_with_id,
        parse("arn:aws:sts::111111111111:assumed-role/app/s1", None, None),
        parse("arn:aws:sts::111111111111:assumed-role/app/s2", None, None),
        parse("arn:aws:sts::111111111111:assumed-role/app/s1", Some(slr), None),
        parse(
            "arn:aws:sts::111111111111:federated-user/carol",
            None,
            Some("arn:aws:iam::111111111111:user/alice"),
        ),
        parse("arn:aws:sts::111111111111:federated-user/carol", None, Some("arn:aws:iam::111111111111:root")),
        parse("ec2.amazonaws.com", None, None),
        parse("*", None, None),
        Principal::Federated { provider: "accounts.google.com".into() },
    ])
}

/// Mostly such as belong together.
fn action_on_resource() -> impl Strategy<Value = (String, String)> {
    let pairs = [
        ("s3:GetObject", "arn:aws:s3:::bk/o"),
        ("S3:getobject", "arn:aws:s3:::bk/alice/o:1"),
        ("s3:PutBucketPolicy", "arn:aws:s3:::bk"),
        ("sts:AssumeRole", ROLE),
        ("sts:AssumeRole", ROLE),
        ("sts:TagSession", ROLE),
        ("sts:AssumeRoleWithWebIdentity", ROLE),
        ("kms:Decrypt", KEY),
        ("kms:RetireGrant", KEY),
        ("sqs:SendMessage", "arn:aws:sqs:eu-west-1:222222222222:q1"),
        ("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111111111111:function:f"),
        ("sts:GetCallerIdentity", "*"),
    ];
    let any = (select(pairs.to_vec()), select(pairs.to_vec())).prop_map(|(one, other)| (one.0, other.1));
    prop_oneof![6 => select(pairs.to_vec()), 1 => any]
        .prop_map(|(action, resource)| (action.to_owned(), resource.to_owned()))
}

const ROLE: &str = "arn:aws:iam::111111111111:role/app";
const KEY: &str = "arn:aws:kms:eu-west-1:111111111111:key/1";

fn owner() -> impl Strategy<Value = Option<String>> {
    option::weighted(0.8, select(&[A, A, B][..]).prop_map(str::to_owned))
}

const KEYS: &[&str] = &["aws:PrincipalTag/t", "aws:TagKeys", "s3:prefix", "aws:username", "k:n"];

/// Values of every type, so that each operator has some to compare.
pub const TEXTS: &[&str] = &[
    "a",
    "A",
    "ab",
    "alice",
    "true",
    "False",
    "1",
    "1.0",
    "-2",
    "10",
    "2026-01-01T00:00:00Z",
    "2026-06-01T00:00:00Z",
    "1767225600",
    "203.0.113.9",
    "2001:db8::1",
    "arn:aws:iam::111111111111:user/alice",
    "YQ==",
    "",
];

fn context() -> impl Strategy<Value = BTreeMap<String, Vec<String>>> {
    let values = vec(select(TEXTS).prop_map(str::to_owned), 0..3);
    btree_map(select(KEYS).prop_map(str::to_owned), values, 0..4)
}

/// Whether statements name principals.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Nobody,
    Somebody,
}

fn organisation(who: Who) -> impl Strategy<Value = Vec<Vec<Value>>> {
    vec(policies(who), 1..3)
}

fn policies(who: Who) -> impl Strategy<Value = Vec<Value>> {
    vec(policy(who), 0..3)
}

pub fn policy(who: Who) -> impl Strategy<Value = Value> {
    let version = select(&["2012-10-17", "2012-10-17", "2008-10-17"][..]);
    (version, vec(statement(who), 1..4))
        .prop_map(|(version, statements)| json!({"Version": version, "Statement": statements}))
}

pub fn statement(who: Who) -> impl Strategy<Value = Value> {
    let effect = prop_oneof![3 => Just("Allow"), 1 => Just("Deny")];
    let action = (prop_oneof![5 => Just("Action"), 1 => Just("NotAction")], patterns(action_pattern()));
    let resource =
        (prop_oneof![5 => Just("Resource"), 1 => Just("NotResource")], patterns(resource_pattern()));
    let conditions = prop_oneof![2 => Just(json!({})), 1 => conditions()];
    (effect, action, option::weighted(0.95, resource), named(who), conditions).prop_map(
        |(effect, action, resource, principal, conditions)| {
            let mut statement = json!({"Effect": effect, action.0: action.1});
            for (name, value) in resource.into_iter().chain(principal) {
                statement[name] = value;
            }
            if conditions != json!({}) {
                statement["Condition"] = conditions;
            }
            statement
        },
    )
}

fn patterns(pattern: impl Strategy<Value = String>) -> impl Strategy<Value = Value> {
    vec(pattern, 1..3).prop_map(|list| json!(list))
}

pub fn action_pattern() -> impl Strategy<Value = String> {
    let patterns = [
        "*",
        "s3:*",
        "s3:Get*",
        "S3:*OBJECT",
        "s3:Get?bject",
        "s*:*",
        "sts:*",
        "sts:AssumeRole",
        "kms:*",
        "lambda:*",
        "*:Get*",
        "s3:PutObject",
        "s3",
        "*ject",
    ];
    prop_oneof![1 => Just("*"), 2 => select(patterns.to_vec())].prop_map(str::to_owned)
}

pub fn resource_pattern() -> impl Strategy<Value = String> {
    let patterns = [
        "*",
        "arn:aws:s3:::bk/*",
        "arn:aws:s3:::bk",
        "arn:aws:s3:::b?",
        "arn:aws:s3:::*",
        "arn:aws:s3*",
        "arn:aws:*:1",
        "arn:aws:*:eu-*-1:*:q?",
        "arn:*s:*1*:*:*",
        "arn:aws:s3:::bk/${aws:username}/*",
        "arn:aws:s3:::${aws:PrincipalTag/t, 'bk'}/*",
        "arn:aws:s3:::bk/${*}",
        "arn:aws:iam::111111111111:role/*",
        "arn:aws:kms:*:*:key/*",
        "*o*1",
        "*:*:*?bk*o",
    ];
    prop_oneof![1 => Just("*"), 1 => select(patterns.to_vec())].prop_map(str::to_owned)
}

fn named(who: Who) -> BoxedStrategy<Option<(&'static str, Value)>> {
    if who == Who::Nobody {
        return Just(None).boxed();
    }
    let named = (prop_oneof![5 => Just("Principal"), 1 => Just("NotPrincipal")], principals());
    named.prop_map(Some).boxed()
}

fn principals() -> impl Strategy<Value = Value> {
    prop_oneof![
        1 => Just(json!("*")),
        1 => Just(json!({"Service": "ec2.amazonaws.com"})),
        1 => Just(json!({"Federated": "accounts.google.com", "AWS": "222222222222"})),
        5 => aws_principals().prop_map(|list| json!({"AWS": list})),
    ]
}

/// Values under `AWS`.
pub fn aws_principals() -> impl Strategy<Value = Vec<&'static str>> {
    let all = [
        "*",
        "111111111111",
        "arn:aws:iam::111111111111:root",
        "222222222222",
        "arn:aws:iam::111111111111:user/alice",
        "arn:aws:iam::111111111111:role/app",
        "arn:aws:sts::111111111111:assumed-role/app/s1",
        "arn:aws:sts::111111111111:federated-user/carol",
        "AIDAALICE",
        "AROAAPP",
    ];
    vec(select(all.to_vec()), 1..4)
}

fn conditions() -> impl Strategy<Value = Value> {
    let one = (operator(), select(KEYS), patterns(condition_value()));
    vec(one, 1..3).prop_map(|entries| {
        let mut conditions = json!({});
        for (operator, key, values) in entries {
            conditions[operator][key] = values;
        }
        conditions
    })
}

pub fn condition_value() -> impl Strategy<Value = String> {
    let patterns = [
        "a*",
        "?",
        "*",
        "${aws:username}",
        "${aws:username}*",
        "${k:n, 'a'}",
        "${*}",
        "203.0.113.0/24",
        "2001:db8::/32",
        "0.0.0.0/0",
        "arn:aws:iam::*:user/*",
        "arn:*:alice",
    ];
    prop_oneof![select(patterns.to_vec()), select(TEXTS)].prop_map(str::to_owned)
}

fn operator() -> impl Strategy<Value = String> {
    let plain = select(policy::Comparison::ALL);
    let set = prop_oneof![4 => Just(""), 1 => Just("ForAllValues:"), 1 => Just("ForAnyValue:")];
    let if_exists = prop_oneof![4 => Just(""), 1 => Just("IfExists")];
    (set, plain, if_exists).prop_map(|(set, comparison, if_exists)| match comparison {
        policy::Comparison::Null => "Null".to_owned(),
        _ => format!("{set}{}{if_exists}", comparison.as_str()),
    })
}
