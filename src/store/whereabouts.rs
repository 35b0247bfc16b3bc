//! Where the learner's requests come from.

use super::Store;
use cloud::Origin;
use cloud::request::{Door, ThroughEndpoint};
use serde::{Deserialize, Serialize};

/// The private address of who goes through a VPC endpoint, if no other is set.
pub const PRIVATE: &str = "10.0.1.23";

/// Where the requests of a door come from, as far as it was set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Whereabouts {
    /// The address, private behind a VPC endpoint; empty for the usual one.
    #[serde(default)]
    pub address: String,
    /// The id of the VPC endpoint that they go through; empty for none.
    #[serde(default)]
    pub endpoint: String,
}

/// The same for both doors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doors {
    /// Of the console's.
    #[serde(default)]
    pub console: Whereabouts,
    /// Of the terminal's.
    #[serde(default)]
    pub terminal: Whereabouts,
}

impl Whereabouts {
    /// What the header says of them; `None` for the usual ones.
    #[must_use]
    pub fn summary(&self) -> Option<String> {
        match (self.endpoint.as_str(), self.address.as_str()) {
            ("", "") => None,
            ("", address) => Some(format!("from {address}")),
            (endpoint, _) => Some(format!("through {endpoint}")),
        }
    }
}

impl Doors {
    /// The origin of a request as it is with these settings.
    #[must_use]
    pub fn applied(&self, origin: Origin) -> Origin {
        let set = match origin.door {
            Door::Console => &self.console,
            Door::Terminal => &self.terminal,
        };
        let or = |usual: &str| if set.address.is_empty() { usual.to_owned() } else { set.address.clone() };
        if set.endpoint.is_empty() {
            return Origin { source_ip: or(&origin.source_ip), ..origin };
        }
        let endpoint = ThroughEndpoint { id: set.endpoint.clone(), private_ip: or(PRIVATE) };
        Origin { endpoint: Some(endpoint), ..origin }
    }
}

impl Store {
    /// Sets where requests come from. What is on the page is read anew.
    pub fn set_whereabouts(&self, doors: Doors) {
        self.update(|model| {
            model.live.doors = doors;
            model.epoch.identity += 1;
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_door_has_its_own() {
        let doors = Doors {
            console: Whereabouts { address: "198.51.100.7".to_owned(), endpoint: String::new() },
            terminal: Whereabouts { address: String::new(), endpoint: "vpce-1".to_owned() },
        };
        let console = doors.applied(Origin::console());
        assert_eq!((console.source_ip.as_str(), console.endpoint), ("198.51.100.7", None));
        let through = ThroughEndpoint { id: "vpce-1".to_owned(), private_ip: PRIVATE.to_owned() };
        assert_eq!(doors.applied(Origin::terminal()).endpoint, Some(through));
        let summaries = [&doors.console, &doors.terminal, &Whereabouts::default()].map(Whereabouts::summary);
        assert_eq!(
            summaries,
            [Some("from 198.51.100.7".to_owned()), Some("through vpce-1".to_owned()), None]
        );
    }
}
