//! Errors as the services answer them.

use serde::{Deserialize, Serialize};

/// An error answer: AWS's code, text and HTTP status. Source: spec error-wordings.md.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiError {
    /// The error code, e.g. `NoSuchEntity`.
    pub code: String,
    /// The text that AWS sends.
    pub message: String,
    /// The HTTP status.
    pub http: u16,
    /// What kind of failure this is, for those who must tell a refusal from a mistake.
    pub fault: Fault,
}

/// Where on the request's way the error arose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fault {
    /// The caller could not be authenticated: unknown key, wrong signature, expired token.
    Authentication,
    /// A policy decision refused the request.
    Authorization,
    /// The request itself is wrong, or what it names is not there or not in the needed state.
    Request,
    /// The playground does not simulate this.
    NotSimulated,
}

impl ApiError {
    /// An error about the request.
    #[must_use]
    pub fn new(code: &str, http: u16, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into(), http, fault: Fault::Request }
    }

    /// The same error with another [`Fault`].
    #[must_use]
    pub fn with_fault(self, fault: Fault) -> Self {
        Self { fault, ..self }
    }

    pub(crate) fn validation(message: impl Into<String>) -> Self {
        Self::new("ValidationError", 400, message)
    }

    /// `NoSuchEntity`: IAM's answer when what a request names is not there.
    pub(crate) fn no_such_entity(message: impl Into<String>) -> Self {
        Self::new("NoSuchEntity", 404, message)
    }

    pub(crate) fn already_exists(message: impl Into<String>) -> Self {
        Self::new("EntityAlreadyExists", 409, message)
    }

    pub(crate) fn delete_conflict(message: impl Into<String>) -> Self {
        Self::new("DeleteConflict", 409, message)
    }

    pub(crate) fn limit(message: impl Into<String>) -> Self {
        Self::new("LimitExceeded", 409, message)
    }

    /// IAM's answer to one thing too many.
    pub(crate) fn quota(name: &str, most: usize) -> Self {
        Self::limit(format!("Cannot exceed quota for {name}: {most}"))
    }

    /// `MalformedXML`: S3's answer to a body, or a part of one, that is not as it should be.
    pub(crate) fn malformed_xml() -> Self {
        let message =
            "The XML you provided was not well-formed or did not validate against our published schema";
        Self::new("MalformedXML", 400, message)
    }

    pub(crate) fn authentication(code: &str, http: u16, message: impl Into<String>) -> Self {
        Self::new(code, http, message).with_fault(Fault::Authentication)
    }

    pub(crate) fn not_simulated(message: impl Into<String>) -> Self {
        Self::new("NotSimulated", 501, message).with_fault(Fault::NotSimulated)
    }
}

impl std::fmt::Display for ApiError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}

impl std::error::Error for ApiError {}

impl From<policy::Refusal> for ApiError {
    fn from(refusal: policy::Refusal) -> Self {
        Self::new(refusal.code, refusal.http, refusal.message)
    }
}
