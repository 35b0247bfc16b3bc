use crate::request::{Level, NamedPolicy};
use crate::statement::Part;
use crate::trace::Grant;

/// Listens while a request is evaluated.
pub(crate) trait Recorder {
    /// Whether it wants to hear of everything. If not, evaluation stops where the rest
    /// cannot change the outcome.
    const EVERYTHING: bool;

    /// A level of an organisation begins.
    fn begin_level(&mut self, _level: &Level) {}
    /// A level ends, and whether it allows.
    fn end_level(&mut self, _allows: bool) {}
    /// A policy begins.
    fn begin_policy(&mut self, _policy: &NamedPolicy) {}
    /// A part of the current statement does not fit.
    fn miss(&mut self, _part: Part) {}
    /// The statement at that place is done, and whether it applies.
    fn end_statement(&mut self, _index: usize, _applies: Option<Grant>) {}
}

/// Hears nothing: for deciding only.
pub(super) struct Deaf;

impl Recorder for Deaf {
    const EVERYTHING: bool = false;
}
