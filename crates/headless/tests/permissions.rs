//! Who may call what: every operation of IAM, by its own example, for callers whose policies allow it in part.
//!
//! `tests/data/iam-permissions.txt` has a line an operation: what an allowed call comes to, in which world, and
//! which actions on which resources are checked. A caller without policies, one that is allowed the same
//! elsewhere, one whose boundary does not allow it, and one with an explicit deny must be refused and change
//! nothing; one that is allowed just these actions on just these resources must get as far as one that is
//! allowed everything. `UPDATE_PERMISSIONS=1` writes the file anew.
#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Credentials, Endpoint, Failure, History, Random, SignedRequest, Success, Tick, Timestamp};
use labs::scenario;
use policy::table::ActionTable;
use serde_json::{Value, json};
use shell::{Dialect, Shell, Stream};
use std::fs;
use support::data;

const TESTER: &str = "tester";

/// The worlds that examples are tried in, in this order: without what they speak of, with it, and with all of it
/// attached and in use. Each adds to the one before.
const WORLDS: [(&str, &str); 3] = [
    ("bare", ""),
    (
        "made",
        "aws iam create-user --user-name bob
        aws iam create-group --group-name devs
        aws iam create-role --role-name app --assume-role-policy-document file://trust.json
        aws iam create-policy --policy-name p --policy-document file://policy.json
        aws iam create-instance-profile --instance-profile-name web
        aws iam create-virtual-mfa-device --virtual-mfa-device-name bob --outfile s --bootstrap-method Base32StringSeed
        aws iam create-open-id-connect-provider --url https://token.actions.githubusercontent.com
        aws iam create-saml-provider --name idp --saml-metadata-document file://metadata.xml
        aws iam create-service-linked-role --aws-service-name autoscaling.amazonaws.com
        aws iam create-account-alias --account-alias my-company
        aws iam update-account-password-policy
        aws iam generate-credential-report",
    ),
    (
        "used",
        "aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --policy-document file://policy.json
        aws iam create-policy-version --policy-arn arn:aws:iam::111122223333:policy/p --policy-document file://policy.json --set-as-default
        aws iam create-login-profile --user-name bob --password Correct-Horse-7
        aws iam create-login-profile --user-name tester --password Correct-Horse-7
        aws iam add-user-to-group --group-name devs --user-name bob
        aws iam put-user-policy --user-name bob --policy-name p --policy-document file://policy.json
        aws iam put-group-policy --group-name devs --policy-name p --policy-document file://policy.json
        aws iam put-role-policy --role-name app --policy-name p --policy-document file://policy.json
        aws iam attach-user-policy --user-name bob --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        aws iam attach-group-policy --group-name devs --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        aws iam attach-role-policy --role-name app --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess
        aws iam put-user-permissions-boundary --user-name bob --permissions-boundary arn:aws:iam::aws:policy/PowerUserAccess
        aws iam put-role-permissions-boundary --role-name app --permissions-boundary arn:aws:iam::aws:policy/PowerUserAccess
        aws iam add-role-to-instance-profile --instance-profile-name web --role-name app
        oathtool --totp -b -w 1 $(cat s) > codes
        aws iam enable-mfa-device --user-name bob --serial-number arn:aws:iam::111122223333:mfa/bob --authentication-code1 $(head -n 1 codes) --authentication-code2 $(tail -n 1 codes)",
    ),
];

/// The simulated AWS with its time and randomness.
#[derive(Clone)]
struct Cloud {
    history: History,
    now: Timestamp,
    random: Random,
}

impl Endpoint for Cloud {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.random.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.history.send(request, tick)
    }
}

/// A world with a terminal of its administrator's, and the keys of [`TESTER`].
#[derive(Clone)]
struct Stage {
    cloud: Cloud,
    shell: Shell,
    tester: Option<Credentials>,
}

/// What became of a command: `ok` or the error's code, its text, and the checks that were made.
struct Outcome {
    word: String,
    checks: Vec<(String, String)>,
}

