//! What an account has asked IAM to find out.

use crate::tick::Timestamp;
use serde::{Deserialize, Serialize};

/// A credential report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialReport {
    /// When it was made.
    pub made: Timestamp,
    /// Comma-separated values, one user a line.
    pub text: String,
}

/// The last use of a service by a user or role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceUse {
    /// When.
    pub at: Timestamp,
    /// e.g. `us-east-1`
    pub region: String,
}

/// A report on which services a thing gives access to and when they were last used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessReport {
    /// When it was made.
    pub made: Timestamp,
    /// `SERVICE_LEVEL` or `ACTION_LEVEL`, as it was asked for.
    pub granularity: String,
    /// The services that the thing gives access to.
    pub services: Vec<AccessedService>,
}

/// A service in an [`AccessReport`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessedService {
    /// The service's prefix in actions, e.g. `s3`.
    pub namespace: String,
    /// Unique ids of the users and roles that have the access, with their last use of it.
    pub entities: Vec<(String, Option<ServiceUse>)>,
}
