//! PowerShell's commands that run a script block for each item: `Where-Object`, `ForEach-Object`.

use super::{Machine, Work};
use crate::builtins::objects;
use crate::expand::{self, operators};
use crate::state::Dialect;
use crate::syntax::operator::Operator;
use crate::syntax::{Body, Script};
use serde_json::Value;
use std::sync::Arc;

/// The commands here.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Each {
    Where,
    ForEach,
}

fn command(name: &str) -> Option<Each> {
    Some(match name.to_lowercase().as_str() {
        "where-object" | "where" | "?" => Each::Where,
        "foreach-object" | "foreach" | "%" => Each::ForEach,
        _ => return None,
    })
}

impl Machine<'_> {
    /// Runs a command that takes script blocks. `None` if it is none of these.
    pub(super) fn each(&mut self, name: &str, arguments: &[String], blocks: &[Arc<Script>]) -> Option<i32> {
        if self.process.state.dialect != Dialect::PowerShell {
            return None;
        }
        let Some(command) = command(name) else {
            if blocks.is_empty() {
                return None;
            }
            self.process.error(format!(
                "IAM Playground: script blocks for {name}: not simulated. Where-Object and ForEach-Object take them.\n"
            ));
            return Some(1);
        };
        let input = operators::into_items(objects::input(&mut self.process));
        let result = match (command, blocks) {
            (Each::Where, [test]) => self.filtered(input, test),
            (Each::Where, []) => self.compared(input, arguments),
            (Each::ForEach, [each]) => self.mapped(input, None, each, None),
            (Each::ForEach, [first, each]) => self.mapped(input, Some(first), each, None),
            (Each::ForEach, [first, each, last]) => self.mapped(input, Some(first), each, Some(last)),
            (Each::ForEach, []) if !arguments.is_empty() => Ok(input
                .iter()
                .map(|item| expand::named(item, arguments[arguments.len() - 1].as_str()))
                .collect()),
            _ => Err(format!("{name}: give it a script block, e.g. {name} {{ $_ }}")),
        };
        Some(match result {
            Ok(mut values) => {
                let shown = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
                objects::show(&mut self.process, shown);
                0
            }
            Err(message) => {
                self.process.error(format!("{message}\n"));
                1
            }
        })
    }

    fn filtered(&mut self, input: Vec<Value>, test: &Script) -> Result<Vec<Value>, String> {
        let mut kept = Vec::new();
        for item in input {
            if self.block(test, Some(&item)).last().is_some_and(expand::truth) {
                kept.push(item);
            }
            if self.stopped {
                break;
            }
        }
        Ok(kept)
    }

    /// `Where-Object Name -like a*`, `Where-Object Name`
    fn compared(&mut self, input: Vec<Value>, arguments: &[String]) -> Result<Vec<Value>, String> {
        let arguments: Vec<&str> = arguments
            .iter()
            .map(String::as_str)
            .filter(|a| !["-property", "-value"].contains(&a.to_lowercase().as_str()))
            .collect();
        let (name, operator, wanted) = match arguments.as_slice() {
            [name] => (name, None, ""),
            [name, operator, wanted @ ..] => {
                (name, Some(*operator), wanted.first().copied().unwrap_or_default())
            }
            [] => {
                return Err("Where-Object: give it a script block, e.g. Where-Object { $_.Name -like 'a*' }"
                    .to_owned());
            }
        };
        let test = operator.map(|o| Operator::by_name(&o.trim_start_matches('-').to_lowercase()));
        let test = match test {
            None => None,
            Some(Some(test @ Operator::Compare { .. })) => Some(test),
            Some(_) => {
                return Err(format!("Where-Object: {} is no comparison", operator.unwrap_or_default()));
            }
        };
        let mut kept = Vec::new();
        for item in input {
            let member = expand::named(&item, name);
            let holds = match test {
                None => member,
                Some(test) => operators::binary(self.process.state, test, member, wanted.into())?,
            };
            if expand::truth(&holds) {
                kept.push(item);
            }
        }
        Ok(kept)
    }

    fn mapped(
        &mut self,
        input: Vec<Value>,
        first: Option<&Arc<Script>>,
        each: &Script,
        last: Option<&Arc<Script>>,
    ) -> Result<Vec<Value>, String> {
        let mut values = first.map(|first| self.block(first, None)).unwrap_or_default();
        for item in input {
            values.extend(self.block(each, Some(&item)));
            if self.stopped {
                break;
            }
        }
        values.extend(last.map(|last| self.block(last, None)).unwrap_or_default());
        Ok(values)
    }

    /// Runs a script block with `$_`, and gives the values of its statements.
    fn block(&mut self, script: &Script, item: Option<&Value>) -> Vec<Value> {
        let outer = self.process.state.variables.remove("_");
        if let Some(item) = item {
            self.process.state.variables.insert("_".to_owned(), item.clone());
        }
        let mut values = Vec::new();
        for statement in &script.0 {
            let work = vec![Work::Statement(statement.clone())];
            let (output, object) = self.capture_with(false, |m| m.drive_nested(work));
            // A loop's last value is not its only one.
            let loops = statement
                .first
                .commands
                .iter()
                .any(|c| matches!(c.body, Body::For { .. } | Body::While { .. }));
            let value = object.filter(|_| !loops).unwrap_or_else(|| expand::lines(&output));
            values.extend(operators::into_items(value));
            if self.stopped {
                break;
            }
        }
        self.process.state.variables.remove("_");
        if let Some(outer) = outer {
            self.process.state.variables.insert("_".to_owned(), outer);
        }
        values
    }
}
