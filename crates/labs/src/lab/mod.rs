//! Labs: exercises in a scenario, as data.
//!
//! The file format is described in docs/labs.md.

mod embedded;
mod read;

use std::sync::Arc;

use shell::Dialect;

use crate::error::ContentError;
use crate::goal::Goal;
use crate::read::parse;
use crate::scenario::Scenario;

pub use embedded::{Embedded, all, by_name};

/// An exercise.
#[derive(Clone, Debug)]
pub struct Lab {
    /// What it is called.
    pub title: String,
    /// What it is about, in paragraphs; text in backticks is code.
    pub intro: Vec<String>,
    /// Where it takes place.
    pub scenario: Arc<Scenario>,
    /// What is to be done, in order.
    pub steps: Vec<Step>,
}

/// A step of a lab.
#[derive(Clone, Debug)]
pub struct Step {
    /// What to do, in a few words.
    pub title: String,
    /// What it means and why, in paragraphs; text in backticks is code.
    pub text: Vec<String>,
    /// A nudge for those who are stuck.
    pub hint: String,
    /// The way through the console, click by click.
    pub console: Vec<String>,
    /// The way through the terminal. Played one after the other these are the lab's solution.
    pub terminal: Ways,
    /// When it is done.
    pub goal: Goal,
}

/// The same way in each shell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    /// In bash.
    pub bash: Vec<Command>,
    /// In PowerShell.
    pub powershell: Vec<Command>,
}

/// A command of a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// What is typed; may have several lines.
    pub line: String,
    /// The exit status that it must end with.
    pub exit: i32,
}

impl Ways {
    /// The way in one of the shells.
    #[must_use]
    pub fn in_dialect(&self, dialect: Dialect) -> &[Command] {
        match dialect {
            Dialect::Bash => &self.bash,
            Dialect::PowerShell => &self.powershell,
        }
    }
}

impl Lab {
    /// Reads a lab, and its scenario.
    ///
    /// # Errors
    /// The first mistake in the text.
    pub fn parse(text: &str) -> Result<Self, ContentError> {
        parse(text, read::lab)
    }
}
