use super::miss;
use crate::document::{self, Statement, Version};
use crate::evaluate::{Probe, Recorder};
use crate::policy::Policy;
use crate::request::{Level, NamedPolicy};
use crate::statement::Part;
use crate::trace::{Grant, LevelTrace, Miss, PolicyTrace, StatementTrace, Verdict};

/// Writes down what one policy type's policies say.
pub(super) struct Tracer<'a> {
    probe: &'a Probe<'a>,
    levels: Vec<LevelTrace>,
    policies: Vec<PolicyTrace>,
    /// The policy being evaluated.
    current: Option<Policy>,
    /// What does not fit of the statement being evaluated.
    missed: Vec<Part>,
}

impl<'a> Tracer<'a> {
    pub(super) fn new(probe: &'a Probe<'a>) -> Self {
        Self { probe, levels: Vec::new(), policies: Vec::new(), current: None, missed: Vec::new() }
    }

    pub(super) fn finish(self) -> (Vec<LevelTrace>, Vec<PolicyTrace>) {
        (self.levels, self.policies)
    }

    fn statement(&mut self, index: usize, statement: &Statement, version: Version) -> StatementTrace {
        let parts = self.missed.drain(..);
        let mut misses: Vec<Miss> =
            parts.map(|part| miss::describe(part, statement, version, self.probe)).collect();
        let verdict = if misses.is_empty() { Verdict::Matched } else { Verdict::Missed(misses.remove(0)) };
        StatementTrace {
            index,
            sid: statement.sid.as_ref().map(|sid| sid.value.clone()),
            effect: statement.effect.value,
            span: statement.span,
            verdict,
            further: misses,
        }
    }
}

impl Recorder for Tracer<'_> {
    const EVERYTHING: bool = true;

    fn begin_level(&mut self, level: &Level) {
        self.levels.push(LevelTrace { name: level.name.clone(), allows: false });
    }

    fn end_level(&mut self, allows: bool) {
        if let Some(level) = self.levels.last_mut() {
            level.allows = allows;
        }
    }

    fn begin_policy(&mut self, named: &NamedPolicy) {
        let document: &document::Document = named.policy.document();
        self.policies.push(PolicyTrace {
            name: named.name.clone(),
            arn: named.arn.clone(),
            text: document.text.clone(),
            level: self.levels.len().checked_sub(1),
            statements: Vec::with_capacity(document.statements.len()),
        });
        self.current = Some(named.policy.clone());
    }

    fn miss(&mut self, part: Part) {
        self.missed.push(part);
    }

    fn end_statement(&mut self, index: usize, _: Option<Grant>) {
        let Some(policy) = self.current.clone() else {
            return;
        };
        let Some(statement) = policy.document().statements.get(index) else {
            return;
        };
        let trace = self.statement(index, statement, policy.document().version);
        if let Some(policy) = self.policies.last_mut() {
            policy.statements.push(trace);
        }
    }
}
