//! Which panes are open, and how large.

use super::Store;
use serde::{Deserialize, Serialize};

/// A part of the page that can be opened and closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pane {
    /// The simulated console.
    Console,
    /// The simulated terminal.
    Terminal,
    /// The exercise's steps.
    Lab,
    /// The explanation of a decision.
    Why,
}

impl Pane {
    /// All of them, in the order of the tabs on a phone.
    pub const ALL: [Self; 4] = [Self::Lab, Self::Console, Self::Terminal, Self::Why];

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Console => "Console",
            Self::Terminal => "Terminal",
            Self::Lab => "Exercise",
            Self::Why => "Why?",
        }
    }

    /// Its name in `?panes=`, and the id of its element.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Terminal => "terminal",
            Self::Lab => "lab",
            Self::Why => "why",
        }
    }
}

/// Which panes are open, how large they are, and which one a phone shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Panes {
    /// The open ones.
    pub open: Vec<Pane>,
    /// The one that a phone shows.
    pub current: Pane,
    /// The lab panel's width in CSS pixels.
    pub lab: i32,
    /// The "Why?" drawer's width in CSS pixels.
    pub why: i32,
    /// The terminal drawer's height in CSS pixels.
    pub terminal: i32,
}

impl Default for Panes {
    fn default() -> Self {
        Self {
            open: vec![Pane::Console, Pane::Lab],
            current: Pane::Console,
            lab: 320,
            why: 400,
            terminal: 280,
        }
    }
}

impl Panes {
    /// Reads `console,terminal`; unknown names are skipped. `None` if nothing is left.
    #[must_use]
    pub fn parse(list: &str) -> Option<Vec<Pane>> {
        let named = |name: &str| Pane::ALL.into_iter().find(|pane| pane.id() == name.trim());
        let open: Vec<Pane> = list.split(',').filter_map(named).collect();
        (!open.is_empty()).then_some(open)
    }

    /// Whether a pane is open.
    #[must_use]
    pub fn is_open(&self, pane: Pane) -> bool {
        self.open.contains(&pane)
    }

    /// Whether anything stands above the terminal.
    #[must_use]
    pub fn has_upper(&self) -> bool {
        self.is_open(Pane::Console) || self.is_open(Pane::Why)
    }

    /// Whether anything stands beside the exercise.
    #[must_use]
    pub fn has_rest(&self) -> bool {
        self.has_upper() || self.is_open(Pane::Terminal)
    }

    /// Opens a pane and brings it to the front on a phone.
    pub fn show(&mut self, pane: Pane) {
        if !self.is_open(pane) {
            self.open.push(pane);
        }
        self.current = pane;
    }

    /// Closes a pane. The last one stays.
    pub fn hide(&mut self, pane: Pane) {
        if self.open.len() > 1 {
            self.open.retain(|other| *other != pane);
        }
        if !self.is_open(self.current) {
            self.current = self.open.first().copied().unwrap_or(Pane::Console);
        }
    }
}

impl Store {
    /// Opens a pane and moves the focus to it.
    pub fn open_pane(&self, pane: Pane) {
        self.update(|model| model.panes.show(pane));
        crate::browser::focus_soon(pane.id());
    }

    /// Closes a pane. The focus goes to the button that opens it again.
    pub fn close_pane(&self, pane: Pane) {
        self.update(|model| model.panes.hide(pane));
        crate::browser::focus_soon(&("open-".to_owned() + pane.id()));
    }
}
