//! The scenarios that come with the playground.

use super::Scenario;
use crate::error::ContentError;

/// A scenario that comes with the playground.
#[derive(Clone, Copy, Debug)]
pub struct Embedded {
    /// Its name in addresses and commands.
    pub name: &'static str,
    /// Gives the file. A function each, so that the page loads only those that it starts with at first.
    read: fn() -> &'static str,
}

const ALL: &[Embedded] = &[
    Embedded { name: "founding", read: || include_str!("../../../../scenarios/founding.json") },
    Embedded { name: "empty", read: || include_str!("../../../../scenarios/empty.json") },
    Embedded { name: "two-companies", read: || include_str!("../../../../scenarios/two-companies.json") },
    Embedded { name: "startup", read: || include_str!("../../../../scenarios/startup.json") },
    Embedded { name: "organisation", read: || include_str!("../../../../scenarios/organisation.json") },
];

/// All of them, the one to start with first.
#[must_use]
pub fn all() -> &'static [Embedded] {
    ALL
}

/// One of them.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Embedded> {
    ALL.iter().find(|scenario| scenario.name == name)
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
    pub fn scenario(&self) -> Result<Scenario, ContentError> {
        Scenario::parse(self.text())
    }
}
