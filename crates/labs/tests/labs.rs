//! Labs: those that come with the playground keep their word, and a lab that doesn't is found out.
#![allow(clippy::unwrap_used)]

use cloud::{Tick, Timestamp};
use labs::{Flaw, Lab, Scenario, check, lab};
use shell::Dialect;

const TICK: Tick = Tick { now: Timestamp(1_795_508_100), seed: 7 };
const DIALECTS: [Dialect; 2] = [Dialect::Bash, Dialect::PowerShell];

#[test]
fn those_that_come_with_the_playground_keep_their_word() {
    for embedded in lab::all() {
        let lab = embedded.lab().unwrap();
        for dialect in DIALECTS {
            let flaws: Vec<String> = check(&lab, dialect, TICK).iter().map(Flaw::to_string).collect();
            assert!(flaws.is_empty(), "{} in {dialect:?}:\n{}", embedded.name, flaws.join("\n"));
        }
    }
    assert!(lab::by_name("nope").is_none());
}

/// The only JSON block of a page.
fn example(page: &str) -> &str {
    page.split_once("```json\n").unwrap().1.split_once("```").unwrap().0
}

#[test]
fn the_examples_in_the_documentation_work() {
    let scenario = Scenario::parse(example(include_str!("../../../docs/scenarios.md"))).unwrap();
    scenario.build(Dialect::Bash, TICK).unwrap();
    let lab = Lab::parse(example(include_str!("../../../docs/labs.md"))).unwrap();
    for dialect in DIALECTS {
        assert_eq!(check(&lab, dialect, TICK), [], "{dialect:?}");
    }
}

/// A lab with a step for each pair of a command and a goal.
fn lab(steps: &[(&str, &str)]) -> Lab {
    let steps = steps.iter().map(|(command, goal)| {
        format!(
            r#"{{"title": "S", "text": "T", "hint": "H", "console": "C",
"terminal": {{"bash": [{command}], "powershell": ["echo"]}}, "goal": {goal}}}"#
        )
    });
    let steps = steps.collect::<Vec<_>>().join(",");
    Lab::parse(&format!(r#"{{"title": "T", "intro": "I", "scenario": "empty", "steps": [{steps}]}}"#))
        .unwrap()
}

const CREATE: &str = r#""aws iam create-user --user-name ann""#;
const DELETE: &str = r#""aws iam delete-user --user-name ann""#;
const ANN: &str = r#"{"user": "ann"}"#;

#[test]
fn a_lab_that_does_not_is_found_out() {
    let flaws = |steps: &[(&str, &str)]| check(&lab(steps), Dialect::Bash, TICK);
    assert_eq!(flaws(&[(CREATE, ANN)]), []);
    assert_eq!(flaws(&[(CREATE, r#"{"user": "admin"}"#)]), [Flaw::TooEarly { step: 0, done: 0 }]);
    assert_eq!(flaws(&[(CREATE, ANN), (r#""true""#, ANN)]), [Flaw::TooEarly { step: 1, done: 1 }]);
    assert_eq!(flaws(&[(r#""true""#, ANN)]), [Flaw::Missed { step: 0 }]);
    let deleted = r#"{"event": {"caller": "*", "operation": "iam:DeleteUser", "outcome": "allowed"}}"#;
    assert_eq!(flaws(&[(CREATE, ANN), (DELETE, deleted)]), [Flaw::Lost { step: 0 }]);
    let failed = flaws(&[(DELETE, ANN)]);
    let [Flaw::Command { step: 0, expected: 0, found: Some(254), stderr, .. }, Flaw::Missed { step: 0 }] =
        &failed[..]
    else {
        panic!("the command should have failed: {failed:?}");
    };
    assert!(stderr.contains("NoSuchEntity"), "{stderr}");
    let failing = format!(r#"{{"run": {CREATE}, "exit": 1}}"#);
    assert!(matches!(flaws(&[(&failing, ANN)])[..], [Flaw::Command { expected: 1, found: Some(0), .. }]));
    let open = r#""aws iam create-user --user-name ann", "echo 'open""#;
    assert!(matches!(flaws(&[(open, ANN)])[..], [Flaw::Command { found: None, .. }]));
}
