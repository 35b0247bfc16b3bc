//! Runs scripts: what comes next, what it reads, where its output goes.
//!
//! What is still to be done is kept as data, so that a command can wait for an answer, and so that a line can
//! be stopped.

mod blocks;
mod command;
mod functions;
mod redirect;

use crate::expand;
use crate::output::Stream;
use crate::process::{Effect, Process, Question, Stdin};
use crate::state::{Dialect, State, Surroundings};
use crate::syntax::{Body, Command, Connector, Pipeline, Script, Statement};
use cloud::Endpoint;
use command::Ready;
use serde_json::Value;
use std::collections::VecDeque;
use std::sync::Arc;

/// The most commands that one line may run.
const MOST_STEPS: usize = 10_000;
/// The most bytes that the words of one line may become.
const MOST_EXPANDED: usize = 16 << 20;
/// How deep substitutions, subshells and `eval` may nest.
const DEEPEST: usize = 16;

/// A script on its way.
pub(crate) struct Machine<'a> {
    pub(crate) process: Process<'a>,
    steps: usize,
    expanded: usize,
    stopped: bool,
    depth: usize,
    leaving: Option<Leave>,
    /// Whether an operator of PowerShell's refused its operands.
    pub(crate) complained: bool,
}

/// What is being left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Leave {
    /// `break`: the loop.
    Loop,
    /// `continue`: this round of the loop.
    Round,
    /// `return`: the function or file.
    Function,
}

/// Something still to be done; the last comes first.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Work {
    Statement(Statement),
    /// A pipeline that runs if the one before went well, or did not.
    Next(Connector, Pipeline),
    For {
        name: String,
        items: VecDeque<Value>,
        body: Arc<Script>,
    },
    While {
        until: bool,
        condition: Arc<Script>,
        body: Arc<Script>,
    },
    /// A command that waited for an answer.
    Resume {
        ready: Ready,
        answers: VecDeque<String>,
        shown: usize,
    },
}

/// A line that waits for an answer.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Waiting {
    pub(crate) question: Question,
    pub(crate) rest: Vec<Work>,
}

impl Waiting {
    /// Gives the command that asked one answer more.
    pub(crate) fn add_answer(&mut self, answer: &str) {
        if let Some(Work::Resume { answers, .. }) = self.rest.last_mut() {
            answers.push_back(answer.to_owned());
        }
    }
}

impl<'a> Machine<'a> {
    pub(crate) fn new(state: &'a mut State, cloud: &'a mut dyn Endpoint) -> Self {
        let process = Process::new(state, cloud);
        Self { process, steps: 0, expanded: 0, stopped: false, depth: 0, leaving: None, complained: false }
    }

    /// Runs everything, or up to a question.
    pub(crate) fn drive(&mut self, mut work: Vec<Work>) -> Option<Waiting> {
        while let Some(next) = work.pop() {
            let leaves = matches!(self.process.effect, Some(Effect::Exit | Effect::Enter(_)));
            if leaves || !self.count_step() {
                return None;
            }
            if let Err(question) = self.step(next, &mut work) {
                return Some(Waiting { question, rest: work });
            }
            if let Some(leave) = self.leaving {
                self.leave(leave, &mut work);
            }
        }
        None
    }

    /// Drops what is not to be done any more. A loop that is not among it is further out.
    fn leave(&mut self, leave: Leave, work: &mut Vec<Work>) {
        if leave == Leave::Function {
            work.clear();
            return;
        }
        let is_loop = |work: &Work| matches!(work, Work::For { .. } | Work::While { .. });
        match work.iter().rposition(is_loop) {
            Some(at) => {
                work.truncate(if leave == Leave::Loop { at } else { at + 1 });
                self.leaving = None;
            }
            None => work.clear(),
        }
    }

    /// Runs a script that cannot ask, such as one whose output is captured.
    pub(super) fn run_nested(&mut self, script: &Script) {
        self.drive_nested(statements(script));
    }

    /// Does work that cannot ask.
    fn drive_nested(&mut self, work: Vec<Work>) {
        if self.depth >= DEEPEST {
            self.process.error("IAM Playground: commands are nested too deep\n");
            self.process.state.status = 1;
            return;
        }
        self.depth += 1;
        if let Some(waiting) = self.drive(work) {
            // Nobody can be asked here; the question is as if the input had ended.
            self.process.error(format!("{}\n", waiting.question.text));
            self.process.state.status = 1;
        }
        self.depth -= 1;
    }

    fn count_step(&mut self) -> bool {
        if self.stopped {
            return false;
        }
        self.steps += 1;
        self.stopped =
            self.steps >= MOST_STEPS || self.expanded > MOST_EXPANDED || self.process.out.is_full();
        if self.stopped {
            self.process.error(format!("IAM Playground: stopped after {} commands\n", self.steps));
            self.process.state.status = 130;
        }
        !self.stopped
    }

    /// Counts the text that words became, so that no line works without end on long ones.
    pub(crate) fn count_text(&mut self, bytes: usize) {
        self.expanded += bytes;
    }

