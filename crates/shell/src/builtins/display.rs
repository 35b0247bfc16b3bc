//! How PowerShell shows values: texts a line each, objects of up to four members as a table, larger ones as
//! lists. A table that is wider than the window is shown as a list, too: PowerShell would cut its columns off.

use crate::state::text_of;
use serde_json::Value;

/// The most members of an object that is shown in a table.
const MOST_COLUMNS: usize = 4;
/// How wide the window is, in characters.
const WINDOW: usize = 120;

/// How a value is shown at the end of a pipeline.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Array(items) if items.iter().any(Value::is_object) => objects(value, items),
        Value::Array(items) => items.iter().map(|i| format!("{}\n", inline(i))).collect(),
        Value::Object(_) => objects(value, std::slice::from_ref(value)),
        one => format!("{}\n", text_of(one)),
    }
}

fn objects(value: &Value, items: &[Value]) -> String {
    let columns = items.iter().find_map(Value::as_object).map_or(0, serde_json::Map::len);
    if columns > MOST_COLUMNS {
        return list(value);
    }
    let table = table(items);
    if table.lines().any(|line| line.chars().count() > WINDOW) { list(value) } else { table }
}

/// A line for each member, and a gap between objects.
pub(super) fn list(value: &Value) -> String {
    match value {
        Value::Array(items) => items.iter().map(list).collect(),
        Value::Object(members) => {
            let width = members.keys().map(|k| k.chars().count()).max().unwrap_or(0);
            let line = |(key, v): (&String, &Value)| format!("{key:<width$} : {}\n", inline(v));
            format!("\n{}\n", members.iter().map(line).collect::<String>())
        }
        one => shown(one),
    }
}

/// A row for each object, under the names of the first one's members.
pub(super) fn table(items: &[Value]) -> String {
    let Some(first) = items.iter().find_map(Value::as_object) else {
        return items.iter().map(shown).collect();
    };
    let names: Vec<&String> = first.keys().collect();
    let cell = |item: &Value, name: &str| item.get(name).map(inline).unwrap_or_default();
    let rows: Vec<Vec<String>> =
        items.iter().map(|item| names.iter().map(|name| cell(item, name)).collect()).collect();
    let columns: Vec<Column> =
        names.iter().enumerate().map(|(i, name)| Column::of(name, i, items, &rows)).collect();
    let line = |cells: Vec<String>| {
        let padded = cells.iter().zip(&columns).map(|(text, column)| column.padded(text));
        format!("{}\n", padded.collect::<Vec<_>>().join(" ").trim_end())
    };
    let mut text = String::from("\n");
    text.push_str(&line(names.iter().map(|n| (*n).clone()).collect()));
    text.push_str(&line(names.iter().map(|n| "-".repeat(n.chars().count())).collect()));
    rows.into_iter().for_each(|row| text.push_str(&line(row)));
    text.push('\n');
    text
}

struct Column {
    width: usize,
    numbers: bool,
}

impl Column {
    fn of(name: &str, at: usize, items: &[Value], rows: &[Vec<String>]) -> Self {
        let widest = rows.iter().filter_map(|row| row.get(at)).map(|text| text.chars().count()).max();
        let numbers = items.first().and_then(|item| item.get(name)).is_some_and(Value::is_number);
        Self { width: widest.unwrap_or(0).max(name.chars().count()), numbers }
    }

    fn padded(&self, text: &str) -> String {
        let width = self.width;
        if self.numbers { format!("{text:>width$}") } else { format!("{text:<width$}") }
    }
}

/// How a member is shown within its object.
fn inline(value: &Value) -> String {
    match value {
        Value::Object(members) => {
            let each = members.iter().map(|(k, v)| format!("{k}={}", text_of(v)));
            format!("@{{{}}}", each.collect::<Vec<_>>().join("; "))
        }
        Value::Array(items) => format!("{{{}}}", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        one => text_of(one),
    }
}
