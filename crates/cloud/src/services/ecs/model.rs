//! What ECS keeps.

use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// A revision of a task definition.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TaskDefinition {
    /// Its family.
    pub family: String,
    /// Counted from 1 in the family.
    pub revision: u64,
    /// The ARN of the role of what runs in the containers.
    pub task_role: Option<String>,
    /// The ARN of the role of ECS itself, to fetch images and write logs.
    pub execution_role: Option<String>,
    /// What else was given, as it was given.
    pub given: Map<String, Value>,
    /// When it was deregistered; until then new tasks can be run of it.
    pub deregistered: Option<Timestamp>,
}

/// A task, in the default cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Task {
    /// The ARN of its task definition.
    pub definition: String,
    /// The ARN of the role of what runs in it.
    pub role: Option<String>,
    /// What it was run with instead of what the definition says, as it was given.
    pub overrides: Map<String, Value>,
    /// `family:…`, or as given.
    pub group: String,
    /// Who started it, as they say.
    pub started_by: Option<String>,
    /// The names of its containers with their images.
    pub containers: Vec<(String, String)>,
    /// Whether commands can be run in it.
    pub can_execute: bool,
    /// When and why it was stopped.
    pub stopped: Option<(Timestamp, String)>,
}
