//! What CloudWatch Logs keeps.

use crate::tick::Timestamp;
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

/// A log group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogGroup {
    /// Days that events are kept; `None` is for ever.
    pub retention: Option<i64>,
    /// Streams by name.
    pub streams: OrdMap<String, LogStream>,
}

/// A log stream.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogStream {
    /// When it was made.
    pub created: Timestamp,
    /// Events in the order in which they came.
    pub events: Vector<LogEvent>,
}

/// A log event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogEvent {
    /// Milliseconds since 1970, as the sender says.
    pub time: i64,
    /// The text.
    pub message: String,
    /// When it came.
    pub ingested: Timestamp,
}