impl Stage {
    fn bare() -> Self {
        let tick = Tick { now: Timestamp::from_iso("2026-11-24T08:00:00Z").unwrap(), seed: 1 };
        let start =
            scenario::by_name("empty").unwrap().scenario().unwrap().build(Dialect::Bash, tick).unwrap();
        let cloud = Cloud { history: History::new(start.world), now: start.now, random: Random::new(1) };
        let mut stage = Self { cloud, shell: start.shell, tester: None };
        stage.shell.set_terminal(false);
        let metadata = format!(
            "<EntityDescriptor entityID=\"i\"><IDPSSODescriptor X509Certificate=\"{}\"/></EntityDescriptor>",
            "x".repeat(1_000)
        );
        for (file, text) in [
            ("policy.json", policy(&[("Allow", "s3:ListBucket", "*")])),
            (
                "trust.json",
                json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole",
                "Principal": {"AWS": "111122223333"}}})
                .to_string(),
            ),
            ("metadata.xml", metadata),
        ] {
            stage.write(file, &text);
        }
        stage.must(&format!("aws iam create-user --user-name {TESTER}"));
        let key = stage.must(&format!("aws iam create-access-key --user-name {TESTER}"));
        let key: Value = serde_json::from_str(&key).unwrap();
        let text = |name: &str| key["AccessKey"][name].as_str().unwrap().to_owned();
        stage.tester = Some(Credentials {
            access_key_id: text("AccessKeyId"),
            secret_access_key: text("SecretAccessKey"),
            session_token: None,
        });
        stage
    }

    /// What a line printed; it must go well.
    #[track_caller]
    fn must(&mut self, line: &str) -> String {
        let ran = self.shell.run(line, &mut self.cloud);
        assert_eq!(ran.status, 0, "{line}\n{}", ran.text(Stream::Err));
        ran.text(Stream::Out)
    }

    /// Puts a file into the terminal's directory.
    fn write(&mut self, name: &str, text: &str) {
        let path = self.shell.path(name);
        self.shell.files_mut().put(&path, text.as_bytes(), self.cloud.now).unwrap();
    }

    /// Gives the tester a policy, and a boundary.
    fn allow(&mut self, document: &str, bounded: bool) {
        self.write("tester.json", document);
        self.must("aws iam put-user-policy --user-name tester --policy-name own --policy-document file://tester.json");
        if bounded {
            let boundary = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
            self.must(&format!(
                "aws iam put-user-permissions-boundary --user-name tester --permissions-boundary {boundary}"
            ));
        }
    }

    /// What a command of the tester's comes to. When it is refused it must have changed nothing.
    fn try_as_tester(&mut self, command: &str) -> Outcome {
        let keys = self.tester.clone().unwrap();
        self.shell.set_env("AWS_ACCESS_KEY_ID", &keys.access_key_id);
        self.shell.set_env("AWS_SECRET_ACCESS_KEY", &keys.secret_access_key);
        let before = self.cloud.history.world().clone();
        let ran = self.shell.run(command, &mut self.cloud);
        let error = ran.text(Stream::Err);
        let record = self.cloud.history.records().last().unwrap();
        let checks = record.checks.iter().map(|c| (c.action.to_owned(), c.resource.clone())).collect();
        let word = match error.split_once("An error occurred (").and_then(|(_, rest)| rest.split_once(')')) {
            None if ran.status == 0 => "ok",
            None => panic!("{command}\n{error}"),
            Some(("AccessDenied", text)) if text.contains("because no identity-based policy") => "no policy",
            Some(("AccessDenied", text)) if text.contains("because no permissions boundary") => "boundary",
            Some(("AccessDenied", text)) if text.contains("with an explicit deny") => "deny",
            Some((code, _)) => code,
        };
        if word != "ok" {
            assert!(before == *self.cloud.history.world(), "{command} failed and changed the world");
        }
        Outcome { word: word.to_owned(), checks }
    }
}

/// A policy of (effect, action, resource).
fn policy(statements: &[(&str, &str, &str)]) -> String {
    let statement = |(effect, action, resource): &(&str, &str, &str)| json!({"Effect": effect, "Action": action, "Resource": resource});
    let statements: Vec<Value> = statements.iter().map(statement).collect();
    json!({"Version": "2012-10-17", "Statement": statements}).to_string()
}

