//! Scenarios: the worlds that people start in, as data.
//!
//! The file format is described in docs/scenarios.md.

mod build;
mod embedded;
mod model;
mod organization;
mod place;
mod read;
mod terminal;

use std::sync::Arc;

use cloud::signin::SignIn;
use cloud::{Tick, Timestamp, World};
use shell::{Dialect, Shell};

use crate::error::ContentError;
use crate::goal::Goal;
use crate::read::{Node, Read, parse};
use model::{Account, Organization, Terminal};
use policy::Spanned;

pub use embedded::{Embedded, all, by_name};

/// A scenario, read but not yet built.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// The region that console and terminal begin in.
    pub region: String,
    /// When its clock starts; `None` for whatever time it is.
    pub start: Option<Timestamp>,
    organization: Option<Organization>,
    /// In seconds.
    iam_delay: i64,
    mistakes: Vec<Mistake>,
    accounts: Vec<(Spanned<String>, Account)>,
    terminal: Terminal,
    /// The file, for the places of mistakes that show only when the world is built.
    text: Arc<str>,
}

/// Something that was made wrong on purpose, for somebody to find.
#[derive(Clone, Debug)]
pub struct Mistake {
    /// What it is, in a few words.
    pub title: String,
    /// What can happen because of it and what to do about it; text in backticks is code.
    pub text: String,
    /// When it is mended.
    pub fixed: Goal,
}

/// A world to begin in, with its terminal.
#[derive(Clone, Debug)]
pub struct Start {
    /// The scenario's title.
    pub title: String,
    /// The world.
    pub world: World,
    /// The terminal, with its files and profiles.
    pub shell: Shell,
    /// The world's time.
    pub now: Timestamp,
    /// The region that console and terminal begin in.
    pub region: String,
    /// The account that the scenario is about: the first one.
    pub account: String,
    /// What the users that have console access sign in with.
    pub sign_ins: Vec<SignIn>,
}

impl Scenario {
    /// Reads a scenario.
    ///
    /// # Errors
    /// The first mistake in the text.
    pub fn parse(text: &str) -> Result<Self, ContentError> {
        parse(text, Self::read)
    }

    pub(crate) fn read(node: Node<'_>) -> Read<Self> {
        read::scenario(node)
    }

    /// The account that the scenario is about: the first one.
    #[must_use]
    pub fn account(&self) -> &str {
        self.accounts.first().map_or("", |(id, _)| &id.value)
    }

    /// What was made wrong on purpose.
    #[must_use]
    pub fn mistakes(&self) -> &[Mistake] {
        &self.mistakes
    }

    /// Builds the world by the requests that make it, and the terminal.
    ///
    /// The scenario's own time comes before the tick's. The same tick gives the same world, to the byte.
    ///
    /// # Errors
    /// What AWS refuses, at the place in the text that asked for it.
    pub fn build(&self, dialect: Dialect, tick: Tick) -> Result<Start, ContentError> {
        let tick = Tick { now: self.start.unwrap_or(tick.now), ..tick };
        let built = build::world(self, tick)?;
        let shell = terminal::shell(self, &built, dialect, tick.now)?;
        Ok(Start {
            title: self.title.clone(),
            world: built.world,
            shell,
            now: tick.now,
            region: self.region.clone(),
            account: self.account().to_owned(),
            sign_ins: self.sign_ins(),
        })
    }

    fn sign_ins(&self) -> Vec<SignIn> {
        let users = self.accounts.iter().flat_map(|(id, account)| account.users.iter().map(move |u| (id, u)));
        let with_password = users.filter_map(|(id, (name, user))| {
            let password = user.password.as_ref()?.value.clone();
            Some(SignIn {
                account_or_alias: id.value.clone(),
                user_name: name.value.clone(),
                password,
                mfa_code: String::new(),
            })
        });
        with_password.collect()
    }
}

/// Reads a scenario and builds it, with a bash terminal.
///
/// # Errors
/// The first mistake in the text, or what AWS refuses.
pub fn load(text: &str, tick: Tick) -> Result<Start, ContentError> {
    Scenario::parse(text)?.build(Dialect::Bash, tick)
}
