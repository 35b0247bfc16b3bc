//! A world with a terminal, and a user in it whose commands are tried with ever other policies.

use cloud::{
    Credentials, Endpoint, Failure, History, Random, SignedRequest, Success, Tick, Timestamp, Workload,
};
use labs::scenario;
use serde_json::{Value, json};
use shell::{Dialect, Shell, Stream};

/// Who tries.
pub const TESTER: &str = "tester";

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

    fn instance_at(&self, address: &str) -> Option<Workload> {
        Workload::at_address(self.history.world(), address)
    }
}

/// A world with a terminal of its administrator's, and the keys of [`TESTER`].
#[derive(Clone)]
pub struct Stage {
    cloud: Cloud,
    shell: Shell,
    tester: Option<Credentials>,
}

/// The codes by which the services say that a policy does not allow it.
const DENIED: [&str; 4] =
    ["AccessDenied", "AccessDeniedException", "AuthorizationError", "UnauthorizedOperation"];

/// Why a request was denied, as the error says: the layer that did not allow it.
fn reason(text: &str) -> &'static str {
    match text {
        text if text.contains("because no identity-based policy") => "no policy",
        text if text.contains("because no permissions boundary") => "boundary",
        text if text.contains("with an explicit deny") => "deny",
        _ => "denied",
    }
}

/// What became of a command: `ok`, why it was denied, or the error's code; and the checks that were made.
pub struct Outcome {
    pub word: String,
    pub checks: Vec<(String, String)>,
}

impl Stage {
    pub fn bare() -> Self {
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

    /// The worlds that scripts make, each adding to the one before.
    pub fn worlds(mut self, scripts: &[(&'static str, &str)]) -> Vec<(&'static str, Self)> {
        let mut world = |(name, script): &(&'static str, &str)| {
            script.lines().for_each(|line| drop(self.must(line.trim())));
            (*name, self.clone())
        };
        scripts.iter().map(&mut world).collect()
    }

    /// What a line printed; it must go well.
    #[track_caller]
    pub fn must(&mut self, line: &str) -> String {
        let ran = self.shell.run(line, &mut self.cloud);
        assert_eq!(ran.status, 0, "{line}\n{}", ran.text(Stream::Err));
        ran.text(Stream::Out)
    }

    /// The value of a variable of the terminal's.
    pub fn variable(&self, name: &str) -> String {
        self.clone().must(&format!("echo ${name}")).trim_end().to_owned()
    }

    /// Puts a file into the terminal's directory.
    pub fn write(&mut self, name: &str, text: &str) {
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
    pub fn try_as_tester(&mut self, command: &str) -> Outcome {
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
            Some((code, text)) if DENIED.contains(&code) => reason(text),
            Some((code, _)) => code,
        };
        if word != "ok" {
            assert!(before == *self.cloud.history.world(), "{command} failed and changed the world");
        }
        Outcome { word: word.to_owned(), checks }
    }
}

/// A policy of (effect, action, resource).
pub fn policy(statements: &[(&str, &str, &str)]) -> String {
    let statement = |(effect, action, resource): &(&str, &str, &str)| json!({"Effect": effect, "Action": action, "Resource": resource});
    let statements: Vec<Value> = statements.iter().map(statement).collect();
    json!({"Version": "2012-10-17", "Statement": statements}).to_string()
}

/// What the tester's command comes to with these policies.
pub fn with(stage: &Stage, command: &str, statements: &[(&str, &str, &str)], bounded: bool) -> Outcome {
    let mut stage = stage.clone();
    if !statements.is_empty() {
        stage.allow(&policy(statements), bounded);
    }
    stage.try_as_tester(command)
}

/// The first world in which whoever may do everything succeeds with an operation's example, else the last.
pub fn at_best<'a>(worlds: &'a [(&'static str, Stage)], command: &str) -> (&'static str, &'a Stage, Outcome) {
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
