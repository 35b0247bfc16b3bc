//! The decision with its reasons.

mod miss;
mod reason;
mod tracer;

use std::borrow::Cow;

use crate::evaluate::{Probe, Scope, Verdict, decide_traced, evaluate_layer, special};
use crate::principal::Principal;
use crate::request::{Layers, Request};
use crate::trace::{Applies, Explanation, Grant, Layer, LayerResult, LayerTrace};
use tracer::Tracer;

/// Decides one check and says why. The decision is always that of [`decide`](crate::decide).
pub fn explain(request: &Request<'_>, layers: &Layers<'_>) -> Explanation {
    let mut traces = Vec::with_capacity(7);
    let special = special(request).map(reason::special);
    let decision = decide_traced(request, layers, |probe, layer, scope| {
        let scope = special.map_or(scope, Err);
        let (trace, verdict) = trace_layer(probe, layer, scope);
        traces.push(trace);
        verdict
    });
    for trace in &mut traces {
        trace.decisive = decision.decided_by.rests_on(trace.layer);
    }
    Explanation {
        decision,
        reason: reason::reason(request, decision, &traces),
        principal: caller(request.principal).into_owned(),
        action: request.action.to_owned(),
        resource: request.resource.arn.clone(),
        layers: traces,
    }
}

fn trace_layer(probe: &Probe<'_>, layer: Layer, scope: Scope<'_>) -> (LayerTrace, Verdict) {
    let mut trace = LayerTrace {
        layer,
        applies: Applies::Consulted,
        result: LayerResult::Silent,
        decisive: false,
        levels: Vec::new(),
        policies: Vec::new(),
    };
    let consulted = match scope {
        Ok(consulted) => consulted,
        Err(why_not) => {
            trace.applies = Applies::Not(Cow::Borrowed(why_not));
            return (trace, Verdict::default());
        }
    };
    let mut tracer = Tracer::new(probe);
    let verdict = evaluate_layer(layer, consulted, probe, &mut tracer);
    trace.result = result(verdict);
    (trace.levels, trace.policies) = tracer.finish();
    (trace, verdict)
}

fn result(verdict: Verdict) -> LayerResult {
    match (verdict.denies, verdict.grant) {
        (true, _) => LayerResult::Denies,
        (false, Some(grant)) => LayerResult::Allows(grant),
        (false, None) => LayerResult::Silent,
    }
}

/// The caller as messages name it.
fn caller(principal: &Principal) -> Cow<'_, str> {
    match principal {
        Principal::Service { name } => Cow::Borrowed(name),
        Principal::Federated { provider } => Cow::Borrowed(provider),
        Principal::Anonymous => Cow::Borrowed("anonymous"),
        _ => principal.arn().unwrap_or(Cow::Borrowed("")),
    }
}

impl LayerTrace {
    /// How far the type's Allow reaches, if it has one and no Deny.
    pub fn grant(&self) -> Option<Grant> {
        match self.result {
            LayerResult::Allows(grant) => Some(grant),
            LayerResult::Denies | LayerResult::Silent => None,
        }
    }
}

#[cfg(test)]
mod tests;
