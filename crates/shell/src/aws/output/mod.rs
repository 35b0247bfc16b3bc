//! Showing answers: `--output json|text|table|yaml|yaml-stream|off`.

mod json;
mod table;
mod text;
mod yaml;

use super::session::Format;
use serde_json::Value;

/// The colours of tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    None,
    /// As the CLI writes them to files and pipes when told to: its colour library resets the colours after each
    /// piece that is written.
    Written,
    /// As its pager shows them on a terminal, without the resets that nothing needs.
    Shown,
}

/// An answer as the format shows it. `title` is the operation's name, which heads a table.
pub(crate) fn show(format: Format, title: &str, value: &Value, color: Color) -> String {
    match format {
        Format::Json => json::show(value),
        Format::Text => text::show(value),
        Format::Table => table::show(title, value, color),
        Format::Yaml => yaml::show(value),
        Format::YamlStream => yaml::show_item(value),
        Format::Off => String::new(),
    }
}

/// A scalar as Python's `str` writes it.
fn plain(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn is_scalar(value: &Value) -> bool {
    !matches!(value, Value::Array(_) | Value::Object(_))
}

/// The keys of an object in alphabetical order.
fn sorted_keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().into_iter().flatten().map(|(k, _)| k.as_str()).collect();
    keys.sort_unstable();
    keys
}

/// The keys that hold a scalar in any of some objects, in alphabetical order.
fn scalar_keys<'a>(rows: &'a [Value]) -> Vec<&'a str> {
    let mut keys: Vec<&'a str> = rows
        .iter()
        .filter_map(Value::as_object)
        .flatten()
        .filter(|(_, v)| is_scalar(v))
        .map(|(k, _)| k.as_str())
        .collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}
