//! Laws of the evaluation logic.

use policy::Principal;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use crate::cases;
use crate::generate::{
    Who, action_pattern, aws_principals, condition_value, policy, resource_pattern, situation, statement,
};
use crate::situation::Situation;

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn explaining_decides_the_same(situation in situation()) {
        prop_assert_eq!(situation.explained(), situation.decide());
    }

    #[test]
    fn one_more_deny_never_allows_more(
        situation in situation(),
        identity in statement(Who::Nobody),
        resource in statement(Who::Somebody),
    ) {
        let mut more = situation.clone();
        more.policies_mut().for_each(|policy| push_statement(policy, denying(resource.clone())));
        prop_assert!(situation.allows() || !more.allows());
        let mut more = situation.clone();
        more.policies_mut().for_each(|policy| push_statement(policy, denying(identity.clone())));
        more.identity.push(json!({"Version": "2012-10-17", "Statement": denying(identity)}));
        prop_assert!(situation.allows() || !more.allows());
    }

    #[test]
    fn one_more_allow_for_the_caller_never_allows_less(
        situation in situation(),
        mut statement in statement(Who::Nobody),
    ) {
        statement["Effect"] = json!("Allow");
        let mut more = situation.clone();
        more.identity.push(json!({"Statement": statement}));
        prop_assert!(!situation.allows() || more.allows());
    }

    #[test]
    fn a_limit_never_allows_more_than_none(situation in situation()) {
        let without = |remove: fn(&mut Situation)| {
            let mut less = situation.clone();
            remove(&mut less);
            less
        };
        let is_federated = matches!(situation.principal, Principal::FederatedSession { .. });
        if situation.allows() {
            prop_assert!(without(|s| s.boundary = None).allows());
            prop_assert!(without(|s| s.scps = None).allows());
            prop_assert!(without(|s| s.rcps = None).allows());
            prop_assert!(without(|s| s.endpoint = None).allows());
            prop_assert!(is_federated || without(|s| s.session = None).allows());
        }
    }

    #[test]
    fn order_never_matters(situation in situation()) {
        let mut turned = situation.clone();
        turned.identity.reverse();
        turned.policies_mut().for_each(turn);
        for levels in turned.scps.iter_mut().chain(&mut turned.rcps) {
            levels.reverse();
            levels.iter_mut().for_each(|level| level.reverse());
        }
        prop_assert_eq!(turned.decide(), situation.decide());
    }

    #[test]
    fn a_list_is_as_many_statements(situation in situation()) {
        let mut split = situation.clone();
        for element in ["Action", "Resource"] {
            split.policies_mut().for_each(|policy| split_lists(policy, element));
        }
        prop_assert_eq!(split.decide(), situation.decide());
    }

    #[test]
    fn action_and_resource_are_the_complements_of_their_not_forms(
        situation in situation(),
        action in action_pattern(),
        resource in resource_pattern(),
    ) {
        let allows = |action_key: &str, resource_key: &str, resource: &str| {
            let statement = json!({"Effect": "Allow", action_key: action, resource_key: resource});
            judged_alone(&situation, statement)
        };
        prop_assert_ne!(allows("Action", "Resource", "*"), allows("NotAction", "Resource", "*"));
        let fits = |key: &str| {
            let statement = json!({"Effect": "Allow", "Action": "*", key: resource});
            judged_alone(&situation, statement)
        };
        prop_assert_ne!(fits("Resource"), fits("NotResource"));
    }

    #[test]
    fn an_operator_is_the_complement_of_its_negation(
        situation in situation(),
        (plain, negated) in select(NEGATIONS),
        values in proptest::collection::vec(condition_value(), 1..3),
        key in select(&["aws:TagKeys", "aws:username", "k:n", "k:absent"][..]),
    ) {
        let holds = |operator: &str| {
            let condition = json!({operator: {key: values}});
            judged_alone(
                &situation,
                json!({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition}),
            )
        };
        prop_assert_ne!(holds(plain), holds(negated));
    }

    #[test]
    fn listing_principals_is_naming_each(situation in situation(), principals in aws_principals()) {
        let statement = |principals: Value| {
            json!({"Effect": "Allow", "Principal": {"AWS": principals}, "Action": "*", "Resource": "*"})
        };
        let each: Value = principals.iter().map(|entry| statement(json!(entry))).collect();
        let decide = |statements: Value| {
            let resource_policy = Some(json!({"Statement": statements}));
            Situation { resource_policy, ..situation.clone() }.decide()
        };
        prop_assert_eq!(decide(each), decide(statement(json!(principals))));
    }

    #[test]
    fn advice_allows_what_was_denied(situation in situation()) {
        let advice = situation.advice();
        prop_assert_eq!(situation.allows(), advice.plans.is_empty() && advice.obstacle.is_none());
        for plan in advice.plans {
            let mut changed = situation.clone();
            plan.changes.iter().for_each(|change| changed.make(change));
            prop_assert!(changed.allows(), "{:#?}", plan);
        }
    }

    #[test]
    fn texts_survive_compiling(policy in policy(Who::Somebody)) {
        let text = policy.to_string();
        let compiled = policy::Policy::parse(&text).unwrap();
        prop_assert_eq!(compiled.text(), text);
    }
}

const NEGATIONS: &[(&str, &str)] = &[
    ("StringEquals", "StringNotEquals"),
    ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    ("StringLike", "StringNotLike"),
    ("NumericEquals", "NumericNotEquals"),
    ("DateEquals", "DateNotEquals"),
    ("IpAddress", "NotIpAddress"),
    ("ArnEquals", "ArnNotEquals"),
    ("ArnLike", "ArnNotLike"),
];

/// Whether one identity statement of a user of the resource's account allows the request.
fn judged_alone(situation: &Situation, statement: Value) -> bool {
    let (resource, context) = (situation.resource.clone(), situation.context.clone());
    let alone = Situation { resource, context, ..Situation::alone(statement) };
    alone.allows()
}

impl Situation {
    fn policies_mut(&mut self) -> impl Iterator<Item = &mut Value> {
        let levels = self.scps.iter_mut().chain(&mut self.rcps).flatten().flatten();
        let lists = self.session.iter_mut().chain(&mut self.endpoint).flatten();
        let single = self.resource_policy.iter_mut().chain(&mut self.boundary);
        self.identity.iter_mut().chain(levels).chain(lists).chain(single)
    }
}

fn denying(mut statement: Value) -> Value {
    statement["Effect"] = json!("Deny");
    statement
}

fn push_statement(policy: &mut Value, statement: Value) {
    policy["Statement"].as_array_mut().unwrap().push(statement);
}

/// Reverses statements, lists and members.
fn turn(value: &mut Value) {
    match value {
        Value::Array(items) => {
            items.reverse();
            items.iter_mut().for_each(turn);
        }
        Value::Object(members) => {
            let turned = std::mem::take(members).into_iter().rev();
            *members = turned.collect();
            members.values_mut().for_each(turn);
        }
        _ => {}
    }
}

/// Gives every entry of a list a statement of its own.
fn split_lists(policy: &mut Value, element: &str) {
    let statements = policy["Statement"].as_array().unwrap().iter();
    let split = statements.flat_map(|statement| match statement[element].as_array() {
        None => vec![statement.clone()],
        Some(entries) => entries
            .iter()
            .map(|entry| {
                let mut one = statement.clone();
                one[element] = entry.clone();
                one
            })
            .collect(),
    });
    policy["Statement"] = split.collect();
}
