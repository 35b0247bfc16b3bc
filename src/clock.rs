//! The world's clock: the browser's, moved or stopped by the learner.

use cloud::{Tick, Timestamp};
use serde::{Deserialize, Serialize};

/// How the world's time follows the browser's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// It runs, so many seconds ahead of the browser.
    Running {
        /// Seconds, never negative but through a change of the browser's clock.
        ahead: i64,
    },
    /// It stands.
    Stopped {
        /// The moment it shows.
        at: Timestamp,
    },
}

impl Default for Clock {
    fn default() -> Self {
        Self::Running { ahead: 0 }
    }
}

impl Clock {
    /// The world's time.
    #[must_use]
    pub fn now(self) -> Timestamp {
        match self {
            Self::Running { ahead } => browser_now().plus(ahead),
            Self::Stopped { at } => at,
        }
    }

    /// A clock that runs from `now` on.
    #[must_use]
    pub fn starting_at(now: Timestamp) -> Self {
        Self::Running { ahead: now.since(browser_now()) }
    }

    /// The same clock moved forward.
    #[must_use]
    pub fn stepped(self, seconds: i64) -> Self {
        match self {
            Self::Running { ahead } => Self::Running { ahead: ahead.saturating_add(seconds) },
            Self::Stopped { at } => Self::Stopped { at: at.plus(seconds) },
        }
    }

    /// The clock standing where it is.
    #[must_use]
    pub fn stopped(self) -> Self {
        Self::Stopped { at: self.now() }
    }

    /// The clock going on from where it is.
    #[must_use]
    pub fn running(self) -> Self {
        Self::starting_at(self.now())
    }

    /// The next tick: the world's time and fresh randomness.
    #[must_use]
    pub fn tick(self) -> Tick {
        Tick { now: self.now(), seed: random_seed() }
    }
}

/// The browser's time in whole seconds.
fn browser_now() -> Timestamp {
    // Milliseconds since 1970 fit an i64 for as long as a browser can tell the time.
    #[expect(clippy::cast_possible_truncation, reason = "a browser's clock ends within 2^53 ms")]
    Timestamp((js_sys::Date::now() / 1_000.0) as i64)
}

/// Randomness from the browser's cryptographic generator.
fn random_seed() -> u64 {
    let mut bytes = [0; 8];
    let filled =
        gloo::utils::window().crypto().and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes));
    match filled {
        Ok(_) => u64::from_le_bytes(bytes),
        // Only a browser without Web Crypto comes here; ids then merely repeat when the clock stands.
        Err(_) => js_sys::Math::random().to_bits(),
    }
}
