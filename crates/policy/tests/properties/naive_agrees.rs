use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use crate::generate::situation;
use crate::situation::Situation;
use crate::{cases, naive};

proptest! {
    #![proptest_config(cases(2_000))]

    #[test]
    fn the_naive_evaluator_agrees(situation in situation()) {
        prop_assert_eq!(situation.decide(), naive::decide(&situation));
    }

    #[test]
    fn it_agrees_on_resource_patterns(
        value in VALUE,
        pattern in PATTERN,
        text in TEXT,
        key in select(&["Resource", "NotResource"][..]),
    ) {
        let mut situation = alone(&value, json!({"Effect": "Allow", "Action": "*", key: pattern}));
        situation.resource = text;
        prop_assert_eq!(situation.decide(), naive::decide(&situation));
    }

    #[test]
    fn it_agrees_on_action_patterns(value in VALUE, pattern in PATTERN, text in TEXT) {
        let mut situation = alone(&value, json!({"Effect": "Allow", "Action": pattern, "Resource": "*"}));
        situation.action = text;
        prop_assert_eq!(situation.decide(), naive::decide(&situation));
    }

    #[test]
    fn it_agrees_on_condition_patterns(
        value in VALUE,
        pattern in PATTERN,
        text in TEXT,
        operator in select(&["StringLike", "StringEquals", "ArnLike", "ArnNotEquals"][..]),
    ) {
        let condition = json!({operator: {"k:x": pattern}});
        let statement = json!({"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": condition});
        let mut situation = alone(&value, statement);
        situation.context.insert("k:x".into(), vec![text]);
        prop_assert_eq!(situation.decide(), naive::decide(&situation));
    }
}

proptest! {
    #![proptest_config(cases(50))]

    #[test]
    fn it_agrees_on_long_patterns((pattern, text) in long_pattern_and_text()) {
        for element in ["Resource", "StringLike", "ArnLike"] {
            let mut statement = json!({"Effect": "Allow", "Action": "*", "Resource": "*"});
            match element {
                "Resource" => statement[element] = json!(pattern),
                _ => statement["Condition"] = json!({element: {"k:x": pattern}}),
            }
            let mut situation = alone("ab", statement);
            situation.resource = text.clone();
            situation.context.insert("k:x".into(), vec![text.clone()]);
            prop_assert_eq!(situation.decide(), naive::decide(&situation), "{}", element);
        }
    }
}

/// A pattern whose runs between stars are of hundreds of characters, and a text that it matches, but
/// perhaps for one character.
fn long_pattern_and_text() -> impl Strategy<Value = (String, String)> {
    let long = (select(&["a?", "?", "a", "ab?é", "b"][..]), 100..300_usize)
        .prop_map(|(part, times)| part.repeat(times));
    let part = prop_oneof![2 => long, 3 => "[ab]|:|\\*|:\\*|\\*:"];
    let parts = proptest::collection::vec(part, 1..10);
    let change = proptest::option::of((any::<Index>(), select(vec!['a', 'b', ':'])));
    let fill = select(&["", "a", "ab", ":", "ba:"][..]);
    (parts, fill, change).prop_map(|(parts, fill, change)| {
        let pattern = parts.concat();
        let mut text: Vec<char> = pattern.replace('*', fill).replace('?', "a").chars().collect();
        if let Some((index, character)) = change.filter(|_| !text.is_empty()) {
            *index.get_mut(&mut text) = character;
        }
        (pattern, text.into_iter().collect())
    })
}

/// Few characters, so that patterns and texts meet.
const PATTERN: &str = "([abé]|:|:|\\*|\\?|:\\*|\\*:|\\$\\{k:n\\}|\\$\\{\\*\\}){0,14}";
const TEXT: &str = "([abé*]|:|:|:){0,14}";
/// What the variable `k:n` means.
const VALUE: &str = "[ab:*]{0,2}";

/// One identity statement for a user of the resource's account.
fn alone(value: &str, statement: Value) -> Situation {
    let context = [("k:n".into(), vec![value.into()])].into();
    Situation { context, ..Situation::alone(statement) }
}
