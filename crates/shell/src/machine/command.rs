//! Runs pipelines and single commands.

use super::redirect::ReadyRedirect;
use super::{DEEPEST, Leave, Machine};
use crate::process::{Effect, Question, Stdin};
use crate::state::{Dialect, Surroundings, text_of};
use crate::syntax::{Body, Command, Pipeline, Redirect, Script, Target, Word};
use crate::{aws, builtins, expand};
use std::collections::VecDeque;
use std::sync::Arc;

/// A command with its words expanded.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Ready {
    assignments: Vec<(String, String)>,
    words: Vec<String>,
    /// PowerShell's script blocks, which stood among the words.
    blocks: Vec<Arc<Script>>,
    redirects: Vec<ReadyRedirect>,
}

impl Machine<'_> {
    /// Runs a pipeline's commands, each on the output of the one before.
    pub(super) fn run_pipeline(&mut self, pipeline: &Pipeline) {
        let many = pipeline.commands.len() > 1;
        let kept = many.then(|| Surroundings::of(self.process.state));
        let last = pipeline.commands.len().saturating_sub(1);
        for (i, command) in pipeline.commands.iter().enumerate() {
            if i == last {
                self.run_command(command);
                break;
            }
            let (output, object) = self.capture_with(false, |m| m.run_command(command));
            self.process.stdin = Stdin::of(output);
            self.process.object_in = object;
        }
        if many {
            self.process.stdin = self.usual_stdin();
            self.process.object_in = None;
        }
        // The commands of a pipeline are bash's subshells: what they set is gone afterwards.
        if self.process.state.dialect == Dialect::Bash
            && let Some(kept) = kept
        {
            kept.restore(self.process.state);
        }
        if pipeline.negated {
            self.process.state.status = i32::from(self.process.state.status == 0);
        }
    }

    fn run_command(&mut self, command: &Command) {
        match &command.body {
            Body::Simple { assignments, words } => {
                if let Some(ready) = self.prepare(assignments, words, &command.redirects)
                    && let Err(question) = self.execute(&ready, None)
                {
                    self.process.error(format!("{}\n", question.text));
                    self.process.state.status = 1;
                }
            }
            body if command.redirects.is_empty() => self.run_body(body),
            body => {
                let Some(redirects) = self.redirects(&command.redirects) else { return };
                self.redirected(&redirects, |m| m.run_body(body));
            }
        }
    }

    fn run_body(&mut self, body: &Body) {
        match body {
            Body::Subshell(script) => {
                let kept = Surroundings::of(self.process.state);
                self.run_nested(script);
                kept.restore(self.process.state);
                if self.process.effect == Some(Effect::Exit) {
                    self.process.effect = None;
                }
            }
            Body::Assign { target, value } => self.assign(target, value),
            Body::Value(word) => {
                self.complained = false;
                let value = expand::value(self, word);
                builtins::objects::show(&mut self.process, value);
                self.process.state.status = i32::from(self.complained);
            }
            Body::Simple { .. } => {}
            compound => {
                let mut work = Vec::new();
                self.unfold(compound, &mut work);
                self.depth += 1;
                if self.depth <= DEEPEST {
                    self.drive(work);
                }
                self.depth -= 1;
            }
        }
    }

    fn assign(&mut self, target: &Target, pipeline: &Pipeline) {
        let (output, object) = self.capture_with(false, |m| m.run_pipeline(pipeline));
        let value = object.unwrap_or_else(|| expand::lines(&output));
        match target {
            Target::Variable(name) => {
                self.process.state.variables.insert(name.clone(), value);
            }
            Target::Environment(name) => {
                builtins::environment::set_ignoring_case(self.process.state, name, text_of(&value))
            }
        }
    }

    /// Expands a command's words. `None` if that failed, which has then been said.
    pub(super) fn prepare(
        &mut self,
        assignments: &[(String, Word)],
        words: &[Word],
        redirects: &[Redirect],
    ) -> Option<Ready> {
        // `$?` in the words is the status of the command before.
        let before = self.process.state.status;
        let substitutes = assignments.iter().any(|(_, word)| word.substitutes());
        let blocks = words.iter().filter_map(Word::block).cloned().collect();
        let words = expand::words(self, words)?;
        let assignments = assignments.iter().map(|(name, w)| (name.clone(), expand::text(self, w))).collect();
        let redirects = self.redirects(redirects)?;
        if !words.is_empty() {
            self.process.state.status = before;
        } else if !substitutes {
            // A command made of assignments alone has the status of its last substitution, if it has one.
            self.process.state.status = 0;
        }
        Some(Ready { assignments, words, blocks, redirects })
    }

    pub(super) fn execute(
        &mut self,
        ready: &Ready,
        answers: Option<VecDeque<String>>,
    ) -> Result<(), Question> {
        if let Some(answers) = answers {
            self.process.stdin = Stdin::Terminal(answers);
        }
        if ready.redirects.is_empty() {
            return self.call(ready);
        }
        let mut result = Ok(());
        self.redirected(&ready.redirects, |m| result = m.call(ready));
        result
    }

    /// Calls a command by its name.
    fn call(&mut self, ready: &Ready) -> Result<(), Question> {
        let Some((name, arguments)) = ready.words.split_first() else {
            for (name, value) in &ready.assignments {
                self.process.state.assign(name, value.clone());
            }
            return Ok(());
        };
        if let Some(status) = self.flow(name, arguments) {
            self.process.state.status = status;
            return Ok(());
        }
        if let Some(script) = builtins::control::script(&mut self.process, name, arguments) {
            self.run_nested(&script);
            self.leaving = self.leaving.filter(|leave| *leave != Leave::Function);
            return Ok(());
        }
        if let Some(status) = self.each(name, arguments, &ready.blocks) {
            self.process.state.status = status;
            return Ok(());
        }
        let kept = (!ready.assignments.is_empty()).then(|| self.process.state.environment.clone());
        self.process.state.environment.extend(ready.assignments.iter().cloned());
        self.process.object_out = None;
        let status = if name == "aws" || name == "aws.exe" {
            aws::run(&mut self.process, arguments)
        } else {
            builtins::run(&mut self.process, name, arguments)
        };
        if let Some(kept) = kept {
            self.process.state.environment = kept;
        }
        let status = status?;
        self.process.state.status = status;
        if builtins::is_program(self.process.state.dialect, name) {
            self.process.state.last_exit_code = status;
        }
        Ok(())
    }
}
