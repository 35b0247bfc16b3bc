//! PowerShell's values: JSON in and out, members, and how they are shown.

use super::display;
use super::display::shown;
use super::options;
use crate::expand::{self, lines, operators};
use crate::process::{Outcome, Process};
use crate::state::text_of;
use serde_json::Value;
use std::cmp::Ordering;

/// Writes a value: as text for whoever reads text, as the value for whoever takes values.
pub(crate) fn show(p: &mut Process<'_>, value: Value) {
    let text = shown(&value);
    p.print(text);
    p.object_out = Some(value);
}

/// What came down the pipeline, as a value.
pub(crate) fn input(p: &mut Process<'_>) -> Value {
    p.object_in.take().unwrap_or_else(|| lines(&p.stdin.rest()))
}

pub(super) fn convert_from_json(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let text = match arguments {
        [flag, text, ..] if flag.eq_ignore_ascii_case("-inputobject") => text.clone(),
        [text] => text.clone(),
        _ => match p.object_in.take() {
            Some(value) => text_of(&value),
            None => String::from_utf8_lossy(&p.stdin.rest()).into_owned(),
        },
    };
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => {
            show(p, value);
            Ok(0)
        }
        Err(error) => {
            p.error(format!("ConvertFrom-Json: Conversion from JSON failed with error: {error}\n"));
            Ok(1)
        }
    }
}

pub(super) fn convert_to_json(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let named = match options::named(p, "ConvertTo-Json", &["depth"], &["compress"], arguments) {
        Ok(named) => named,
        Err(status) => return Ok(status),
    };
    let value = input(p);
    let text = if named.has("compress") {
        serde_json::to_string(&value)
    } else {
        serde_json::to_string_pretty(&value)
    };
    p.println(text.unwrap_or_default());
    Ok(0)
}

pub(super) fn select_object(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let valued = ["property", "expandproperty", "first", "last", "index"];
    let mut named = match options::named(p, "Select-Object", &valued, &[], arguments) {
        Ok(named) => named,
        Err(status) => return Ok(status),
    };
    let mut items = operators::into_items(input(p));
    let count = |name: &str| named.value(name).and_then(|n| n.parse::<usize>().ok());
    if let Some(first) = count("first") {
        items.truncate(first);
    }
    if let Some(last) = count("last") {
        items.drain(..items.len().saturating_sub(last));
    }
    if let Some(index) = count("index") {
        items = items.into_iter().skip(index).take(1).collect();
    }
    let member = |item: &Value, name: &str| {
        let members = item.as_object().into_iter().flatten();
        members.into_iter().find(|(k, _)| k.eq_ignore_ascii_case(name)).map(|(k, v)| (k.clone(), v.clone()))
    };
    if let Some(name) = named.value("expandproperty") {
        items = items.iter().filter_map(|i| member(i, name)).map(|(_, v)| v).collect();
    } else {
        let names = named
            .take(&["property"])
            .into_iter()
            .chain(std::mem::take(&mut named.rest))
            .collect::<Vec<_>>()
            .join(",");
        let names: Vec<&str> = names.split(',').map(str::trim).filter(|n| !n.is_empty()).collect();
        if !names.is_empty() {
            let chosen = |item: &Value| Value::Object(names.iter().filter_map(|n| member(item, n)).collect());
            items = items.iter().map(chosen).collect();
        }
    }
    show(p, if items.len() == 1 { items.remove(0) } else { Value::Array(items) });
    Ok(0)
}

pub(super) fn sort_object(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let mut named =
        match options::named(p, "Sort-Object", &["property"], &["descending", "unique"], arguments) {
            Ok(named) => named,
            Err(status) => return Ok(status),
        };
    let name = named.take(&["property"]);
    let mut items = operators::into_items(input(p));
    let key = |item: &Value| name.as_deref().map_or_else(|| item.clone(), |name| expand::named(item, name));
    items.sort_by(|a, b| compared(&key(a), &key(b)));
    if named.has("unique") {
        items.dedup_by(|a, b| compared(&key(a), &key(b)).is_eq());
    }
    if named.has("descending") {
        items.reverse();
    }
    show(p, Value::Array(items));
    Ok(0)
}

/// Numbers by what they are, everything else as text without regard to case.
fn compared(a: &Value, b: &Value) -> Ordering {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b),
        _ => text_of(a).to_lowercase().cmp(&text_of(b).to_lowercase()),
    }
}

pub(super) fn format_list(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let value = chosen(input(p), arguments);
    p.print(display::list(&value));
    Ok(0)
}

pub(super) fn format_table(p: &mut Process<'_>, arguments: &[String]) -> Outcome {
    let value = chosen(input(p), arguments);
    p.print(display::table(operators::items(&value)));
    Ok(0)
}

/// The members that the arguments name, of each item; all if they name none. Switches only say how wide.
fn chosen(value: Value, arguments: &[String]) -> Value {
    let words = arguments.iter().filter(|a| !a.starts_with('-'));
    let names: Vec<&str> =
        words.flat_map(|a| a.split(',')).map(str::trim).filter(|n| !n.is_empty() && *n != "*").collect();
    if names.is_empty() {
        return value;
    }
    let one = |item: &Value| -> Value {
        names
            .iter()
            .map(|name| ((*name).to_owned(), expand::named(item, name)))
            .collect::<serde_json::Map<_, _>>()
            .into()
    };
    operators::items(&value).iter().map(one).collect()
}

pub(super) fn measure_object(p: &mut Process<'_>, _: &[String]) -> Outcome {
    let count = operators::items(&input(p)).len();
    show(p, serde_json::json!({ "Count": count }));
    Ok(0)
}
