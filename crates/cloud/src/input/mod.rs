//! Validated parameters.

mod pattern;
mod validate;

use crate::error::ApiError;
use crate::iam::model::Tag;
use serde_json::{Map, Value};

pub(crate) use validate::validate;

/// The parameters of a call, checked against the operation's model: required members are there, types,
/// lengths, patterns and enums fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Input(Map<String, Value>);

impl Input {
    /// The parameter as text.
    ///
    /// # Errors
    /// A validation error if it was not given.
    pub fn text(&self, name: &str) -> Result<&str, ApiError> {
        self.opt_text(name).ok_or_else(|| validate::missing(name))
    }

    /// The parameter as text, if it was given.
    #[must_use]
    pub fn opt_text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// The parameter as a whole number, if it was given.
    #[must_use]
    pub fn int(&self, name: &str) -> Option<i64> {
        self.0.get(name)?.as_i64()
    }

    /// Whether the parameter was given as `true`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        self.opt_flag(name).unwrap_or(false)
    }

    /// The parameter as `true` or `false`, if it was given.
    #[must_use]
    pub fn opt_flag(&self, name: &str) -> Option<bool> {
        self.0.get(name)?.as_bool()
    }

    /// The parameter as a list; empty if it was not given.
    #[must_use]
    pub fn list(&self, name: &str) -> &[Value] {
        self.0.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    /// The parameter as a list of text; empty if it was not given.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<&str> {
        self.list(name).iter().filter_map(Value::as_str).collect()
    }

    /// The `Tags` parameter.
    #[must_use]
    pub fn tags(&self) -> Vec<Tag> {
        let text = |tag: &Value, name: &str| tag.get(name)?.as_str().map(str::to_owned);
        self.list("Tags")
            .iter()
            .filter_map(|tag| Some(Tag { key: text(tag, "Key")?, value: text(tag, "Value")? }))
            .collect()
    }

    /// Whether the parameter was given at all.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A parameter as it came.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }
}
