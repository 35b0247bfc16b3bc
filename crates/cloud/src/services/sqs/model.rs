//! What SQS keeps.

use crate::tick::Timestamp;
use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

/// A standard queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Queue {
    /// Attributes that were set, besides the policy, by their API names.
    pub attributes: OrdMap<String, String>,
    /// When attributes were last set.
    pub modified: Timestamp,
    /// Messages in the order in which they were sent.
    pub messages: Vector<Arc<Message>>,
    /// When the queue was last purged.
    pub purged: Option<Timestamp>,
}

/// A message that is not deleted yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Message {
    /// A UUID.
    pub id: String,
    /// The text.
    pub body: String,
    /// `MessageAttributes` as they were sent; null if there were none.
    pub attributes: Value,
    /// The unique id of who sent it.
    pub sender: String,
    /// When it was sent.
    pub sent: Timestamp,
    /// From when on it can be received.
    pub visible: Timestamp,
    /// When it was first received.
    pub first_received: Option<Timestamp>,
    /// How often it was received.
    pub received: u32,
    /// What deletes it: given out with it when it was last received.
    pub receipt: Option<String>,
}
