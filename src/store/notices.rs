//! What the page tells the learner.

use super::Store;
use crate::persist::Unusable;
use crate::route::Route;
use cloud::RecordId;

/// How a message is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FlashKind {
    /// Something was done.
    #[default]
    Success,
    /// Something failed.
    Error,
}

/// The message of an action, in the bar above the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Flash {
    /// How it is meant.
    pub kind: FlashKind,
    /// One line that may stand above the text; may be empty.
    pub title: String,
    /// The text.
    pub text: String,
    /// A button that leads to a page.
    pub link: Option<(String, Route)>,
    /// The record that its "Why?" explains.
    pub why: Option<RecordId>,
}

impl Flash {
    /// A message that something was done.
    #[must_use]
    pub fn success(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A message that a call failed; with a "Why?" if a policy denied it.
    #[must_use]
    pub fn failure(title: impl Into<String>, failure: &cloud::Failure) -> Self {
        Self {
            kind: FlashKind::Error,
            title: title.into(),
            text: failure.error.message.clone(),
            link: None,
            why: failure.record.filter(|_| failure.error.fault == cloud::Fault::Authorization),
        }
    }

    /// The same message with a button that leads to a page.
    #[must_use]
    pub fn with_link(self, label: impl Into<String>, route: Route) -> Self {
        Self { link: Some((label.into(), route)), ..self }
    }
}

/// What the page has to say about itself, until it no longer holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The browser keeps nothing for this page.
    NotSaved,
    /// The browser's storage is full.
    StorageFull,
    /// An earlier save could not be used: this is its text.
    Aside(String, Unusable),
    /// The address names a scenario that there is not.
    NoSuchScenario(String),
    /// Another tab has saved a newer world.
    OtherTab,
}

/// The most messages that are shown at once.
const MOST_FLASHES: usize = 5;

impl Store {
    /// Shows a message above the page.
    pub fn flash(&self, flash: Flash) {
        self.update(|model| {
            model.flashes.insert(0, (model.next_flash, flash));
            model.flashes.truncate(MOST_FLASHES);
            model.next_flash += 1;
        });
    }

    /// Takes a message away.
    pub fn dismiss(&self, id: u32) {
        self.update(|model| model.flashes.retain(|(other, _)| *other != id));
    }

    /// Takes away the messages that were there when the page was turned before: a message stays on the page
    /// that follows its action, and no longer. `settled` is what the last call gave back, at first 0.
    pub fn turn_page(&self, settled: u32) -> u32 {
        if self.model().flashes.iter().any(|(id, _)| *id < settled) {
            self.update(|model| model.flashes.retain(|(id, _)| *id >= settled));
        }
        self.model().next_flash
    }

    /// Says something about the page, once.
    pub fn notify(&self, notice: Notice) {
        if !self.model().notices.contains(&notice) {
            self.update(|model| model.notices.push(notice));
        }
    }

    /// Takes a notice back.
    pub fn withdraw(&self, notice: &Notice) {
        if self.model().notices.contains(notice) {
            self.update(|model| model.notices.retain(|other| other != notice));
        }
    }
}
