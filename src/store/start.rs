//! How the page begins: as it was saved, or with a fresh scenario.

use super::{Epoch, Flashes, Live, Model, Notice, Panes, Store};
use crate::clock::Clock;
use crate::embed::DEFAULT_SCENARIO;
use crate::lab::LabState;
use crate::persist::{Save, Slot};
use crate::terminal::Terminal;
use cloud::History;
use labs::scenario;
use shell::Dialect;

impl Model {
    /// The page as it was saved.
    #[must_use]
    pub fn resume(save: Save, slot: Slot) -> Self {
        Self {
            live: Live { doors: save.doors, ..Live::new(History::new(save.world), save.clock) },
            terminal: Terminal::new(save.shell),
            session: save.session,
            region: save.region,
            recent_roles: save.recent_roles,
            lab: save.lab.and_then(LabState::resume),
            panes: save.panes,
            ..Self::empty(slot)
        }
    }

    /// The slot's scenario, fresh. A name that is no scenario's starts the founding one and says so.
    #[must_use]
    pub fn fresh(slot: Slot) -> Self {
        let known = scenario::by_name(slot.scenario());
        let notice = known.is_none().then(|| Notice::NoSuchScenario(slot.scenario().to_owned()));
        let tick = Clock::default().tick();
        let start = known
            .or_else(|| scenario::by_name(DEFAULT_SCENARIO))
            .and_then(|embedded| embedded.scenario().ok()?.build(Dialect::Bash, tick).ok());
        let empty = Self { notices: notice.into_iter().collect(), ..Self::empty(slot) };
        // A test builds all scenarios that come with the playground.
        let Some(start) = start else { return empty };
        Self {
            live: Live::new(History::new(start.world), Clock::starting_at(start.now)),
            terminal: Terminal::new(start.shell),
            region: start.region,
            ..empty
        }
    }

    fn empty(slot: Slot) -> Self {
        Self {
            live: Live::new(History::default(), Clock::default()),
            terminal: Terminal::new(shell::Shell::new(Dialect::Bash)),
            session: None,
            region: "us-east-1".to_owned(),
            recent_roles: Vec::new(),
            lab: None,
            flashes: Flashes::default(),
            notices: Vec::new(),
            panes: Panes::default(),
            why: None,
            draft: None,
            drafts: 0,
            slot,
            epoch: Epoch::default(),
            unseen: false,
            version: 0,
        }
    }
}

impl Store {
    /// Starts the scenario over: everything made in it is lost.
    pub fn start_over(&self) {
        self.update(|model| {
            let mut slot = model.slot.clone();
            slot.clear();
            let fresh = Model::fresh(slot);
            let old = std::mem::replace(model, fresh);
            model.panes = old.panes;
            model.panes.hide(super::Pane::Why);
            model.lab = old.lab.as_ref().map(LabState::started_over);
            // Reads and renderings must not take the fresh model for the old one.
            model.version = old.version;
            model.epoch = Epoch { refresh: old.epoch.refresh + 1, ..model.epoch };
        });
        self.navigate(&crate::route::Route::Home);
    }
}
