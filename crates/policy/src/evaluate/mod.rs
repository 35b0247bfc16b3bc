//! The decision, by the algorithm of spec/evaluation.md §4.
//!
//! [`decide`] and [`explain`] run the same code: a generic recorder listens or does not.

mod conclude;
mod layer;
mod probe;
mod recorder;
mod scope;

use crate::decision::Decision;
use crate::request::{Layers, Request};
use crate::trace::Layer;
use conclude::{Facts, conclude};
use probe::with_probe;
use recorder::Deaf;
use scope::scope;

pub(crate) use conclude::special;
pub(crate) use layer::{PrincipalRule, ResourceRule, Rules, Verdict, evaluate_layer};
pub(crate) use probe::Probe;
pub(crate) use recorder::Recorder;
pub(crate) use scope::Scope;

/// Decides one check. Takes no memory, unless the action is longer than any of AWS's.
pub fn decide(request: &Request<'_>, layers: &Layers<'_>) -> Decision {
    let facts = Facts::of(request);
    with_probe(request, layers, |probe| {
        conclude(&facts, |layer| match scope(layer, request, layers) {
            Ok(consulted) => evaluate_layer(layer, consulted, probe, &mut Deaf),
            Err(_) => Verdict::default(),
        })
    })
}

/// Decides one check from verdicts that `trace` finds, which sees every policy type.
pub(crate) fn decide_traced(
    request: &Request<'_>,
    layers: &Layers<'_>,
    mut trace: impl FnMut(&Probe<'_>, Layer, Scope<'_>) -> Verdict,
) -> Decision {
    let facts = Facts::of(request);
    with_probe(request, layers, |probe| {
        let verdicts = facts.order().map(|layer| trace(probe, layer, scope(layer, request, layers)));
        let mut verdicts = verdicts.into_iter();
        conclude(&facts, |_| verdicts.next().unwrap_or_default())
    })
}
