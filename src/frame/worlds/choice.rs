//! The worlds that can be chosen.

use crate::persist::{OWN, Slot};
use crate::ui::Tile;
use labs::scenario;
use yew::AttrValue;

/// A world that comes with the playground, as the dialog shows it.
fn embedded(known: &scenario::Embedded, present: &str) -> Option<Tile> {
    // A test reads all of them.
    let scenario = known.scenario().ok()?;
    let mark = if known.name == present { " (the present one)" } else { "" };
    // Tiles show no code.
    let description = scenario.description.replace('`', "");
    Some(Tile::new(known.name, format!("{}{mark}", scenario.title), description))
}

/// All of them, and the one for a file.
pub(super) fn tiles(present: &str) -> Vec<Tile> {
    let mark = if present == OWN { " (the present one)" } else { "" };
    let own = Tile::new(
        OWN,
        format!("A file of your own{mark}"),
        "A scenario file that you wrote, or a world that you downloaded here.",
    );
    scenario::all().iter().filter_map(|known| embedded(known, present)).chain([own]).collect()
}

/// What is lost and what is kept when a world is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Consequence {
    /// The present world begins anew.
    Over,
    /// Another begins, or goes on; the present one is kept in the browser.
    Kept,
    /// Another begins; the browser keeps nothing.
    Lost,
}

impl Consequence {
    /// Of starting a world in the place of the present one.
    pub(super) fn of(chosen: &str, present: &str) -> Self {
        match (chosen == present, Slot::is_possible()) {
            (true, _) => Self::Over,
            (false, true) => Self::Kept,
            (false, false) => Self::Lost,
        }
    }

    /// In words.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Over => {
                "Everything you made is lost: users, roles, policies, buckets, the terminal's files and the progress of \
                 the exercise. The world starts fresh."
            }
            Self::Kept => {
                "The present world leaves this page. This browser keeps it: choose it here again to go on with it."
            }
            Self::Lost => {
                "The present world leaves this page. This browser keeps nothing: download it to keep it."
            }
        }
    }
}

/// The last button.
pub(super) fn action(chosen: &str, present: &str, goes_on: bool) -> AttrValue {
    if goes_on {
        "Go on with it".into()
    } else if chosen == present {
        "Start over".into()
    } else {
        "Start it".into()
    }
}
