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
    /// Another world was started, and the one before can be brought back.
    Replaced,
}

/// The most messages that are shown at once.
const MOST_FLASHES: usize = 5;

/// The messages of a page. They go when the page is left, but for those of the very action that led to the next
/// page: these stand there.
#[derive(Debug, Default)]
pub struct Flashes {
    /// Newest first, each with a number of its own.
    list: Vec<(u32, Flash)>,
    next: u32,
    /// Those numbered below were on the screen.
    shown: u32,
    /// Those numbered from here on stand on the page that is being gone to.
    carried: Option<u32>,
}

impl Flashes {
    /// All messages, newest first, each with a number of its own.
    #[must_use]
    pub fn list(&self) -> &[(u32, Flash)] {
        &self.list
    }

    /// Takes all away.
    pub fn clear(&mut self) {
        self.list.clear();
    }

    fn push(&mut self, flash: Flash) {
        self.list.insert(0, (self.next, flash));
        self.list.truncate(MOST_FLASHES);
        self.next += 1;
    }

    /// Another page is gone to by an action, whose messages are not on the screen yet.
    pub(super) const fn leave(&mut self) {
        self.carried = Some(self.shown);
    }

    /// Another page is there.
    fn turn(&mut self) {
        let kept = self.carried.take().unwrap_or(self.next);
        self.list.retain(|(id, _)| *id >= kept);
    }
}

impl Store {
    /// Shows a message above the page.
    pub fn flash(&self, flash: Flash) {
        self.update(|model| model.flashes.push(flash));
    }

    /// Takes a message away.
    pub fn dismiss(&self, id: u32) {
        self.update(|model| model.flashes.list.retain(|(other, _)| *other != id));
    }

    /// Notes that all messages are on the screen.
    pub fn flashes_shown(&self) {
        let mut model = self.model.borrow_mut();
        model.flashes.shown = model.flashes.next;
    }

    /// Takes away the messages of the page before.
    pub fn turn_page(&self) {
        let none = self.model().flashes.list.is_empty();
        if none {
            self.model.borrow_mut().flashes.turn();
        } else {
            self.update(|model| model.flashes.turn());
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Shows one message, then does something, and lists what stands on the next page.
    fn after(action: impl FnOnce(&mut Flashes)) -> Vec<String> {
        let mut flashes = Flashes::default();
        flashes.push(Flash::success("old"));
        flashes.shown = flashes.next;
        action(&mut flashes);
        flashes.turn();
        flashes.list().iter().map(|(_, flash)| flash.text.clone()).collect()
    }

    #[test]
    fn messages_go_with_their_page() {
        assert!(after(|_| {}).is_empty(), "by a link");
        assert!(after(Flashes::leave).is_empty(), "by a button");
    }

    #[test]
    fn what_an_action_says_stands_on_the_page_it_leads_to_and_no_longer() {
        let created = |flashes: &mut Flashes| {
            flashes.push(Flash::success("created"));
            flashes.leave();
        };
        assert_eq!(after(created), ["created"]);
        let on = |flashes: &mut Flashes| {
            created(flashes);
            flashes.turn();
        };
        assert!(after(on).is_empty());
    }
}