/// What the tester's command comes to with these policies.
fn with(stage: &Stage, command: &str, statements: &[(&str, &str, &str)], bounded: bool) -> Outcome {
    let mut stage = stage.clone();
    if !statements.is_empty() {
        stage.allow(&policy(statements), bounded);
    }
    stage.try_as_tester(command)
}

/// The first world in which whoever may do everything succeeds with an operation's example, else the last.
fn at_best<'a>(worlds: &'a [(&'static str, Stage)], command: &str) -> (&'static str, &'a Stage, Outcome) {
    let tried = worlds
        .iter()
        .map(|(name, stage)| (*name, stage, with(stage, command, &[("Allow", "*", "*")], false)));
    let mut last = None;
    for tried in tried {
        let done = tried.2.word == "ok";
        last = Some(tried);
        if done {
            break;
        }
    }
    last.unwrap()
}

/// The access level of an action of IAM in AWS's own list of actions.
fn level(table: &ActionTable, name: &str) -> String {
    table.action(&format!("iam:{name}")).map(|(_, action)| format!("{:?}", action.level)).unwrap_or_default()
}

/// Whether a resource is of a kind that the action is done to. Actions that are done to nothing in particular
/// are checked on `*` or on a path under which things are listed.
fn is_of_its_kind(table: &ActionTable, action: &str, resource: &str) -> bool {
    let Some((service, found)) = table.action(action) else { return false };
    let kind = |arn: &str| {
        let name = arn.splitn(6, ':').nth(5).unwrap_or_default();
        name.split('/').next().unwrap_or_default().to_owned()
    };
    let mut kinds = service.resource_types(found).map(|wanted| kind(&wanted.arn)).peekable();
    if kinds.peek().is_none() {
        return resource == "*" || resource.ends_with('/');
    }
    kinds.any(|wanted| wanted == kind(resource))
}

#[test]
fn every_operation_of_iam_asks_for_its_own_permission() {
    let mut stage = Stage::bare();
    let mut worlds = Vec::new();
    for (name, script) in WORLDS {
        for line in script.lines() {
            stage.must(line.trim());
        }
        worlds.push((name, stage.clone()));
    }
    let table = ActionTable::parse(include_str!("../../../data/actions.txt")).unwrap();
    let mut lines = String::new();
    for operation in cloud::registry().filter(|operation| operation.service == "iam") {
        let command = operation.example;
        let (world, stage, best) = at_best(&worlds, command);
        let exact: Vec<(&str, &str, &str)> =
            best.checks.iter().map(|(action, on)| ("Allow", action.as_str(), on.as_str())).collect();
        assert!(!exact.is_empty(), "{command} checks nothing");
        let outcome =
            |statements: &[(&str, &str, &str)], bounded| with(stage, command, statements, bounded).word;
        assert_eq!(outcome(&[], false), "no policy", "{command} by nobody");
        assert_eq!(outcome(&exact, false), best.word, "{command} with exactly {exact:?}");
        assert_eq!(outcome(&exact, true), "boundary", "{command} by somebody with a boundary");
        for i in 0..exact.len() {
            let mut elsewhere = exact.clone();
            elsewhere[i].2 = "arn:aws:iam::999999999999:user/other";
            assert_eq!(outcome(&elsewhere, false), "no policy", "{command} allowed elsewhere");
            let mut denied = exact.clone();
            denied.push(("Deny", exact[i].1, exact[i].2));
            assert_eq!(outcome(&denied, false), "deny", "{command} denied");
        }
        assert_eq!(level(&table, operation.name), format!("{:?}", operation.access), "{}", operation.name);
        for (action, on) in &best.checks {
            assert!(is_of_its_kind(&table, action, on), "{action} on {on}");
        }
        let checks: Vec<String> =
            best.checks.iter().map(|(action, on)| format!("{action} on {on}")).collect();
        lines.push_str(&format!("{} {} in {}: {}\n", operation.name, best.word, world, checks.join(", ")));
    }
    let file = data("iam-permissions.txt");
    if std::env::var_os("UPDATE_PERMISSIONS").is_some() {
        fs::write(&file, &lines).unwrap();
    }
    let written = fs::read_to_string(&file).unwrap_or_default();
    for (ours, theirs) in lines.lines().zip(written.lines()) {
        assert_eq!(ours, theirs);
    }
    assert_eq!(lines.lines().count(), written.lines().count());
}
