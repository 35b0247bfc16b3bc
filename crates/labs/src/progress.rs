//! How far somebody has come with a lab.

use cloud::History;
use shell::Files;

use crate::goal::Scene;
use crate::lab::Lab;

/// Whether a step is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Its goal does not hold, or not any more.
    Open,
    /// Its goal holds.
    Done,
}

/// The state of each step of a lab, in order: what the world, its history since the lab began and the files of
/// each machine that a terminal is on show, by whichever door it came about.
#[must_use]
pub fn progress(lab: &Lab, history: &History, files: Vec<&Files>) -> Vec<StepState> {
    let scene = Scene { history, files };
    let state = |holds| if holds { StepState::Done } else { StepState::Open };
    lab.steps.iter().map(|step| state(step.goal.holds(&scene))).collect()
}
