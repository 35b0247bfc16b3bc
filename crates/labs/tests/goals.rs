//! Goals: each kind both ways, and how mistakes in labs are told.
#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Call, Endpoint, Origin, Tick};
use labs::{Lab, StepState, progress, scenario};
use support::{Aws, NOW, credentials};

const WORLD: &str = r#"{"title": "T", "description": "D", "region": "us-east-1", "accounts": {"111122223333": {
  "name": "A",
  "policies": {"p": {"document": {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}}},
  "groups": {"devs": {"managed_policies": ["ReadOnlyAccess"]}},
  "users": {
    "admin": {"access_keys": ["active"], "managed_policies": ["AdministratorAccess"], "password": "Play-1234"},
    "Ann": {"path": "/team/", "groups": ["devs"], "access_keys": ["active"], "boundary": "policy/p"},
    "bob": {"access_keys": ["inactive"]}},
  "roles": {
    "named": {"trust": {"Version": "2012-10-17", "Statement": [
      {"Effect": "Allow", "Action": "sts:*", "Principal": {"AWS": ["arn:aws:iam::111122223333:user/team/Ann"], "Service": "ec2.amazonaws.com"}},
      {"Effect": "Deny", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::111122223333:user/admin"}},
      {"Effect": "Allow", "Action": "sts:TagSession", "Principal": {"AWS": "arn:aws:iam::111122223333:user/bob"}}]}},
    "open": {"managed_policies": ["AmazonS3ReadOnlyAccess"], "trust": {"Version": "2012-10-17", "Statement":
      {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "arn:aws:iam::111122223333:root"}}}}},
  "buckets": {"acme-data": {"objects": {"a/b.txt": "x"}}}
}}, "terminal": {"profiles": {"default": {"user": "admin"}, "ann": {"user": "Ann"}}}}"#;

fn aws() -> Aws {
    Aws::new(scenario::load(WORLD, Tick { now: NOW, seed: 1 }).unwrap())
}

fn holds(aws: &Aws, goal: &str) -> bool {
    progress(&lab(goal).unwrap(), &aws.history, vec![aws.shell.files()]) == [StepState::Done]
}

fn append_to_credentials(aws: &mut Aws, text: &str) {
    let path = aws.shell.path("~/.aws/credentials");
    let before = aws.shell.files().read_text(&path).unwrap();
    aws.shell.files_mut().put(&path, format!("{before}{text}").as_bytes(), NOW).unwrap();
}

fn lab_text(goal: &str) -> String {
    format!(
        r#"{{"title": "T", "intro": "I", "scenario": {WORLD}, "steps": [{{"title": "S", "text": "T", "hint": "H",
"console": "C", "terminal": {{"bash": ["true"], "powershell": ["true"]}}, "goal": {goal}}}]}}"#
    )
}

fn lab(goal: &str) -> Result<Lab, labs::ContentError> {
    Lab::parse(&lab_text(goal))
}

