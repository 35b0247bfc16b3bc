//! The labs that come with the playground.

use super::Lab;
use crate::error::ContentError;

/// A lab that comes with the playground.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// Its name in addresses and commands.
    pub name: &'static str,
    /// Gives the file. A function each, so that the page loads only those that it starts with at first.
    read: fn() -> &'static str,
}

const ALL: &[Embedded] = &[
    Embedded { name: "founding", read: || include_str!("../../../../labs/founding.json") },
    Embedded { name: "confused-deputy", read: || include_str!("../../../../labs/confused-deputy.json") },
    Embedded { name: "intern-boundary", read: || include_str!("../../../../labs/intern-boundary.json") },
    Embedded { name: "scp-guardrail", read: || include_str!("../../../../labs/scp-guardrail.json") },
];

/// All of them, the one to start with first.
#[must_use]
pub fn all() -> &'static [Embedded] {
    ALL
}

/// One of them.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Embedded> {
    ALL.iter().find(|lab| lab.name == name)
}

impl Embedded {
    /// The file.
    #[must_use]
    pub fn text(&self) -> &'static str {
        (self.read)()
    }

    /// Reads the file.
    ///
    /// # Errors
    /// None, as a test reads them all.
    pub fn lab(&self) -> Result<Lab, ContentError> {
        Lab::parse(self.text())
    }
}