    fn step(&mut self, next: Work, work: &mut Vec<Work>) -> Result<(), Question> {
        match next {
            Work::Statement(statement) => {
                work.extend(statement.rest.into_iter().rev().map(|(c, p)| Work::Next(c, p)));
                self.pipeline(&statement.first, work)
            }
            Work::Next(connector, pipeline) => {
                let well = self.process.state.status == 0;
                if well == (connector == Connector::And) { self.pipeline(&pipeline, work) } else { Ok(()) }
            }
            Work::For { name, mut items, body } => {
                if let Some(item) = items.pop_front() {
                    self.process.state.variables.insert(name.clone(), item);
                    work.push(Work::For { name, items, body: Arc::clone(&body) });
                    work.extend(statements(&body));
                }
                Ok(())
            }
            Work::While { until, condition, body } => {
                if self.holds(&condition) != until {
                    work.push(Work::While { until, condition, body: Arc::clone(&body) });
                    work.extend(statements(&body));
                } else {
                    self.process.state.status = 0;
                }
                Ok(())
            }
            Work::Resume { ready, answers, shown } => {
                let before = std::mem::take(&mut self.process.out);
                let result = self.execute(&ready, Some(answers.clone()));
                let fresh = std::mem::replace(&mut self.process.out, before).without_first(shown);
                let fresh_length = fresh.len();
                fresh.pieces.iter().for_each(|piece| self.process.out.add(piece));
                result.inspect_err(|_| work.push(Work::Resume { ready, answers, shown: fresh_length }))
            }
        }
    }

    /// Runs a pipeline at the top, where a command may ask.
    fn pipeline(&mut self, pipeline: &Pipeline, work: &mut Vec<Work>) -> Result<(), Question> {
        if let [command] = pipeline.commands.as_slice()
            && !pipeline.negated
            && command.redirects.is_empty()
            && self.unfold(&command.body, work)
        {
            return Ok(());
        }
        if let [Command { body: Body::Simple { assignments, words }, redirects }] =
            pipeline.commands.as_slice()
            && !pipeline.negated
        {
            let Some(ready) = self.prepare(assignments, words, redirects) else { return Ok(()) };
            let before = self.process.out.len();
            return self.execute(&ready, None).inspect_err(|_| {
                let shown = self.process.out.len() - before;
                work.push(Work::Resume { ready, answers: VecDeque::new(), shown });
            });
        }
        self.run_pipeline(pipeline);
        Ok(())
    }

    /// Puts what a compound command consists of on the work to be done. `false` if it is none.
    pub(super) fn unfold(&mut self, body: &Body, work: &mut Vec<Work>) -> bool {
        match body {
            Body::Group(script) => work.extend(statements(script)),
            Body::If { branches, otherwise } => {
                let chosen =
                    branches.iter().find(|(condition, _)| self.holds(condition)).map(|(_, body)| body);
                match chosen.or(otherwise.as_ref()) {
                    Some(script) => work.extend(statements(script)),
                    None => self.process.state.status = 0,
                }
            }
            Body::For { name, items, body } => {
                let items = expand::values(self, items).into();
                self.process.state.status = 0;
                work.push(Work::For { name: name.clone(), items, body: Arc::clone(body) });
            }
            Body::Case { word, arms } => {
                let text = expand::text(self, word);
                self.process.state.status = 0;
                let chosen = arms.iter().find(|(patterns, _)| {
                    patterns.iter().any(|p| {
                        let pattern = expand::pattern(self, p);
                        expand::glob::matches(&pattern, &text)
                    })
                });
                work.extend(chosen.map(|(_, body)| statements(body)).unwrap_or_default());
            }
            Body::Function { name, body } => {
                self.process.state.functions.insert(name.clone(), Arc::clone(body));
                self.process.state.status = 0;
            }
            Body::While { until, condition, body } => {
                let (condition, body) = (Arc::clone(condition), Arc::clone(body));
                work.push(Work::While { until: *until, condition, body });
            }
            _ => return false,
        }
        true
    }

    fn holds(&mut self, condition: &Script) -> bool {
        match self.process.state.dialect {
            Dialect::Bash => {
                self.run_nested(condition);
                self.process.state.status == 0
            }
            Dialect::PowerShell => expand::truth(&self.value_of(condition)),
        }
    }

    /// Runs a script and returns what it wrote to standard output, and its value where it has one.
    pub(crate) fn capture(&mut self, script: &Script) -> (Vec<u8>, Option<Value>) {
        let kept =
            (self.process.state.dialect == Dialect::Bash).then(|| Surroundings::of(self.process.state));
        let result = self.capture_with(false, |m| m.run_nested(script));
        if let Some(kept) = kept {
            kept.restore(self.process.state);
        }
        result
    }

    fn value_of(&mut self, script: &Script) -> Value {
        let (output, object) = self.capture(script);
        object.unwrap_or_else(|| expand::lines(&output))
    }

    /// Runs something with its standard output kept apart; what it writes to standard error is passed on.
    pub(super) fn capture_with(
        &mut self,
        terminal: bool,
        run: impl FnOnce(&mut Self),
    ) -> (Vec<u8>, Option<Value>) {
        let outer = std::mem::take(&mut self.process.out);
        let outer_terminal = std::mem::replace(&mut self.process.terminal, terminal);
        let outer_object = self.process.object_out.take();
        let stdin = matches!(self.process.stdin, Stdin::Terminal(_)).then(Stdin::empty);
        let outer_stdin = stdin.map(|empty| std::mem::replace(&mut self.process.stdin, empty));
        run(self);
        if let Some(outer_stdin) = outer_stdin {
            self.process.stdin = outer_stdin;
        }
        self.process.terminal = outer_terminal;
        let object = std::mem::replace(&mut self.process.object_out, outer_object);
        let inner = std::mem::replace(&mut self.process.out, outer);
        for piece in inner.pieces.iter().filter(|p| p.stream == Stream::Err) {
            self.process.out.add(piece);
        }
        (inner.bytes(), object)
    }

    /// What a command reads that nothing is piped to.
    pub(super) fn usual_stdin(&self) -> Stdin {
        if self.depth == 0 { Stdin::Terminal(VecDeque::new()) } else { Stdin::empty() }
    }
}

/// The statements of a script as work, the first one last.
pub(crate) fn statements(script: &Script) -> Vec<Work> {
    script.0.iter().rev().cloned().map(Work::Statement).collect()
}
