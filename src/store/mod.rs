//! What the page knows, and its only way to the world.
//!
//! [`Store`] is a cheap handle that lives in a Yew context. Panes read by [`use_call`] and act by
//! [`Store::call`]; both go through the gateway as whoever is signed in.

mod drafts;
mod live;
mod notices;
mod panes;
mod provider;
mod query;
mod role;
mod session;
mod start;
mod whereabouts;

pub use live::Live;
pub use notices::{Flash, FlashKind, Flashes, Notice};
pub use panes::{Pane, Panes};
pub use provider::{StoreProvider, use_store};
pub use query::{use_call, use_list, use_reads};
pub use role::{RoleColor, SwitchForm};
pub use session::{ConsoleIdentity, ConsoleSession};
pub use whereabouts::{Doors, PRIVATE, Whereabouts};

use crate::clock::Clock;
use crate::lab::LabState;
use crate::persist::{Slot, Written};
use crate::route::Route;
use crate::terminal::Terminals;
use cloud::{Call, Endpoint, Failure, Origin, Record, RecordId, Reply, Success, Timestamp};
use std::cell::{Ref, RefCell, RefMut};
use std::rc::Rc;
use std::sync::Arc;
use yew::Callback;

/// Everything that the page keeps.
pub struct Model {
    /// The world, how it came to be, and its clock.
    pub live: Live,
    /// The terminal's tabs.
    pub terminals: Terminals,
    /// The exercise being done.
    pub lab: Option<LabState>,
    /// Who is signed in to the console.
    pub session: Option<ConsoleSession>,
    /// The region chosen in the header, e.g. `us-east-1`.
    pub region: String,
    /// The roles switched to last, newest first, with the ARN of the user who did.
    pub recent_roles: Vec<(String, SwitchForm)>,
    /// Messages of actions.
    pub flashes: Flashes,
    /// What the page has to say about itself.
    pub notices: Vec<Notice>,
    /// Which panes are open, and how large.
    pub panes: Panes,
    /// The record that the "Why?" drawer explains.
    pub why: Option<RecordId>,
    /// A text on its way to an editor.
    draft: Option<drafts::Draft>,
    /// How many texts were handed to editors: each begins its page anew.
    pub drafts: u32,
    /// What it was before another world was started, to bring back.
    replaced: Option<Box<Model>>,
    /// Where it is all saved.
    pub slot: Slot,
    epoch: Epoch,
    /// Whether reads were recorded that nothing shows yet.
    unseen: bool,
    version: u64,
}

/// What reads depend on: while it stays, a read gives what it gave before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Epoch {
    world: u64,
    identity: u32,
    clock: u32,
    refresh: u32,
}

impl Model {
    /// Sends a call as the console's present identity.
    fn send(&mut self, call: &Call) -> Result<Success, Failure> {
        match &self.session {
            Some(session) => self.live.call(call, session.credentials(), Origin::console()),
            None => self.live.call_unsigned(call, Origin::console()),
        }
    }

    fn epoch(&self) -> Epoch {
        Epoch { world: self.live.history.revision(), ..self.epoch }
    }
}

/// The handle. Two are equal if nothing changed between them.
#[derive(Clone)]
pub struct Store {
    model: Rc<RefCell<Model>>,
    version: u64,
    changed: Callback<u64>,
}

impl PartialEq for Store {
    fn eq(&self, other: &Self) -> bool {
        self.version == other.version && Rc::ptr_eq(&self.model, &other.model)
    }
}

impl Store {
    /// Looks at the model. Panes look at the world only through calls; the simulator's own views may look at
    /// everything.
    #[must_use]
    pub fn model(&self) -> Ref<'_, Model> {
        self.model.borrow()
    }

    /// Changes what shows nowhere by itself.
    pub(crate) fn model_mut(&self) -> RefMut<'_, Model> {
        self.model.borrow_mut()
    }

    /// Changes the model and shows the change. `change` must not use the store.
    pub fn update<T>(&self, change: impl FnOnce(&mut Model) -> T) -> T {
        let (out, version) = {
            let mut model = self.model.borrow_mut();
            let out = change(&mut model);
            model.check_lab();
            model.version += 1;
            (out, model.version)
        };
        self.changed.emit(version);
        out
    }

    /// Acts as the console's present identity.
    ///
    /// # Errors
    /// The service's error, with the record that "Why?" explains.
    pub fn call(&self, call: Call) -> Result<Reply, Failure> {
        self.update(|model| model.send(&call)).map(|success| success.reply)
    }

    /// Reads as the console's present identity. It can be used while rendering: what shows the event history
    /// is shown anew a moment later.
    ///
    /// # Errors
    /// The service's error, with the record that "Why?" explains.
    pub fn read(&self, call: &Call) -> Result<Reply, Failure> {
        let (answer, first) = {
            let mut model = self.model.borrow_mut();
            (model.send(call), !std::mem::replace(&mut model.unseen, true))
        };
        if first {
            let store = self.clone();
            gloo::timers::callback::Timeout::new(0, move || store.update(|model| model.unseen = false))
                .forget();
        }
        answer.map(|success| success.reply)
    }

    /// Makes all panes read anew.
    pub fn refresh(&self) {
        self.update(|model| model.epoch.refresh += 1);
    }

    /// Goes to a page. The messages of the action that leads there come along.
    pub fn navigate(&self, route: &Route) {
        if route.without_tab() != Route::current().without_tab() {
            self.model.borrow_mut().flashes.leave();
        }
        // Only a malformed address can fail, and routes print none.
        let _ = gloo::utils::window().location().set_hash(&route.href());
    }

    /// Opens the "Why?" drawer on a record.
    pub fn why(&self, record: RecordId) {
        self.update(|model| {
            model.why = Some(record);
            model.panes.show(Pane::Why);
        });
    }

    /// Writes the save. It shows nowhere, so that nothing is rendered anew.
    pub(crate) fn write_slot(&self, text: &str) -> Written {
        self.model.borrow_mut().slot.write(text)
    }

    /// Whether anything happened since the page began: until then there is nothing to save.
    #[must_use]
    pub(crate) fn is_touched(&self) -> bool {
        self.model().version > 0
    }

    /// A record of the history, unless it has been dropped.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Option<Arc<Record>> {
        self.model().live.history.record(id).cloned()
    }

    /// The world's time.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.model().live.clock.now()
    }

    /// Sets the world's clock.
    pub fn set_clock(&self, change: impl FnOnce(Clock) -> Clock) {
        self.update(|model| {
            model.live.clock = change(model.live.clock);
            model.epoch.clock += 1;
        });
    }

    /// Takes back the last change of the world.
    pub fn undo(&self) {
        self.update(|model| model.live.history.undo());
    }

    /// Brings back what was undone last.
    pub fn redo(&self) {
        self.update(|model| model.live.history.redo());
    }
}
