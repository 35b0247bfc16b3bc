//! Tab-separated text: one line a row, headed by the name of its list.

use super::{is_scalar, plain, scalar_keys, sorted_keys};
use serde_json::Value;

pub(super) fn show(value: &Value) -> String {
    let mut out = String::new();
    item(value, None, None, &mut out);
    out
}

fn line(cells: &[String], out: &mut String) {
    out.push_str(&cells.join("\t"));
    out.push('\n');
}

fn item(value: &Value, name: Option<&str>, keys: Option<&[&str]>, out: &mut String) {
    match value {
        Value::Object(_) => object(value, name, keys, out),
        Value::Array(items) => list(items, name, out),
        scalar => line(&[plain(scalar)], out),
    }
}

fn list(items: &[Value], name: Option<&str>, out: &mut String) {
    if items.iter().any(Value::is_object) {
        let keys = scalar_keys(items);
        items.iter().for_each(|element| item(element, name, Some(&keys), out));
        return;
    }
    let scalars: Vec<String> = items.iter().filter(|i| is_scalar(i)).map(plain).collect();
    match name {
        Some(name) => scalars.into_iter().for_each(|s| line(&[name.to_uppercase(), s], out)),
        None if scalars.is_empty() => {}
        None => line(&scalars, out),
    }
    items.iter().filter(|i| !is_scalar(i)).for_each(|inner| item(inner, name, None, out));
}

fn object(value: &Value, name: Option<&str>, keys: Option<&[&str]>, out: &mut String) {
    let own = sorted_keys(value);
    let columns: Vec<&str> = match keys {
        Some(keys) => keys.to_vec(),
        None => own.iter().copied().filter(|k| is_scalar(&value[*k])).collect(),
    };
    if !columns.is_empty() {
        let cells = columns.iter().map(|key| value.get(key).map(plain).unwrap_or_default());
        let cells: Vec<String> = name.map(str::to_uppercase).into_iter().chain(cells).collect();
        line(&cells, out);
    }
    for key in own.into_iter().filter(|k| !columns.contains(k)) {
        item(&value[key], Some(key), None, out);
    }
}
