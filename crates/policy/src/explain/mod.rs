//! stub
use crate::{Explanation, Layers, Request, decide};
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
