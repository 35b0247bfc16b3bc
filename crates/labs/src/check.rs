//! Whether a lab keeps its word: its own solution reaches every goal, and none is reached without it.

use std::fmt;

use cloud::Tick;
use shell::{Dialect, Next, Ran, Stream};

use crate::error::ContentError;
use crate::lab::{Command, Lab};
use crate::playground::Playground;

/// Something that is wrong with a lab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The lab's world cannot be built.
    Scenario(ContentError),
    /// A goal holds before its step was done.
    TooEarly {
        /// The step, from 0.
        step: usize,
        /// How many steps were done by then.
        done: usize,
    },
    /// A goal does not hold after its step was done.
    Missed {
        /// The step, from 0.
        step: usize,
    },
    /// A goal that held does not hold when all is done.
    Lost {
        /// The step, from 0.
        step: usize,
    },
    /// A command ends otherwise than the lab says.
    Command {
        /// The step, from 0.
        step: usize,
        /// What was typed.
        line: String,
        /// The exit status that it must have.
        expected: i32,
        /// The exit status that it has; `None` if it does not end.
        found: Option<i32>,
        /// What it wrote to standard error.
        stderr: String,
    },
}

/// Plays a lab's own solution in one of the shells, and tells all that is wrong.
///
/// Every goal must begin to hold with its own step, no sooner and no later, and hold to the end.
#[must_use]
pub fn check(lab: &Lab, dialect: Dialect, tick: Tick) -> Vec<Flaw> {
    match lab.scenario.build(dialect, tick) {
        Ok(start) => {
            let playground = Playground::new(start, tick.seed);
            Checker { lab, playground, flaws: Vec::new() }.run(dialect)
        }
        Err(error) => vec![Flaw::Scenario(error)],
    }
}

struct Checker<'a> {
    lab: &'a Lab,
    playground: Playground,
    flaws: Vec<Flaw>,
}

impl Checker<'_> {
    fn run(mut self, dialect: Dialect) -> Vec<Flaw> {
        let mut early = vec![false; self.lab.steps.len()];
        let mut reached = early.clone();
        for (at, step) in self.lab.steps.iter().enumerate() {
            for (later, known) in early.iter_mut().enumerate().skip(at) {
                if self.holds(later) && !std::mem::replace(known, true) {
                    self.flaws.push(Flaw::TooEarly { step: later, done: at });
                }
            }
            for command in step.terminal.in_dialect(dialect) {
                self.play(at, command);
            }
            reached[at] = self.holds(at);
            if !reached[at] {
                self.flaws.push(Flaw::Missed { step: at });
            }
        }
        let lost = (0..reached.len()).filter(|&step| reached[step] && !self.holds(step));
        let lost: Vec<Flaw> = lost.map(|step| Flaw::Lost { step }).collect();
        self.flaws.extend(lost);
        self.flaws
    }

    fn holds(&self, step: usize) -> bool {
        self.lab.steps[step].goal.holds(&self.playground.scene())
    }

    fn play(&mut self, step: usize, command: &Command) {
        let mut stderr = String::new();
        let mut found = None;
        for line in command.line.split('\n') {
            let Ran { output, status, next } = self.playground.run(line);
            let errors = output.iter().filter(|chunk| chunk.stream == Stream::Err);
            stderr.extend(errors.map(|chunk| chunk.text.as_str()));
            found = matches!(next, Next::Prompt | Next::Clear).then_some(status);
        }
        if found != Some(command.exit) {
            let (line, expected) = (command.line.clone(), command.exit);
            self.flaws.push(Flaw::Command { step, line, expected, found, stderr });
        }
    }
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(error) => write!(f, "the scenario cannot be built: {error}"),
            Self::TooEarly { step, done: 0 } => write!(f, "step {}: its goal holds from the start", step + 1),
            Self::TooEarly { step, done } => {
                write!(f, "step {}: its goal holds as soon as step {done} is done", step + 1)
            }
            Self::Missed { step } => {
                write!(f, "step {}: its goal does not hold after its commands", step + 1)
            }
            Self::Lost { step } => write!(f, "step {}: its goal does not hold to the end", step + 1),
            Self::Command { step, line, expected, found, stderr } => {
                write!(f, "step {}: `{line}` ", step + 1)?;
                match found {
                    Some(found) => write!(f, "ends with status {found}, not {expected}")?,
                    None => f.write_str("waits for more input")?,
                }
                if stderr.is_empty() { Ok(()) } else { write!(f, ": {}", stderr.trim()) }
            }
        }
    }
}
