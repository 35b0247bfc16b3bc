//! What EC2 keeps.

use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// An instance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instance {
    /// `ami-…`
    pub image: String,
    /// e.g. `t3.micro`
    pub kind: String,
    /// `r-…`: those of one launch have the same.
    pub reservation: String,
    /// The key pair that it was launched with.
    pub key: Option<String>,
    /// Its instance profile.
    pub association: Option<Association>,
    /// What its metadata endpoint asks for.
    pub tokens: Tokens,
    /// Whether it runs.
    pub state: InstanceState,
}

/// The bond of an instance and an instance profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Association {
    /// `iip-assoc-…`
    pub id: String,
    /// The instance profile's ARN.
    pub profile: String,
    /// Since when.
    pub since: Timestamp,
}

/// Whether requests to the metadata endpoint need a session token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tokens {
    /// Without one they are refused (IMDSv2).
    Required,
    /// They may do without (IMDSv1).
    Optional,
}

impl Tokens {
    /// As the API spells it.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Optional => "optional",
        }
    }
}

/// Whether an instance runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum InstanceState {
    /// It does.
    Running,
    /// It can be started again.
    Stopped,
    /// It never will again.
    Terminated,
}

impl InstanceState {
    /// As the API spells it.
    #[must_use]
    pub const fn text(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Stopped => "stopped",
            Self::Terminated => "terminated",
        }
    }

    /// The number that the API has for it.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Running => 16,
            Self::Terminated => 48,
            Self::Stopped => 80,
        }
    }
}
