//! Tables: one section a list or object, nested ones framed once more.
//!
//! The widths follow the CLI's: columns are as wide as their widest cell with four blanks, stretched to the
//! widest section; a section of one row that is wider than the terminal is turned on its side.

use super::{Color, is_scalar, plain, scalar_keys, sorted_keys};
use serde_json::Value;

/// Columns of a terminal.
const TERMINAL: usize = 80;
/// Blanks and separators around a cell.
const PADDING: usize = 4;
/// How deep sections may nest.
const DEEPEST: usize = 32;

pub(super) fn show(title: &str, value: &Value, color: Color) -> String {
    let mut sections = Vec::new();
    if !build(Some(title), value, 0, &mut sections) {
        return String::new();
    }
    if width(&sections) > TERMINAL {
        sections.iter_mut().for_each(Section::turn);
    }
    let total = width(&sections);
    let mut out = format!("{}\n{}", "-".repeat(total), reset(color));
    for section in &sections {
        section.render(total, color, &mut out);
    }
    if color == Color::Shown {
        out.push_str(RESET);
    }
    out
}

#[derive(Default)]
struct Section {
    title: Option<String>,
    indent: usize,
    headers: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn width(sections: &[Section]) -> usize {
    sections.iter().map(Section::width).max().unwrap_or_default()
}

/// Adds the sections of a value. `false` if there is nothing to show.
fn build(title: Option<&str>, value: &Value, indent: usize, sections: &mut Vec<Section>) -> bool {
    let empty = match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(members) => members.is_empty(),
        _ => false,
    };
    if empty || indent > DEEPEST {
        return false;
    }
    let section = Section { title: title.map(str::to_owned), indent, ..Section::default() };
    sections.push(section);
    match value {
        Value::Array(items) => list(title, items, indent, sections),
        Value::Object(_) => object(value, indent, sections),
        scalar => last(sections).rows.push(vec![plain(scalar)]),
    }
    true
}

/// The section that is being filled; `build` always starts one first.
fn last(sections: &mut Vec<Section>) -> &mut Section {
    if sections.is_empty() {
        sections.push(Section::default());
    }
    let at = sections.len() - 1;
    &mut sections[at]
}

fn list(title: Option<&str>, items: &[Value], indent: usize, sections: &mut Vec<Section>) {
    if items.iter().all(is_scalar) {
        last(sections).rows.extend(items.iter().map(|item| vec![plain(item)]));
        return;
    }
    if items.iter().all(Value::is_array) {
        let rows = items.iter().filter_map(Value::as_array);
        last(sections).rows.extend(rows.map(|row| row.iter().map(cell).collect()));
        return;
    }
    let headers = scalar_keys(items);
    let nested = items.iter().any(|item| sorted_keys(item).iter().any(|k| !headers.contains(k)));
    for (i, item) in items.iter().enumerate() {
        if i > 0 && nested {
            sections.push(Section { title: title.map(str::to_owned), indent, ..Section::default() });
        }
        let section = last(sections);
        section.headers = headers.iter().map(|h| (*h).to_owned()).collect();
        if !headers.is_empty() {
            section.rows.push(headers.iter().map(|h| item.get(h).map(plain).unwrap_or_default()).collect());
        }
        for key in sorted_keys(item).into_iter().filter(|k| !headers.contains(k)) {
            build(Some(key), &item[key], indent + 1, sections);
        }
    }
}

fn cell(value: &Value) -> String {
    if is_scalar(value) { plain(value) } else { value.to_string() }
}

fn object(value: &Value, indent: usize, sections: &mut Vec<Section>) {
    let keys = sorted_keys(value);
    let (scalars, others): (Vec<&str>, Vec<&str>) = keys.into_iter().partition(|k| is_scalar(&value[*k]));
    let section = last(sections);
    match scalars.as_slice() {
        [] => {}
        [only] => section.rows.push(vec![(*only).to_owned(), plain(&value[*only])]),
        several => {
            section.headers = several.iter().map(|k| (*k).to_owned()).collect();
            section.rows.push(several.iter().map(|k| plain(&value[*k])).collect());
        }
    }
    for key in others {
        build(Some(key), &value[key], indent + 1, sections);
    }
}

fn length(text: &str) -> usize {
    text.chars().count()
}

