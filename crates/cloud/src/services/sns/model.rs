//! What SNS keeps.

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

/// A standard topic.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Attributes that were set, besides the policy, by their API names.
    pub attributes: OrdMap<String, String>,
}

/// A subscription to a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// The topic's ARN.
    pub topic: String,
    /// The account that subscribed.
    pub owner: String,
    /// e.g. `sqs`
    pub protocol: String,
    /// The queue's ARN, the mail address and the like.
    pub endpoint: String,
    /// Whether the endpoint's owner has agreed; nothing is delivered before.
    pub confirmed: bool,
    /// Whether messages come without SNS's wrapping.
    pub raw: bool,
}
