//! What is saved, and how it is read.

use crate::clock::Clock;
use crate::lab::LabState;
use crate::store::{ConsoleSession, Doors, Model, Panes, SwitchForm};
use crate::terminal::Terminals;
use cloud::World;
use serde::{Deserialize, Serialize};
use shell::{Dialect, Shell};

/// The version that this playground writes. Raise it with every change that older pages cannot read, and
/// keep reading the older ones.
const VERSION: u32 = 2;

/// Everything that survives.
#[derive(Serialize, Deserialize)]
pub struct Save {
    version: u32,
    /// The world.
    pub world: World,
    /// Its clock.
    pub clock: Clock,
    /// Where requests come from.
    #[serde(default)]
    pub doors: Doors,
    /// Who is signed in.
    pub session: Option<ConsoleSession>,
    /// The chosen region.
    pub region: String,
    /// The roles switched to last.
    pub recent_roles: Vec<(String, SwitchForm)>,
    /// The terminal's tabs with the files of each machine.
    terminals: Option<Terminals>,
    /// Version 1: the one shell that there was.
    #[serde(default, skip_serializing)]
    shell: Option<Shell>,
    /// The exercise being done.
    pub lab: Option<LabState>,
    /// Open panes and their sizes.
    pub panes: Panes,
}

/// Why a save cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unusable {
    /// It is no save, or a damaged one.
    Unreadable,
    /// A newer playground wrote it.
    TooNew,
    /// It can be read, but the learner wanted to start fresh.
    SetAside,
}

/// As much of a save as every version has.
#[derive(Deserialize)]
struct Header {
    version: u32,
}

impl Save {
    /// What is to be saved of the page.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        Self {
            version: VERSION,
            world: model.live.history.world().clone(),
            clock: model.live.clock,
            doors: model.live.doors.clone(),
            session: model.session.clone(),
            region: model.region.clone(),
            recent_roles: model.recent_roles.clone(),
            terminals: Some(model.terminals.to_save()),
            shell: None,
            lab: model.lab.clone(),
            panes: model.panes.clone(),
        }
    }

    /// Reads a save.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn parse(text: &str) -> Result<Self, Unusable> {
        let header: Header = serde_json::from_str(text).map_err(|_| Unusable::Unreadable)?;
        if header.version > VERSION {
            return Err(Unusable::TooNew);
        }
        serde_json::from_str(text).map_err(|_| Unusable::Unreadable)
    }

    /// The terminal's tabs.
    #[must_use]
    pub fn terminals(&self) -> Terminals {
        let tabs = self.terminals.clone().and_then(Terminals::resumed);
        let only = || self.shell.clone().unwrap_or_else(|| Shell::new(Dialect::Bash));
        tabs.unwrap_or_else(|| Terminals::of(only()))
    }

    /// The text that [`Save::parse`] reads.
    #[must_use]
    pub fn print(&self) -> String {
        // Everything in it has text keys, so that nothing can fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}
