//! A file to start in: a scenario that somebody wrote, or a world that was downloaded.

use crate::clock::Clock;
use crate::persist::{Save, Unusable};
use labs::Scenario;
use shell::Dialect;

/// The largest file that is taken, in bytes: more than the browser's storage holds.
pub(super) const MOST: u64 = 10 << 20;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Scenario,
    World,
}

/// A file that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Content {
    pub(super) kind: Kind,
    pub(super) title: String,
    pub(super) text: String,
}

/// Why a file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) why: String,
    /// The line that is wrong, if it is known.
    pub(super) line: Option<String>,
}

impl Refused {
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self { why: why.into(), line: None }
    }
}

/// Finds out what a file is, and whether it can be used: a scenario is built on trial, so that what AWS would refuse
/// is told at its place.
///
/// # Errors
/// Why it cannot.
pub(super) fn look(name: &str, text: String) -> Result<Content, Refused> {
    match Save::parse(&text) {
        Ok(_) => Ok(Content { kind: Kind::World, title: name.to_owned(), text }),
        Err(Unusable::TooNew) => Err(Refused::new("It is a world of a newer playground.")),
        Err(Unusable::Unreadable | Unusable::SetAside) => scenario(text),
    }
}

fn scenario(text: String) -> Result<Content, Refused> {
    let built = Scenario::parse(&text).and_then(|s| s.build(Dialect::Bash, Clock::default().tick()));
    match built {
        Ok(start) => Ok(Content { kind: Kind::Scenario, title: start.title, text }),
        Err(error) => {
            let line = text.lines().nth((error.at.line as usize).saturating_sub(1));
            Err(Refused { why: error.to_string(), line: line.map(|line| line.trim().to_owned()) })
        }
    }
}
