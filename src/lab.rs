//! The exercise being done.

use crate::store::{Model, Pane, Store};
use cloud::RecordId;
use labs::{Lab, StepState, progress};
use serde::{Deserialize, Serialize};
use std::rc::Rc;

/// The exercise offered to newcomers.
pub const FOUNDING: &str = "founding";

/// An exercise and how far it has come.
#[derive(Clone, Serialize, Deserialize)]
pub struct LabState {
    /// Its name in addresses.
    name: String,
    /// Which steps have been done. A step that was done stays done: later steps may undo what it asked for,
    /// and the event history, which some goals look at, does not outlive a reload.
    done: Vec<bool>,
    #[serde(skip)]
    lab: Option<Rc<Lab>>,
    #[serde(skip)]
    seen: Option<Seen>,
}

/// What goals depend on.
#[derive(Clone, PartialEq)]
struct Seen {
    revision: u64,
    record: Option<RecordId>,
    /// Changes with every command and every edited file.
    files: u64,
}

impl LabState {
    /// An exercise, just begun. `None` if there is none of the name.
    #[must_use]
    pub fn begin(name: &str) -> Option<Self> {
        let lab = labs::lab::by_name(name)?.lab().ok()?;
        Some(Self {
            name: name.to_owned(),
            done: vec![false; lab.steps.len()],
            lab: Some(Rc::new(lab)),
            seen: None,
        })
    }

    /// The exercise as it was saved, if there still is one of the name.
    #[must_use]
    pub fn resume(self) -> Option<Self> {
        let mut state = Self::begin(&self.name)?;
        for (done, before) in state.done.iter_mut().zip(self.done) {
            *done = before;
        }
        Some(state)
    }

    /// The exercise from its beginning.
    #[must_use]
    pub fn started_over(&self) -> Self {
        Self { done: vec![false; self.done.len()], seen: None, ..self.clone() }
    }

    /// Its name in addresses.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The exercise itself.
    #[must_use]
    pub fn lab(&self) -> Option<&Rc<Lab>> {
        self.lab.as_ref()
    }

    /// Which steps have been done.
    #[must_use]
    pub fn done(&self) -> &[bool] {
        &self.done
    }
}

impl Model {
    /// Ticks off the steps whose goals hold. Looks only when something happened since it last did.
    pub(crate) fn check_lab(&mut self) {
        let Some(state) = &mut self.lab else { return };
        let Some(lab) = &state.lab else { return };
        let seen = Seen {
            revision: self.live.history.revision(),
            record: self.live.history.records().next_back().map(|record| record.id),
            files: self.terminals.changes(),
        };
        if state.seen.as_ref() == Some(&seen) {
            return;
        }
        let progress = progress(lab, &self.live.history, self.terminals.files());
        for (done, step) in state.done.iter_mut().zip(progress) {
            *done |= step == StepState::Done;
        }
        state.seen = Some(seen);
    }
}

impl Store {
    /// Begins an exercise.
    pub fn begin_lab(&self, name: &str) {
        self.update(|model| {
            model.lab = LabState::begin(name);
        });
        self.open_pane(Pane::Lab);
    }

    /// Leaves the exercise.
    pub fn leave_lab(&self) {
        self.update(|model| model.lab = None);
    }
}
