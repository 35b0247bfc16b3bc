//! What there is to say about a policy while it is being written.

use super::Document;
use super::edited::Edited;
use gloo::timers::callback::Timeout;
use policy::table::ActionTable;
use policy::{Class, Finding, lint};
use std::cell::OnceCell;
use std::rc::Rc;
use yew::prelude::*;

/// How long nothing must have been typed before the text is looked at, in milliseconds.
const PAUSE: u32 = 250;
/// The same for texts longer than [`LONG`], which take longer to look at.
const LONG_PAUSE: u32 = 1_000;
/// In bytes.
const LONG: usize = 20_000;
/// The most findings that are shown at once.
const MOST: usize = 50;

/// What was found in a text.
#[derive(Clone)]
pub struct Found {
    text: AttrValue,
    /// The worst first, and no more than can be shown.
    pub findings: Vec<Finding>,
    /// Of each class how many there are in all.
    pub counts: Vec<(Class, usize)>,
}

impl Found {
    fn of(document: &Document, text: AttrValue) -> Self {
        let mut findings = lint(&text, document.kind(), &action_table());
        findings.sort_by_key(|finding| (finding.class, finding.span));
        let count = |class| (class, findings.iter().filter(|finding| finding.class == class).count());
        let classes = [Class::SecurityWarning, Class::Error, Class::Warning, Class::Suggestion];
        let counts = classes.map(count).to_vec();
        findings.truncate(MOST);
        Self { text, findings, counts }
    }

    /// How many more there are than those shown.
    #[must_use]
    pub fn more(&self) -> usize {
        let all: usize = self.counts.iter().map(|(_, count)| count).sum();
        all.saturating_sub(MOST)
    }
}

/// The findings on a text, the worst first. The text is looked at in pauses of the typing; until then those
/// findings stay that what was typed since does not touch. `None` before the text was looked at first.
#[hook]
pub fn use_lint(document: &Document, text: &AttrValue) -> Option<Found> {
    let found = use_state(|| None::<Found>);
    {
        let found = found.setter();
        use_effect_with((document.clone(), text.clone()), move |(document, text)| {
            let (document, text) = (document.clone(), text.clone());
            let pause = if text.len() > LONG { LONG_PAUSE } else { PAUSE };
            let timeout = Timeout::new(pause, move || found.set(Some(Found::of(&document, text))));
            move || drop(timeout)
        });
    }
    found.as_ref().map(|found| Found {
        findings: Edited::between(&found.text, text).findings(&found.findings),
        ..found.clone()
    })
}

thread_local! {
    static TABLE: OnceCell<Rc<ActionTable>> = const { OnceCell::new() };
}

/// The table of actions that policies can name. The release build moves its text to the later part of the code; it is read when the
/// first policy is written.
pub fn action_table() -> Rc<ActionTable> {
    // The crate's tests read the same text.
    let read = || Rc::new(ActionTable::parse(include_str!("../../../data/actions.txt")).unwrap_or_default());
    TABLE.with(|table| Rc::clone(table.get_or_init(read)))
}
