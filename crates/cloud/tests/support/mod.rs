//! A small account to try things in.

#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part of it")]
#![allow(clippy::unwrap_used)]

pub mod company;
pub mod s3;
pub mod services;
pub mod workloads;

use cloud::request::{Call, HttpRequest};
use cloud::{
    Credentials, Endpoint, Failure, History, MetadataAnswer, Origin, Random, Reply, SignedRequest, Success,
    Tick, Timestamp, Workload, World, account, signin,
};

pub const ACCOUNT: &str = "111122223333";
pub const S3_READ_ONLY: &str = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";
const START: &str = "2026-11-24T08:00:00Z";

/// A world with its history, time and randomness.
#[derive(Clone)]
pub struct Aws {
    pub history: History,
    pub now: Timestamp,
    seeds: Random,
}

impl Endpoint for Aws {
    fn tick(&mut self) -> Tick {
        Tick { now: self.now, seed: self.seeds.next_u64() }
    }

    fn send(&mut self, request: &SignedRequest, tick: Tick) -> Result<Success, Failure> {
        self.history.send(request, tick)
    }

    fn metadata(&mut self, from: &Workload, request: &HttpRequest) -> Option<MetadataAnswer> {
        let tick = self.tick();
        self.history.metadata(from, request, tick)
    }
}

impl Aws {
    /// One empty account, and credentials of its root user that last an hour.
    pub fn new() -> (Self, Credentials) {
        let mut seeds = Random::new(42);
        let now = Timestamp::from_iso(START).unwrap();
        let mut world = World::default();
        assert!(account::open(&mut world, ACCOUNT, "test", None, &mut seeds));
        let tick = Tick { now, seed: seeds.next_u64() };
        let (world, root) = signin::root_session(&world, ACCOUNT, tick).unwrap();
        (Self { history: History::new(world), now, seeds }, root)
    }

    /// As [`Aws::new`] with a user `admin` that may do everything.
    pub fn with_admin() -> (Self, Credentials) {
        let (mut aws, root) = Self::new();
        aws.must(&root, Call::new("iam", "CreateUser").with("UserName", "admin"));
        let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "admin");
        aws.must(&root, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
        let admin = aws.access_key(&root, "admin");
        (aws, admin)
    }

    /// Credentials of the root user of an account, which is opened if it is not there.
    pub fn root_of(&mut self, id: &str) -> Credentials {
        let mut world = self.history.world().clone();
        account::open(&mut world, id, &format!("account {id}"), None, &mut self.seeds);
        let tick = self.tick();
        let (world, root) = signin::root_session(&world, id, tick).unwrap();
        self.history = History::new(world);
        root
    }

    pub fn try_call(&mut self, who: &Credentials, call: Call) -> Result<Reply, Failure> {
        self.call(&call, who, Origin::terminal()).map(|success| success.reply)
    }

    /// The answer to a call that must succeed.
    #[track_caller]
    pub fn must(&mut self, who: &Credentials, call: Call) -> Reply {
        let name = call.operation.clone();
        self.try_call(who, call).unwrap_or_else(|failure| panic!("{name}: {}", failure.error))
    }

    /// The error of a call that must fail, as `Code: message`; it must leave the world as it was.
    #[track_caller]
    pub fn refused(&mut self, who: &Credentials, call: Call) -> String {
        let before = self.history.world().clone();
        let name = call.operation.clone();
        let error = match self.try_call(who, call) {
            Ok(reply) => panic!("{name} succeeded: {reply:?}"),
            Err(failure) => failure.error.to_string(),
        };
        assert_eq!(before, *self.history.world(), "{name} failed and changed the world");
        error
    }

    /// A new access key of a user.
    pub fn access_key(&mut self, who: &Credentials, user: &str) -> Credentials {
        let reply = self.must(who, Call::new("iam", "CreateAccessKey").with("UserName", user));
        Credentials {
            access_key_id: reply.text(&["AccessKey", "AccessKeyId"]).unwrap().to_owned(),
            secret_access_key: reply.text(&["AccessKey", "SecretAccessKey"]).unwrap().to_owned(),
            session_token: None,
        }
    }

    /// The credentials of a role session.
    #[track_caller]
    pub fn assume(&mut self, who: &Credentials, call: Call) -> Credentials {
        credentials(&self.must(who, call))
    }
}

/// A call of AssumeRole.
pub fn assume_role(role: &str) -> Call {
    Call::new("sts", "AssumeRole")
        .with("RoleArn", format!("arn:aws:iam::{ACCOUNT}:role/{role}"))
        .with("RoleSessionName", "lab1")
}

/// The `Credentials` member of an answer.
pub fn credentials(reply: &Reply) -> Credentials {
    let text = |name: &str| reply.text(&["Credentials", name]).map(str::to_owned);
    Credentials {
        access_key_id: text("AccessKeyId").unwrap(),
        secret_access_key: text("SecretAccessKey").unwrap(),
        session_token: text("SessionToken"),
    }
}

/// A trust policy that names one principal.
pub fn trust(principal: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Principal":{{"AWS":"{principal}"}},"Action":"sts:AssumeRole"}}]}}"#
    )
}

/// An identity policy with one statement.
pub fn identity(effect: &str, action: &str) -> String {
    format!(
        r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"{effect}","Action":"{action}","Resource":"*"}}]}}"#
    )
}
