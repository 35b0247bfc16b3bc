//! A terminal on a small account, to type lines into.
#![allow(dead_code, unreachable_pub, clippy::unwrap_used, reason = "each test file uses its part")]

use cloud::request::{Call, HttpRequest};
use cloud::{
    Credentials, Endpoint, Failure, History, MetadataAnswer, Origin, Random, SignedRequest, Success, Tick,
    Timestamp, Workload, World, account, outside, signin,
};
use shell::{Dialect, Next, Ran, Shell, Stream};

const ACCOUNT: &str = "111122223333";

/// The simulated AWS with its time and randomness.
#[derive(Clone)]
pub struct Cloud {
    pub history: History,
    pub now: Timestamp,
    seeds: Random,
}

impl Endpoint for Cloud {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.seeds.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.history.send(request, tick)
    }

    fn outside(&self, http: &HttpRequest, now: Timestamp) -> Option<outside::Page> {
        outside::answer(self.history.world(), http, now)
    }

    fn metadata(&mut self, from: &Workload, request: &HttpRequest) -> Option<MetadataAnswer> {
        let tick = self.tick();
        self.history.metadata(from, request, tick)
    }

    fn instance_at(&self, address: &str) -> Option<Workload> {
        Workload::at_address(self.history.world(), address)
    }

    fn wait(&mut self, seconds: i64) -> bool {
        self.now = self.now.plus(seconds);
        true
    }
}

impl Cloud {
    /// An account with a user `admin` that may do everything, and that user's keys.
    pub fn new() -> (Self, Credentials) {
        let mut seeds = Random::new(7);
        let now = Timestamp::from_iso("2026-11-24T08:00:00Z").unwrap();
        let mut world = World::default();
        assert!(account::open(&mut world, ACCOUNT, "test", None, &mut seeds));
        let tick = Tick { now, seed: seeds.next_u64() };
        let (world, root) = signin::root_session(&world, ACCOUNT, tick).unwrap();
        let mut cloud = Self { history: History::new(world), now, seeds };
        let user = |operation: &str| Call::new("iam", operation).with("UserName", "admin");
        let mut call = |call: Call| cloud.call(&call, &root, Origin::console()).unwrap().reply;
        call(user("CreateUser"));
        call(user("AttachUserPolicy").with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        let key = call(user("CreateAccessKey"));
        let text = |name| key.text(&["AccessKey", name]).unwrap().to_owned();
        let admin = Credentials {
            access_key_id: text("AccessKeyId"),
            secret_access_key: text("SecretAccessKey"),
            session_token: None,
        };
        (cloud, admin)
    }
}

/// A terminal and the world that it works on.
#[derive(Clone)]
pub struct Terminal {
    pub shell: Shell,
    pub cloud: Cloud,
}

impl Terminal {
    pub fn new(dialect: Dialect) -> Self {
        let (cloud, admin) = Cloud::new();
        let mut shell = Shell::with_credentials(dialect, &admin, cloud.now);
        shell.set_terminal(false);
        Self { shell, cloud }
    }

    pub fn line(&mut self, line: &str) -> Ran {
        self.shell.run(line, &mut self.cloud)
    }

    /// What a script of several lines printed to either stream; the last status.
    pub fn script(&mut self, script: &str) -> (String, i32) {
        let mut text = String::new();
        for line in script.lines() {
            let ran = self.line(line);
            text.extend(ran.output.iter().map(|c| c.text.as_str()));
            assert!(matches!(ran.next, Next::Prompt | Next::More | Next::Clear), "{line}: {:?}", ran.next);
        }
        (text, self.shell.status())
    }

    /// What a script printed; it must go well.
    #[track_caller]
    pub fn must(&mut self, script: &str) -> String {
        let (text, status) = self.script(script);
        assert_eq!(status, 0, "{script}\n{text}");
        text
    }

    pub fn out(&mut self, line: &str) -> String {
        self.line(line).text(Stream::Out)
    }
}

/// Each script with what it prints and its status.
#[track_caller]
pub fn check(dialect: Dialect, rows: &[(&str, &str, i32)]) {
    for (script, printed, status) in rows {
        let (text, code) = Terminal::new(dialect).script(script);
        assert_eq!((text.as_str(), code), (*printed, *status), "{script}");
    }
}
