//! bash's functions, and the commands that leave them and loops.

use super::{Leave, Machine};
use crate::state::Dialect;
use serde_json::Value;

impl Machine<'_> {
    /// Runs a function, or a command that leaves something. `None` if the name is none of these.
    pub(super) fn flow(&mut self, name: &str, arguments: &[String]) -> Option<i32> {
        if self.process.state.dialect != Dialect::Bash {
            return None;
        }
        match name {
            "break" => self.leaving = Some(Leave::Loop),
            "continue" => self.leaving = Some(Leave::Round),
            "return" => {
                self.leaving = Some(Leave::Function);
                let status = arguments.first().map(|status| status.parse::<u8>().map_or(2, i32::from));
                return Some(status.unwrap_or(self.process.state.status));
            }
            "shift" => {
                let count = arguments.first().and_then(|n| n.parse().ok()).unwrap_or(1);
                let state = &mut self.process.state;
                if count > state.arguments.len() {
                    return Some(1);
                }
                state.arguments.drain(..count);
            }
            "local" => return Some(self.local(arguments)),
            _ => return self.function(name, arguments),
        }
        Some(0)
    }

    fn function(&mut self, name: &str, arguments: &[String]) -> Option<i32> {
        let body = self.process.state.functions.get(name)?.clone();
        let outer = std::mem::replace(&mut self.process.state.arguments, arguments.to_vec());
        self.process.state.locals.push(Vec::new());
        self.process.state.status = 0;
        self.run_nested(&body);
        self.leaving = None;
        let state = &mut self.process.state;
        state.arguments = outer;
        for (name, value) in state.locals.pop().unwrap_or_default().into_iter().rev() {
            match value {
                Some(value) => drop(state.variables.insert(name, value)),
                None => drop(state.variables.remove(&name)),
            }
        }
        Some(state.status)
    }

    fn local(&mut self, arguments: &[String]) -> i32 {
        let state = &mut self.process.state;
        let Some(kept) = state.locals.last_mut() else {
            self.process.error("bash: local: can only be used in a function\n");
            return 1;
        };
        for argument in arguments {
            let (name, value) = argument.split_once('=').unwrap_or((argument, ""));
            kept.push((name.to_owned(), state.variables.get(name).cloned()));
            state.variables.insert(name.to_owned(), Value::String(value.to_owned()));
        }
        0
    }
}
