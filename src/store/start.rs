//! How the page begins: as it was saved, or with a fresh scenario.

use super::{Epoch, Flashes, Live, Model, Notice, Panes, Store};
use crate::clock::Clock;
use crate::embed::{DEFAULT_SCENARIO, Options};
use crate::lab::LabState;
use crate::persist::{Save, Slot, Stored};
use crate::terminal::Terminals;
use cloud::History;
use labs::{Scenario, scenario};
use shell::{Dialect, Shell};

impl Model {
    /// The page as it was saved.
    #[must_use]
    pub fn resume(save: Save, slot: Slot) -> Self {
        Self {
            terminals: save.terminals(),
            live: Live { doors: save.doors, ..Live::new(History::new(save.world), save.clock) },
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
        let known = match slot.file() {
            Some(text) => Scenario::parse(text).ok(),
            None => embedded(slot.scenario()),
        };
        let notice = known.is_none().then(|| Notice::NoSuchScenario(slot.scenario().to_owned()));
        let tick = Clock::default().tick();
        let scenario = known.or_else(|| embedded(DEFAULT_SCENARIO));
        let start = scenario.and_then(|scenario| scenario.build(Dialect::Bash, tick).ok());
        let empty = Self { notices: notice.into_iter().collect(), ..Self::empty(slot) };
        // A test builds all scenarios that come with the playground.
        let Some(start) = start else { return empty };
        Self {
            live: Live::new(History::new(start.world), Clock::starting_at(start.now)),
            terminals: Terminals::of(start.shell),
            region: start.region,
            ..empty
        }
    }

    fn empty(slot: Slot) -> Self {
        Self {
            live: Live::new(History::default(), Clock::default()),
            terminals: Terminals::of(Shell::new(Dialect::Bash)),
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
            replaced: None,
            slot,
            epoch: Epoch::default(),
            unseen: false,
            version: 0,
        }
    }
}

fn embedded(name: &str) -> Option<Scenario> {
    scenario::by_name(name)?.scenario().ok()
}

impl Store {
    /// Starts the scenario over.
    pub fn start_over(&self) {
        let (slot, lab) = {
            let model = self.model();
            (model.slot.clone(), model.lab.as_ref().map(LabState::started_over))
        };
        self.begin(slot, lab);
    }

    /// Starts a scenario fresh.
    pub fn start_in(&self, slot: Slot) {
        self.save();
        self.begin(slot, None);
    }

    fn begin(&self, mut slot: Slot, lab: Option<LabState>) {
        slot.clear();
        self.replace(Model { lab, ..Model::fresh(slot) });
    }

    /// Goes on in a scenario where its save is.
    pub fn go_on_in(&self, scenario: &str) {
        self.save();
        let mut slot = Slot::new(scenario);
        self.replace(match slot.load() {
            Stored::Save(save) => Model::resume(*save, slot),
            Stored::Nothing | Stored::Blocked => Model::fresh(slot),
        });
    }

    /// Goes on with a world that was downloaded, in the place of the present one.
    pub fn open_save(&self, save: Save) {
        let slot = self.model().slot.clone();
        self.replace(Model::resume(save, slot));
    }

    /// Puts another world in the place of the present one, which can be brought back for as long as the page
    /// stands.
    fn replace(&self, next: Model) {
        self.update(|model| {
            let mut old = model.turn_into(next);
            old.replaced = None;
            model.replaced = Some(Box::new(old));
            model.notices.push(Notice::Replaced);
        });
        self.arrive();
    }

    /// Brings back the world in the place of which the present one came.
    pub fn bring_back(&self) {
        self.update(|model| {
            if let Some(old) = model.replaced.take() {
                model.turn_into(*old);
                model.slot.take_over();
            }
        });
        self.arrive();
    }

    /// Shows the new world's beginning, and keeps it for a reload.
    fn arrive(&self) {
        let scenario = self.model().slot.scenario().to_owned();
        if Options::of_page().scenario != scenario {
            crate::browser::set_scenario(&scenario);
        }
        self.save();
        self.navigate(&crate::route::Route::Home);
    }
}

impl Model {
    /// Becomes another model, and gives what it was. What belongs to the page stays.
    fn turn_into(&mut self, next: Self) -> Self {
        let old = std::mem::replace(self, next);
        self.panes = old.panes.clone();
        self.panes.hide(super::Pane::Why);
        // Reads and renderings must not take the one for the other.
        self.version = old.version;
        self.drafts = old.drafts + 1;
        self.epoch = Epoch { refresh: old.epoch.refresh + 1, ..self.epoch };
        old
    }
}
