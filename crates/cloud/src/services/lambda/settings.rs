//! What can be changed about a function: read from a request, and shown.

use super::model::Settings;
use crate::input::Input;
use serde_json::{Value, json};
use std::collections::BTreeMap;

impl Settings {
    /// Those of a function that says nothing of them, as AWS has them.
    pub(super) fn usual() -> Self {
        Self {
            runtime: None,
            handler: None,
            description: String::new(),
            timeout: 3,
            memory: 128,
            environment: BTreeMap::new(),
        }
    }

    /// These, changed as far as a request says.
    pub(super) fn changed(&self, input: &Input) -> Self {
        let text = |name: &str| input.opt_text(name).map(str::to_owned);
        Self {
            runtime: text("Runtime").or_else(|| self.runtime.clone()),
            handler: text("Handler").or_else(|| self.handler.clone()),
            description: text("Description").unwrap_or_else(|| self.description.clone()),
            timeout: input.int("Timeout").unwrap_or(self.timeout),
            memory: input.int("MemorySize").unwrap_or(self.memory),
            environment: environment(input).unwrap_or_else(|| self.environment.clone()),
        }
    }

    /// The environment as answers show it; functions without variables have none.
    pub(super) fn shown_environment(&self) -> Option<Value> {
        (!self.environment.is_empty()).then(|| json!({"Variables": self.environment}))
    }
}

fn environment(input: &Input) -> Option<BTreeMap<String, String>> {
    let variables = input.get("Environment")?.get("Variables")?.as_object()?;
    let text = |(name, value): (&String, &Value)| Some((name.clone(), value.as_str()?.to_owned()));
    Some(variables.iter().filter_map(text).collect())
}
