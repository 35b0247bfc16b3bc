//! Labs: those that come with the playground keep their word, and a lab that doesn't is found out.
#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Call, Tick};
use labs::{Flaw, Lab, Scenario, StepState, check, lab, progress};
use shell::Dialect;
use support::{Aws, NOW, credentials};

const TICK: Tick = Tick { now: NOW, seed: 7 };
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

/// How many steps of the founding exercise are done, if they are the first ones.
fn done(lab: &Lab, aws: &Aws) -> usize {
    let states = progress(lab, &aws.history, vec![aws.shell.files()]);
    let done = states.iter().take_while(|&&state| state == StepState::Done).count();
    assert!(states[done..].iter().all(|&state| state == StepState::Open), "{states:?}");
    done
}

#[test]
fn the_founding_exercise_can_be_done_in_the_console() {
    let lab = lab::by_name("founding").unwrap().lab().unwrap();
    let mut aws = Aws::new(lab.scenario.build(Dialect::Bash, TICK).unwrap());
    let admin = aws.sign_in("admin", "Play-1234").unwrap();
    assert_eq!(done(&lab, &aws), 0);
    aws.click(&admin, Call::new("iam", "CreateUser").with("UserName", "fake_user1")).unwrap();
    assert_eq!(done(&lab, &aws), 1);
    let login = Call::new("iam", "CreateLoginProfile").with("UserName", "fake_user1");
    aws.click(&admin, login.with("Password", "Learn-5678")).unwrap();
    assert_eq!(done(&lab, &aws), 2);
    let role = Call::new("iam", "CreateRole").with("RoleName", "s3_access_trust_policy");
    let trust = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"AWS":"arn:aws:iam::111122223333:user/fake_user1"}}]}"#;
    aws.click(&admin, role.with("AssumeRolePolicyDocument", trust)).unwrap();
    assert_eq!(done(&lab, &aws), 3);
    let attach = Call::new("iam", "AttachRolePolicy").with("RoleName", "s3_access_trust_policy");
    let policy = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
    aws.click(&admin, attach.with("PolicyArn", policy)).unwrap();
    assert_eq!(done(&lab, &aws), 4);
    let user = aws.sign_in("fake_user1", "Learn-5678").unwrap();
    assert_eq!(done(&lab, &aws), 5);
    aws.click(&user, Call::new("s3", "ListBuckets")).unwrap_err();
    assert_eq!(done(&lab, &aws), 6);
    let assume = Call::new("sts", "AssumeRole").with("RoleSessionName", "fake_user1");
    let role_arn = "arn:aws:iam::111122223333:role/s3_access_trust_policy";
    let switched = aws.click(&user, assume.with("RoleArn", role_arn)).unwrap();
    assert_eq!(done(&lab, &aws), 8, "the console keeps the credentials by itself");
    let role = credentials(&switched);
    assert_eq!(aws.click(&role, Call::new("s3", "ListBuckets")).unwrap().reply.list("Buckets").len(), 3);
    assert_eq!(done(&lab, &aws), 9);
    aws.click(&role, Call::new("s3", "CreateBucket").with("Bucket", "mine-1")).unwrap_err();
    assert_eq!(done(&lab, &aws), 10);
    while aws.history.undo().is_some() {}
    assert_eq!(progress(&lab, &aws.history, vec![aws.shell.files()])[..4], [StepState::Open; 4], "undone");
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
