//! Advice about denied requests.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{PlaceKind, Question};
use policy::advise::Change;
use serde_json::json;
use support::{ACCOUNT, Aws};

/// The question of the last denied request.
fn asked(aws: &Aws) -> Question {
    let denied = aws.history.records().rev().find_map(|record| record.checks.last()?.question.clone());
    denied.unwrap()
}

fn document(statement: serde_json::Value) -> String {
    json!({"Version": "2012-10-17", "Statement": [statement]}).to_string()
}

#[test]
fn the_changed_policy_is_found_and_allows() {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    let bob = aws.access_key(&admin, "bob");
    let look = document(json!({"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"}));
    let put = |text: &str| {
        let call = Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "Look");
        call.with("PolicyDocument", text)
    };
    aws.must(&admin, put(&look));
    let list = || Call::new("iam", "ListRoles");
    aws.try_call(&bob, list()).unwrap_err();
    let question = asked(&aws);
    let advice = question.advice();
    let Change::Policy(change) = &advice.plans[0].changes[0] else { panic!("{advice:?}") };
    let place = question.place(change).unwrap();
    assert_eq!(place.account, ACCOUNT);
    assert_eq!(place.kind, PlaceKind::OfUser { user: "bob".to_owned(), policy: Some("Look".to_owned()) });
    let text = Question::text(aws.history.world(), change);
    aws.must(&admin, put(&text));
    aws.must(&bob, list());
}

#[test]
fn the_policy_of_a_group_is_found() {
    let (mut aws, admin) = Aws::with_admin();
    for call in [
        Call::new("iam", "CreateUser").with("UserName", "bob"),
        Call::new("iam", "CreateGroup").with("GroupName", "devs"),
        Call::new("iam", "AddUserToGroup").with("GroupName", "devs").with("UserName", "bob"),
        Call::new("iam", "PutGroupPolicy").with("GroupName", "devs").with("PolicyName", "Look").with(
            "PolicyDocument",
            document(json!({"Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*"})),
        ),
    ] {
        aws.must(&admin, call);
    }
    let bob = aws.access_key(&admin, "bob");
    aws.try_call(&bob, Call::new("iam", "ListRoles")).unwrap_err();
    let question = asked(&aws);
    let advice = question.advice();
    let places = advice.plans.iter().flat_map(|plan| &plan.changes).filter_map(|change| match change {
        Change::Policy(change) => question.place(change),
        _ => None,
    });
    let group = PlaceKind::OfGroup { group: "devs".to_owned(), policy: "Look".to_owned() };
    assert!(places.map(|place| place.kind).any(|kind| kind == group), "{advice:?}");
}
