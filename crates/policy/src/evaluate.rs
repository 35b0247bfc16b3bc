//! The decision.

use crate::trace::Explanation;
use crate::{DecidedBy, Decision, Layers, Outcome, Request};

/// Decides one check.
pub fn decide(_request: &Request<'_>, _layers: &Layers<'_>) -> Decision {
    Decision {
        outcome: Outcome::ImplicitlyDenied,
        decided_by: DecidedBy::Identity,
    }
}

/// Decides one check and says why.
pub fn explain(request: &Request<'_>, layers: &Layers<'_>) -> Explanation {
    Explanation {
        decision: decide(request, layers),
        reason: String::new(),
        principal: String::new(),
        action: request.action.to_owned(),
        resource: request.resource.arn.clone(),
        layers: Vec::new(),
    }
}
