//! Goals: each kind both ways, and how mistakes in labs are told.
#![allow(clippy::unwrap_used)]

use cloud::{Call, Credentials, Endpoint, Failure, History, Origin, SignedRequest, Success, Tick, Timestamp};
use labs::{Lab, Start, StepState, progress, scenario};
use shell::Shell;

const NOW: Timestamp = Timestamp(1_795_508_100);
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

struct Aws {
    history: History,
    shell: Shell,
    now: Timestamp,
    seed: u64,
}

impl Endpoint for Aws {
    fn tick(&mut self) -> Tick {
        self.seed += 1;
        Tick { now: self.now, seed: self.seed }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.history.send(request, tick)
    }
}

impl Aws {
    fn new() -> Self {
        let Start { world, shell, .. } = scenario::load(WORLD, Tick { now: NOW, seed: 1 }).unwrap();
        Self { history: History::new(world), shell, now: NOW, seed: 0 }
    }

    fn key_of(&self, user: &str) -> Credentials {
        let account = self.history.world().account("111122223333").unwrap();
        let key = &account.iam.user(user).unwrap().access_keys[0];
        Credentials {
            access_key_id: key.id.clone(),
            secret_access_key: key.secret.clone(),
            session_token: None,
        }
    }

    fn holds(&self, goal: &str) -> bool {
        let state = progress(&lab(goal).unwrap(), &self.history, &self.shell);
        state == [StepState::Done]
    }

    fn append_to_credentials(&mut self, text: &str) {
        let path = self.shell.path("~/.aws/credentials");
        let before = self.shell.files().read_text(&path).unwrap();
        self.shell.files_mut().put(&path, format!("{before}{text}").as_bytes(), NOW).unwrap();
    }
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
    let aws = Aws::new();
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
        (r#"{"bucket": "acme-data"}"#, true),
        (r#"{"bucket": "acme"}"#, false),
        (r#"{"object": {"bucket": "acme-data", "key": "a/b.txt"}}"#, true),
        (r#"{"object": {"bucket": "acme-data", "key": "a"}}"#, false),
        (r#"{"not": {"user": "eve"}}"#, true),
        (r#"{"all": [{"user": "Ann"}, {"user": "eve"}]}"#, false),
        (r#"{"any": [{"user": "Ann"}, {"user": "eve"}]}"#, true),
    ] {
        assert_eq!(aws.holds(goal), expected, "{goal}");
    }
}

#[test]
fn trust_must_name_the_principal_itself() {
    let mut aws = Aws::new();
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
        assert_eq!(aws.holds(&trusts(role, principal)), expected, "{role} {principal}");
    }
    let admin = aws.key_of("admin");
    let mut call = |call: Call| aws.call(&call, &admin, Origin::console()).unwrap();
    call(Call::new("iam", "CreateUser").with("UserName", "zoe"));
    let trust = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"AWS":"arn:aws:iam::111122223333:user/zoe"}}}"#;
    let update = Call::new("iam", "UpdateAssumeRolePolicy").with("RoleName", "named");
    call(update.with("PolicyDocument", trust));
    assert!(aws.holds(&trusts("named", "user/zoe")));
    for operation in ["DeleteUser", "CreateUser"] {
        aws.call(&Call::new("iam", operation).with("UserName", "zoe"), &admin, Origin::console()).unwrap();
    }
    assert!(!aws.holds(&trusts("named", "user/zoe")), "another user of the same name");
    aws.history.undo().unwrap();
    aws.history.undo().unwrap();
    assert!(aws.holds(&trusts("named", "user/zoe")), "undone");
}

#[test]
fn events_are_told_apart_by_caller_operation_outcome_door_and_parameters() {
    let mut aws = Aws::new();
    let ann = aws.key_of("Ann");
    let assume = Call::new("sts", "AssumeRole").with("RoleArn", "arn:aws:iam::111122223333:role/named");
    aws.call(&Call::new("s3", "ListBuckets"), &ann, Origin::terminal()).unwrap();
    aws.call(&Call::new("iam", "CreateUser").with("UserName", "x"), &ann, Origin::console()).unwrap_err();
    aws.call(&Call::new("iam", "GetUser").with("UserName", "nobody"), &ann, Origin::console()).unwrap_err();
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
        assert_eq!(aws.holds(&event(goal)), expected, "{goal}");
    }
}

#[test]
fn signing_in_to_the_console_is_an_event() {
    let mut aws = Aws::new();
    let goal = |outcome: &str| {
        format!(
            r#"{{"event": {{"caller": "*", "operation": "signin:ConsoleLogin", "outcome": "{outcome}"}}}}"#
        )
    };
    let tick = aws.tick();
    let wrong = cloud::signin::simulated(aws.history.world(), "111122223333", "Ann", tick);
    aws.history.push(wrong, Some(cloud::request::Door::Console), tick).unwrap_err();
    assert!(!aws.holds(&goal("allowed")) && aws.holds(&goal("failed")));
    let turn = cloud::signin::simulated(aws.history.world(), "111122223333", "admin", tick);
    aws.history.push(turn, Some(cloud::request::Door::Console), tick).unwrap();
    assert!(aws.holds(&goal("allowed")));
}

#[test]
fn a_profile_counts_when_its_keys_are_the_callers() {
    let mut aws = Aws::new();
    let of = |caller: &str| format!(r#"{{"profile": {{"caller": "{caller}"}}}}"#);
    assert!(aws.holds(&of("user/team/Ann")));
    assert!(aws.holds(r#"{"profile": {"name": "an?", "caller": "user/*"}}"#));
    assert!(!aws.holds(r#"{"profile": {"name": "bob", "caller": "user/*"}}"#));
    assert!(!aws.holds(&of("assumed-role/named/*")));
    let ann = aws.key_of("Ann");
    let assume = Call::new("sts", "AssumeRole").with("RoleArn", "arn:aws:iam::111122223333:role/named");
    let success = aws.call(&assume.with("RoleSessionName", "s1"), &ann, Origin::terminal()).unwrap();
    let part = |name| success.reply.text(&["Credentials", name]).unwrap().to_owned();
    let (id, secret, token) = (part("AccessKeyId"), part("SecretAccessKey"), part("SessionToken"));
    aws.append_to_credentials(&format!("[s]\naws_access_key_id={id}\naws_secret_access_key={secret}\n"));
    assert!(!aws.holds(&of("assumed-role/named/*")), "without its token");
    aws.append_to_credentials(&format!("aws_session_token = {token}x\n"));
    assert!(!aws.holds(&of("assumed-role/named/*")), "with a wrong token");
    aws.append_to_credentials(&format!("aws_session_token = {token}\n"));
    assert!(aws.holds(&of("assumed-role/named/s1")));
    aws.now = NOW.plus(7_200);
    aws.call(&Call::new("sts", "GetCallerIdentity"), &ann, Origin::terminal()).unwrap();
    assert!(aws.holds(&of("assumed-role/named/s1")), "it was done, even if it has expired since");
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