#[test]
fn goals_about_the_world() {
    let aws = aws();
    for (goal, expected) in [
        (r#"{"user": "ann"}"#, true),
        (r#"{"user": "eve"}"#, false),
        (r#"{"group": "devs"}"#, true),
        (r#"{"group": "ops"}"#, false),
        (r#"{"role": "open"}"#, true),
        (r#"{"role": "shut"}"#, false),
        (r#"{"policy": "policy/p"}"#, true),
        (r#"{"policy": "policy/q"}"#, false),
        (r#"{"console_access": "admin"}"#, true),
        (r#"{"console_access": "Ann"}"#, false),
        (r#"{"access_key": "Ann"}"#, true),
        (r#"{"access_key": "bob"}"#, false),
        (r#"{"member": {"user": "Ann", "group": "Devs"}}"#, true),
        (r#"{"member": {"user": "bob", "group": "devs"}}"#, false),
        (r#"{"attached": {"policy": "AmazonS3ReadOnlyAccess", "to": "role/open"}}"#, true),
        (r#"{"attached": {"policy": "AmazonS3ReadOnlyAccess", "to": "role/named"}}"#, false),
        (r#"{"attached": {"policy": "ReadOnlyAccess", "to": "group/devs"}}"#, true),
        (r#"{"attached": {"policy": "ReadOnlyAccess", "to": "user/Ann"}}"#, false),
        (r#"{"boundary": {"policy": "policy/p", "of": "user/Ann"}}"#, true),
        (r#"{"boundary": {"policy": "policy/p", "of": "role/open"}}"#, false),
        (r#"{"may": {"caller": "user/team/Ann", "operation": "s3:ListBuckets"}}"#, true),
        (r#"{"may": {"caller": "user/Ann", "operation": "s3:ListBuckets"}}"#, false),
        (r#"{"may": {"caller": "user/bob", "operation": "s3:ListBuckets"}}"#, false),
        (
            r#"{"may": {"caller": "user/admin", "operation": "iam:DeleteUser", "parameters": {"UserName": "eve"}}}"#,
            true,
        ),
        (
            r#"{"may": {"caller": "role/open", "operation": "s3:GetObject", "parameters": {"Bucket": "acme-data", "Key": "a/b.txt"}}}"#,
            true,
        ),
        (
            r#"{"may": {"caller": "role/open", "operation": "s3:DeleteObject", "parameters": {"Bucket": "acme-data", "Key": "a/b.txt"}}}"#,
            false,
        ),
        (r#"{"may": {"caller": "root", "operation": "iam:ListUsers"}}"#, true),
        (
            r#"{"may": {"caller": "*", "operation": "s3:GetObject", "parameters": {"Bucket": "acme-data", "Key": "a/b.txt"}}}"#,
            false,
        ),
        (r#"{"bucket": "acme-data"}"#, true),
        (r#"{"bucket": "acme"}"#, false),
        (r#"{"object": {"bucket": "acme-data", "key": "a/b.txt"}}"#, true),
        (r#"{"object": {"bucket": "acme-data", "key": "a"}}"#, false),
        (r#"{"not": {"user": "eve"}}"#, true),
        (r#"{"all": [{"user": "Ann"}, {"user": "eve"}]}"#, false),
        (r#"{"any": [{"user": "Ann"}, {"user": "eve"}]}"#, true),
    ] {
        assert_eq!(holds(&aws, goal), expected, "{goal}");
    }
}

#[test]
fn trust_must_name_the_principal_itself() {
    let mut aws = aws();
    let trusts = |role: &str, principal: &str| {
        format!(r#"{{"trusts": {{"role": "{role}", "principal": "{principal}"}}}}"#)
    };
    for (role, principal, expected) in [
        ("named", "user/team/Ann", true),
        ("named", "arn:aws:iam::111122223333:user/team/Ann", true),
        ("named", "ec2.amazonaws.com", true),
        ("named", "lambda.amazonaws.com", false),
        ("named", "user/admin", false),
        ("named", "user/bob", false),
        ("open", "user/team/Ann", false),
        ("open", "root", true),
    ] {
        assert_eq!(holds(&aws, &trusts(role, principal)), expected, "{role} {principal}");
    }
    let admin = aws.key_of("admin");
    let mut call = |call: Call| aws.click(&admin, call).unwrap();
    call(Call::new("iam", "CreateUser").with("UserName", "zoe"));
    let trust = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"AWS":"arn:aws:iam::111122223333:user/zoe"}}}"#;
    let update = Call::new("iam", "UpdateAssumeRolePolicy").with("RoleName", "named");
    call(update.with("PolicyDocument", trust));
    assert!(holds(&aws, &trusts("named", "user/zoe")));
    for operation in ["DeleteUser", "CreateUser"] {
        aws.click(&admin, Call::new("iam", operation).with("UserName", "zoe")).unwrap();
    }
    assert!(!holds(&aws, &trusts("named", "user/zoe")), "another user of the same name");
    aws.history.undo().unwrap();
    aws.history.undo().unwrap();
    assert!(holds(&aws, &trusts("named", "user/zoe")), "undone");
}

#[test]
fn events_are_told_apart_by_caller_operation_outcome_door_and_parameters() {
    let mut aws = aws();
    let ann = aws.key_of("Ann");
    let assume = Call::new("sts", "AssumeRole").with("RoleArn", "arn:aws:iam::111122223333:role/named");
    aws.call(&Call::new("s3", "ListBuckets"), &ann, Origin::terminal()).unwrap();
    aws.click(&ann, Call::new("iam", "CreateUser").with("UserName", "x")).unwrap_err();
    aws.click(&ann, Call::new("iam", "GetUser").with("UserName", "nobody")).unwrap_err();
    aws.call(&assume.with("RoleSessionName", "s1"), &ann, Origin::terminal()).unwrap();
    let event = |text: &str| format!(r#"{{"event": {{{text}}}}}"#);
    for (goal, expected) in [
        (r#""caller": "user/team/Ann", "operation": "s3:ListBuckets", "outcome": "allowed""#, true),
        (r#""caller": "user/*", "operation": "s3:ListBuckets", "outcome": "allowed""#, true),
        (r#""caller": "user/admin", "operation": "s3:ListBuckets", "outcome": "allowed""#, false),
        (r#""caller": "*", "operation": "s3:ListBuckets", "outcome": "denied""#, false),
        (r#""caller": "*", "operation": "s3:ListBuckets", "outcome": "allowed", "door": "terminal""#, true),
        (r#""caller": "*", "operation": "s3:ListBuckets", "outcome": "allowed", "door": "console""#, false),
        (r#""caller": "*", "operation": ["s3:GetObject", "s3:ListBuckets"], "outcome": "allowed""#, true),
        (r#""caller": "*", "operation": "iam:CreateUser", "outcome": "denied""#, true),
        (r#""caller": "*", "operation": "iam:CreateUser", "outcome": "failed""#, false),
        (r#""caller": "*", "operation": "iam:GetUser", "outcome": "failed""#, true),
        (
            r#""caller": "*", "operation": "sts:AssumeRole", "outcome": "allowed",
               "parameters": {"roleArn": "*:role/named", "roleSessionName": "s?"}"#,
            true,
        ),
        (
            r#""caller": "*", "operation": "sts:AssumeRole", "outcome": "allowed", "parameters": {"roleArn": "x"}"#,
            false,
        ),
        (
            r#""caller": "*", "operation": "sts:AssumeRole", "outcome": "allowed", "parameters": {"nope": "*"}"#,
            false,
        ),
    ] {
        assert_eq!(holds(&aws, &event(goal)), expected, "{goal}");
    }
}

#[test]
fn signing_in_to_the_console_is_an_event() {
    let mut aws = aws();
    let goal = |outcome: &str| {
        format!(
            r#"{{"event": {{"caller": "*", "operation": "signin:ConsoleLogin", "outcome": "{outcome}"}}}}"#
        )
    };
    aws.sign_in("admin", "wrong").unwrap_err();
    assert!(!holds(&aws, &goal("allowed")) && holds(&aws, &goal("failed")));
    aws.sign_in("admin", "Play-1234").unwrap();
    assert!(holds(&aws, &goal("allowed")));
}

#[test]
fn a_profile_counts_when_its_keys_are_the_callers() {
    let mut aws = aws();
    let of = |caller: &str| format!(r#"{{"profile": {{"caller": "{caller}"}}}}"#);
    assert!(holds(&aws, &of("user/team/Ann")));
    assert!(holds(&aws, r#"{"profile": {"name": "an?", "caller": "user/*"}}"#));
    assert!(!holds(&aws, r#"{"profile": {"name": "bob", "caller": "user/*"}}"#));
    assert!(!holds(&aws, &of("assumed-role/named/*")));
    let ann = aws.key_of("Ann");
    let assume = Call::new("sts", "AssumeRole").with("RoleArn", "arn:aws:iam::111122223333:role/named");
    let success = aws.call(&assume.with("RoleSessionName", "s1"), &ann, Origin::terminal()).unwrap();
    let session = credentials(&success);
    let (id, secret) = (session.access_key_id, session.secret_access_key);
    let token = session.session_token.unwrap();
    append_to_credentials(
        &mut aws,
        &format!("[s]\naws_access_key_id={id}\naws_secret_access_key={secret}\n"),
    );
    assert!(!holds(&aws, &of("assumed-role/named/*")), "without its token");
    append_to_credentials(&mut aws, &format!("aws_session_token = {token}x\n"));
    assert!(!holds(&aws, &of("assumed-role/named/*")), "with a wrong token");
    append_to_credentials(&mut aws, &format!("aws_session_token = {token}\n"));
    assert!(holds(&aws, &of("assumed-role/named/s1")));
    aws.now = NOW.plus(7_200);
    aws.call(&Call::new("sts", "GetCallerIdentity"), &ann, Origin::terminal()).unwrap();
    assert!(holds(&aws, &of("assumed-role/named/s1")), "it was done, even if it has expired since");
}

#[test]
fn mistakes_in_labs_are_told_with_their_place() {
    for (goal, expected) in [
        (r#"{§"usr": "x"}"#, "there is no member `usr` here; there are `all`, `any`"),
        (r#"§{"user": "x", "role": "y"}"#, "expected an object with one member, found an object"),
        (r#"{"all": §[]}"#, "this must not be empty"),
        (r#"{"attached": {"policy": §"S3Read", "to": "role/r"}}"#, "there is no AWS managed policy `S3Read`"),
        (r#"{"attached": {"policy": "policy/p", "to": §"r"}}"#, "expected `user/NAME`, `group/NAME`"),
        (r#"{"policy": §"ReadOnlyAccess"}"#, "expected a policy of the account's own"),
        (r#"{"trusts": {"role": "r", "principal": §"ann"}}"#, "expected an ARN, `user/…`"),
        (
            r#"{"event": {"caller": "*", "operation": §"s3:ListBucket", "outcome": "denied"}}"#,
            "there is no simulated operation `s3:ListBucket`",
        ),
        (r#"{"event": §{"caller": "*", "operation": "s3:ListBuckets"}}"#, "the member `outcome` is missing"),
        (
            r#"{"event": {"caller": "*", "operation": "s3:ListBuckets", "outcome": §"refused"}}"#,
            "expected `allowed`, `denied` or `failed`, found `refused`",
        ),
    ] {
        let marked = lab_text(goal);
        let place = policy::line_column(&marked, marked.find('§').unwrap() as u32);
        let found = lab(&goal.replace('§', "")).unwrap_err().to_string();
        let expected = format!("line {}, column {}: {expected}", place.line, place.column);
        assert!(found.starts_with(&expected), "{goal}\n   found: {found}\nexpected: {expected}");
    }
    let unknown = lab_text(r#"{"user": "x"}"#).replacen(WORLD, "\"nowhere\"", 1);
    assert_eq!(
        Lab::parse(&unknown).unwrap_err().to_string(),
        "line 1, column 42: there is no scenario `nowhere`"
    );
}
