//! A world with its history, and the console's way of calling it.
#![allow(dead_code, clippy::unwrap_used, unreachable_pub, reason = "each test uses its part")]

use cloud::request::Door;
use cloud::signin::{self, SignIn};
use cloud::{Call, Credentials, Endpoint, Failure, History, Origin, SignedRequest, Success, Tick, Timestamp};
use labs::Start;
use shell::Shell;

pub const NOW: Timestamp = Timestamp(1_795_508_100);

pub struct Aws {
    pub history: History,
    pub shell: Shell,
    pub now: Timestamp,
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
    pub fn new(start: Start) -> Self {
        Self { history: History::new(start.world), shell: start.shell, now: NOW, seed: 0 }
    }

    pub fn key_of(&self, user: &str) -> Credentials {
        let account = self.history.world().account("111122223333").unwrap();
        let key = &account.iam.user(user).unwrap().access_keys[0];
        Credentials {
            access_key_id: key.id.clone(),
            secret_access_key: key.secret.clone(),
            session_token: None,
        }
    }

    /// Calls as the console does.
    pub fn click(&mut self, who: &Credentials, call: Call) -> Result<Success, Failure> {
        self.call(&call, who, Origin::console())
    }

    /// Signs in at the console.
    pub fn sign_in(&mut self, user: &str, password: &str) -> Result<Credentials, Failure> {
        let form = SignIn {
            account_or_alias: "111122223333".to_owned(),
            user_name: user.to_owned(),
            password: password.to_owned(),
            mfa_code: String::new(),
        };
        let tick = self.tick();
        let turn = signin::console(self.history.world(), &form, tick);
        self.history.push(turn, Some(Door::Console), tick).map(|success| credentials(&success))
    }
}

/// The credentials in an answer.
pub fn credentials(success: &Success) -> Credentials {
    let part = |name| success.reply.text(&["Credentials", name]).unwrap().to_owned();
    Credentials {
        access_key_id: part("AccessKeyId"),
        secret_access_key: part("SecretAccessKey"),
        session_token: Some(part("SessionToken")),
    }
}