impl Section {
    /// The widest cell of each column.
    fn columns(&self) -> Vec<usize> {
        let rows = self.rows.iter().chain((!self.headers.is_empty()).then_some(&self.headers));
        let mut widths: Vec<usize> = Vec::new();
        for row in rows {
            widths.resize(widths.len().max(row.len()), 0);
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(length(cell));
            }
        }
        widths
    }

    fn width(&self) -> usize {
        let cells: usize = self.columns().iter().map(|w| w + PADDING).sum();
        let title = self.title.as_deref().map_or(0, length);
        (cells + 2).max(title + 2) + 2 * self.indent
    }

    /// Turns a section of one row on its side: headers left, values right.
    fn turn(&mut self) {
        if let [row] = self.rows.as_slice()
            && !self.headers.is_empty()
        {
            let pairs = self.headers.iter().zip(row).map(|(h, v)| vec![h.clone(), v.clone()]);
            self.rows = pairs.collect();
            self.headers.clear();
        }
    }

    /// The columns' widths, stretched so that together they are `total` wide.
    fn stretched(&self, total: usize) -> Vec<usize> {
        let natural: Vec<usize> = self.columns().iter().map(|w| w + PADDING).collect();
        let sum: usize = natural.iter().sum();
        if sum == 0 {
            return natural;
        }
        let scale = total as f64 / sum as f64;
        // Halves go to the even neighbour, as Python rounds.
        let mut widths: Vec<usize> =
            natural.iter().map(|w| (scale * *w as f64).round_ties_even() as usize).collect();
        let count = widths.len();
        let mut i = 0;
        loop {
            let now: usize = widths.iter().sum();
            match now.cmp(&total) {
                std::cmp::Ordering::Equal => return widths,
                std::cmp::Ordering::Greater => widths[i % count] -= 1,
                std::cmp::Ordering::Less => widths[count - 1 - i % count] += 1,
            }
            i += 1;
        }
    }

    fn render(&self, total: usize, color: Color, out: &mut String) {
        let width = total - 2 * self.indent;
        let frame = paint("|", "2;33", color).repeat(self.indent);
        let mut line = |text: String| {
            // The CLI's colour library resets the colours after each piece that is written.
            let reset = reset(color);
            out.push_str(&format!("{frame}{reset}{text}{reset}{frame}{reset}\n{reset}"));
        };
        if let Some(title) = &self.title {
            line(center(title, width, "|"));
            if self.headers.is_empty() && self.rows.is_empty() {
                line(format!("+{}+", "-".repeat(width - 2)));
            }
        }
        let widths = self.stretched(width);
        if !self.headers.is_empty() {
            line(rule(&widths));
            let cells = self.headers.iter().zip(&widths).enumerate();
            let cells = cells.map(|(i, (h, w))| center(h, *w, if i == 0 { "|" } else { "" }));
            line(cells.collect());
        }
        if !self.rows.is_empty() {
            line(rule(&widths));
            for row in &self.rows {
                let cells = row.iter().zip(&widths).enumerate();
                let cells = cells
                    .map(|(i, (c, w))| left(c, &paint(c, "1;34", color), *w, if i == 0 { "|" } else { "" }));
                line(cells.collect());
            }
            line(rule(&widths));
        }
    }
}

const RESET: &str = "\u{1b}[0m";

fn paint(text: &str, code: &str, color: Color) -> String {
    if color == Color::None {
        return text.to_owned();
    }
    let codes: String = code.split(';').map(|c| format!("\u{1b}[{c}m")).collect();
    format!("{codes}{text}{RESET}")
}

fn reset(color: Color) -> &'static str {
    if color == Color::Written { RESET } else { "" }
}

fn rule(widths: &[usize]) -> String {
    let part = |(i, width): (usize, &usize)| {
        let edge = if i == 0 { "+" } else { "" };
        format!("{edge}{}+", "-".repeat(width.saturating_sub(1 + edge.len())))
    };
    widths.iter().enumerate().map(part).collect()
}

fn center(text: &str, width: usize, edge: &str) -> String {
    let start = (width / 2).saturating_sub(length(text) / 2 + 1);
    let used = edge.len() + start + length(text);
    format!("{edge}{}{text}{}|", " ".repeat(start), " ".repeat(width.saturating_sub(used + 1)))
}

fn left(text: &str, painted: &str, width: usize, edge: &str) -> String {
    let needed = length(text) + edge.len() + 1;
    let before = if width >= needed + 2 { 2 } else { 0 };
    let after = width.saturating_sub(needed + before);
    format!("{edge}{}{painted}{}|", " ".repeat(before), " ".repeat(after))
}
