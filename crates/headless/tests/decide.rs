//! `iampg decide`, from the outside.
#![allow(clippy::unwrap_used)]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use support::{Run, iampg};

/// Shared with the policy crate's own tests: the cases of its specification.
const CASES: &str = include_str!("../../policy/tests/data/cases.json");

const ALICE: &str = "arn:aws:iam::111111111111:user/alice";

fn answers(run: &Run) -> Vec<Value> {
    run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// How a member of a case is written in a line.
type Written = fn(&Value) -> Value;

/// A case of the specification as a line of `iampg decide`.
fn line(case: &Value) -> Value {
    let who = &case["principal"];
    let principal = match who["kind"].as_str().unwrap() {
        "anonymous" => &json!("*"),
        "service" => &who["service"],
        _ => &who["arn"],
    };
    let mut request = json!({
        "principal": principal,
        "action": case["action"],
        "resource": {"arn": case["resource"], "account": case["resourceAccount"]},
        "context": case["context"],
    });
    for (from, to) in [("role", "principal_role"), ("user", "principal_user")] {
        if let Some(arn) = who.get(from) {
            request[to] = arn.clone();
        }
    }
    let mut line =
        json!({"id": case["id"], "request": request, "identity_policies": named(&case["identity"])});
    let layers: [(&str, &str, Written); 7] = [
        ("resourcePolicy", "resource_policy", Value::clone),
        ("boundary", "permission_boundaries", one),
        ("session", "session_policies", one),
        ("vpcePolicy", "vpc_endpoint_policies", one),
        ("scp", "scps", levels),
        ("rcp", "rcps", levels),
        ("managementAccount", "management_account", Value::clone),
    ];
    for (from, to, written) in layers {
        if let Some(value) = case.get(from) {
            line[to] = written(value);
        }
    }
    line
}

fn named(policies: &Value) -> Value {
    let policies = policies.as_array().unwrap().iter().enumerate();
    policies.map(|(index, policy)| json!({"name": format!("p{index}"), "policy": policy})).collect()
}

fn one(policy: &Value) -> Value {
    json!([{"name": "the one", "policy": policy}])
}

fn levels(levels: &Value) -> Value {
    let levels = levels.as_array().unwrap().iter().enumerate();
    levels.map(|(index, level)| json!({"level": format!("l{index}"), "policies": named(level)})).collect()
}

#[test]
fn every_case_of_the_specification_is_decided_as_expected() {
    let file: Value = serde_json::from_str(CASES).unwrap();
    let cases = file["cases"].as_array().unwrap();
    assert_eq!(cases.len(), 157);
    let input: String = cases.iter().map(|case| format!("{}\n", line(case))).collect();
    let run = iampg(&["decide"], &input);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    let answers = answers(&run);
    assert_eq!(answers.len(), cases.len());
    for (case, answer) in cases.iter().zip(&answers) {
        let decision = match case["expect"].as_str().unwrap() {
            "allow" => "Allowed",
            "explicit-deny" => "ExplicitlyDenied",
            _ => "ImplicitlyDenied",
        };
        let found = (&answer["id"], &answer["decision"], &answer["decided_by"]);
        assert_eq!(found, (&case["id"], &json!(decision), &case["decidedBy"]), "{}", case["why"]);
        assert!(answer["reason"].as_str().unwrap().ends_with('.'), "{answer}");
        assert!(answer.get("trace").is_none());
    }
}

fn get_object(more: Value) -> Value {
    let request =
        json!({"principal": ALICE, "action": "s3:GetObject", "resource": {"arn": "arn:aws:s3:::bk/o"}});
    let mut line = json!({"id": "x", "request": request});
    for (key, value) in more.as_object().unwrap() {
        line[key] = value.clone();
    }
    line
}

fn allow(action: &str) -> Value {
    json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": "*"}]})
}

/// The decision about one case and what decided it.
fn check(line: &Value, decision: &str, decided_by: &str) {
    let run = iampg(&["decide"], &line.to_string());
    let answer = answers(&run).remove(0);
    assert_eq!(
        (&answer["decision"], &answer["decided_by"]),
        (&json!(decision), &json!(decided_by)),
        "{line}"
    );
    assert_eq!(run.code, Some(0));
}

#[test]
fn an_absent_list_does_not_apply_and_an_empty_one_limits_nothing() {
    let identity = json!([{"name": "p", "policy": allow("s3:*")}]);
    check(&get_object(json!({})), "ImplicitlyDenied", "identity");
    check(&get_object(json!({"identity_policies": identity})), "Allowed", "identity");
    for list in ["permission_boundaries", "session_policies", "vpc_endpoint_policies", "scps", "rcps"] {
        check(&get_object(json!({"identity_policies": identity, list: []})), "Allowed", "identity");
    }
    let nothing = json!({"identity_policies": identity, "scps": [{"level": "root", "policies": []}]});
    check(&get_object(nothing), "ImplicitlyDenied", "scp");
}

#[test]
fn keys_that_follow_from_the_request_are_filled_in_unless_stated() {
    let condition = json!({"StringEquals": {"aws:username": "alice"}});
    let mut policy = allow("s3:*");
    policy["Statement"][0]["Condition"] = condition;
    let line = get_object(json!({"identity_policies": [{"name": "p", "policy": policy}]}));
    check(&line, "Allowed", "identity");
    let mut stated = line.clone();
    stated["request"]["context"] = json!({"AWS:UserName": "bob"});
    check(&stated, "ImplicitlyDenied", "identity");
    let mut beside = line.clone();
    beside["derive_context"] = json!(false);
    check(&beside, "ImplicitlyDenied", "identity");
    let mut inside = line;
    inside["request"]["derive_context"] = json!(false);
    check(&inside, "ImplicitlyDenied", "identity");
}

#[test]
fn explain_adds_the_trace() {
    let line = get_object(json!({"identity_policies": [{"name": "p", "policy": allow("s3:PutObject")}]}));
    let run = iampg(&["decide", "--explain"], &line.to_string());
    let answer = answers(&run).remove(0);
    let layers = answer["trace"]["layers"].as_array().unwrap();
    let identity = layers.iter().find(|layer| layer["layer"] == "Identity").unwrap();
    assert_eq!(identity["decisive"], true);
    let missed = &identity["policies"][0]["statements"][0]["verdict"]["Missed"];
    assert_eq!(missed["element"], "Action");
}

#[test]
fn a_malformed_line_is_answered_and_the_run_goes_on() {
    let mut twice = get_object(json!({"permission_boundaries": one(&allow("*"))}));
    twice["permission_boundaries"] =
        json!([{"name": "a", "policy": allow("*")}, {"name": "b", "policy": allow("*")}]);
    let changed = |pointer: &str, value: Value| {
        let mut line = get_object(json!({}));
        *line.pointer_mut(pointer).unwrap() = value;
        line.to_string()
    };
    let wrong = [
        ("{".to_owned(), json!(null), "EOF while parsing an object at column 1"),
        ("\"text\"".to_owned(), json!(null), "invalid type: string"),
        ("\u{feff}{}".to_owned(), json!(null), "expected value at column 1"),
        (r#"{"id":7}"#.to_owned(), json!(7), "missing field `request`"),
        (
            get_object(json!({"recource_policy": {}})).to_string(),
            json!("x"),
            "unknown field `recource_policy`",
        ),
        (changed("/request/principal", json!("bob")), json!("x"), "principal: `bob` is no user"),
        (changed("/request/action", json!("GetObject")), json!("x"), "action: this is no `service:Action`"),
        (
            changed("/request/resource/arn", json!("bk")),
            json!("x"),
            "resource: `bk` is neither an ARN nor `*`",
        ),
        (
            get_object(json!({"identity_policies": [{"name": "p", "policy": {"Statement": 1}}]})).to_string(),
            json!("x"),
            "identity_policies: `p`: line 1, column 14: `Statement` must be",
        ),
        (twice.to_string(), json!("x"), "permission_boundaries: 2 policies"),
    ];
    let good = get_object(json!({})).to_string();
    let mut input: String = wrong.iter().map(|(line, ..)| format!("{line}\n{good}\n\n")).collect();
    input.push_str(&"[".repeat(100_000));
    let run = iampg(&["decide"], &input);
    assert_eq!(run.code, Some(1));
    assert_eq!(run.stderr, "iampg: 11 lines were no case\n");
    let answers = answers(&run);
    assert_eq!(answers.len(), 2 * wrong.len() + 1);
    for (pair, (line, id, error)) in answers.chunks(2).zip(&wrong) {
        assert_eq!(&pair[0]["id"], id, "{line}");
        assert!(pair[0]["error"].as_str().unwrap().contains(error), "{line} is answered by {}", pair[0]);
        assert_eq!(pair[1]["decision"], "ImplicitlyDenied");
    }
}

#[test]
fn another_program_can_ask_and_wait_for_the_answer() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_iampg"))
        .arg("decide")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut ask = child.stdin.take().unwrap();
    let mut replies = BufReader::new(child.stdout.take().unwrap()).lines();
    for _ in 0..3 {
        writeln!(ask, "{}", get_object(json!({}))).unwrap();
        assert!(replies.next().unwrap().unwrap().contains("ImplicitlyDenied"));
    }
    drop(ask);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn usage_errors_are_clear() {
    let run = iampg(&["decide", "--explane"], "");
    assert_eq!(run.code, Some(2));
    assert!(
        run.stderr.contains("unexpected argument '--explane'") && run.stderr.contains("--explain"),
        "{run:?}"
    );
    let run = iampg(&["decide", "/nowhere/cases.jsonl"], "");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("iampg: /nowhere/cases.jsonl: "), "{run:?}");
}
