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
use conclude::{Facts, conclude};
use layer::Verdict;
use probe::with_probe;
use recorder::Deaf;
use scope::scope;

pub(crate) use layer::{PrincipalRule, ResourceRule, Rules};
pub(crate) use probe::Probe;
pub(crate) use recorder::Recorder;

/// Decides one check. Takes no memory, unless the action is longer than any of AWS's.
pub fn decide(request: &Request<'_>, layers: &Layers<'_>) -> Decision {
    let facts = Facts::of(request);
    with_probe(request, layers, |probe| {
        conclude(&facts, |layer| match scope(layer, request, layers) {
            Ok(consulted) => layer::evaluate(layer, consulted, probe, &mut Deaf),
            Err(_) => Verdict::default(),
        })
    })
}
