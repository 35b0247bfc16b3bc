//! YAML as the CLI writes it.

use super::sorted_keys;
use serde_json::Value;

pub(super) fn show(value: &Value) -> String {
    if value.as_object().is_some_and(serde_json::Map::is_empty) {
        return String::new();
    }
    let mut out = String::new();
    block(value, 0, &mut out);
    out
}

/// One answer of a stream.
pub(super) fn show_item(value: &Value) -> String {
    let mut out = String::new();
    sequence(std::slice::from_ref(value), 0, &mut out);
    out
}

fn block(value: &Value, indent: usize, out: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => mapping(value, indent, out),
        Value::Array(items) if !items.is_empty() => sequence(items, indent, out),
        other => {
            out.push_str(&inline(other));
            out.push('\n');
        }
    }
}

fn mapping(value: &Value, indent: usize, out: &mut String) {
    for (i, key) in sorted_keys(value).into_iter().enumerate() {
        if i > 0 {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str(&scalar(key));
        out.push(':');
        match &value[key] {
            Value::Object(members) if !members.is_empty() => {
                out.push('\n');
                out.push_str(&" ".repeat(indent + 2));
                mapping(&value[key], indent + 2, out);
            }
            Value::Array(items) if !items.is_empty() => {
                out.push('\n');
                out.push_str(&" ".repeat(indent));
                sequence(items, indent, out);
            }
            other => {
                out.push(' ');
                out.push_str(&inline(other));
                out.push('\n');
            }
        }
    }
}

fn sequence(items: &[Value], indent: usize, out: &mut String) {
    for (i, item) in items.iter().enumerate() {
        if i > 0 {
            out.push_str(&" ".repeat(indent));
        }
        out.push_str("- ");
        block(item, indent + 2, out);
    }
}

fn inline(value: &Value) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Bool(flag) => flag.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => scalar(text),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
    }
}

/// Text, quoted where YAML would read something else.
fn scalar(text: &str) -> String {
    const WORDS: [&str; 10] = ["null", "true", "false", "yes", "no", "on", "off", "~", "y", "n"];
    let number_like = text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c))
        && text.chars().all(|c| c.is_ascii_digit() || "+-.:eE_TZ".contains(c));
    let special = text.is_empty()
        || WORDS.contains(&text.to_lowercase().as_str())
        || number_like
        || text.starts_with(|c: char| {
            " !&*-?#|>@%`\"'{}[],:=".contains(c) && !(c == '-' && text.len() > 1 && !text.starts_with("- "))
        })
        || text.ends_with([' ', ':'])
        || text.contains(": ")
        || text.contains(" #");
    if text.chars().any(char::is_control) {
        return Value::from(text).to_string();
    }
    if special { format!("'{}'", text.replace('\'', "''")) } else { text.to_owned() }
}
