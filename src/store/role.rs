//! Roles to switch to, and their colours. Source: spec console-facts.md.

use serde::{Deserialize, Serialize};

/// What the switch-role page is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SwitchForm {
    /// Id or alias.
    pub account: String,
    /// The role's name, with its path if it has one.
    pub role_name: String,
    /// How the header calls it.
    pub display_name: String,
    /// The header's colour.
    pub color: Option<RoleColor>,
}

/// The colours that a role can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs, reason = "named as the console names them")]
pub enum RoleColor {
    Red,
    Blue,
    Green,
    Yellow,
    Orange,
}

impl RoleColor {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Red, Self::Orange, Self::Yellow, Self::Green, Self::Blue];

    /// Its value in links, and the value its CSS class shows. Source: spec console-facts.md.
    #[must_use]
    pub const fn hex(self) -> &'static str {
        match self {
            Self::Red => "f2b0a9",
            Self::Blue => "83d4e8",
            Self::Green => "b7ca9d",
            Self::Yellow => "efda95",
            Self::Orange => "fbc8aa",
        }
    }

    /// What people call it.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Red => "Red",
            Self::Blue => "Blue",
            Self::Green => "Green",
            Self::Yellow => "Yellow",
            Self::Orange => "Orange",
        }
    }

    /// Reads the value of a link.
    #[must_use]
    pub fn from_hex(hex: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|color| color.hex().eq_ignore_ascii_case(hex.trim_start_matches('#')))
    }

    /// The CSS class that shows it.
    #[must_use]
    pub const fn class(color: Option<Self>) -> &'static str {
        match color {
            None => "role-plain",
            Some(Self::Red) => "role-red",
            Some(Self::Blue) => "role-blue",
            Some(Self::Green) => "role-green",
            Some(Self::Yellow) => "role-yellow",
            Some(Self::Orange) => "role-orange",
        }
    }
}

impl SwitchForm {
    /// Whether it is for the role of a name.
    #[must_use]
    pub fn is_of(&self, name: &str) -> bool {
        self.role_name.rsplit('/').next() == Some(name)
    }

    /// The header's name for it: the display name, or `Role @ account`.
    #[must_use]
    pub fn title(&self) -> String {
        if self.display_name.is_empty() {
            let name = self.role_name.rsplit('/').next().unwrap_or_default();
            name.to_owned() + " @ " + &self.account
        } else {
            self.display_name.clone()
        }
    }
}
