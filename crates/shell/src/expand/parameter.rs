//! The values of variables and what `${…}` does to them.

use super::glob::{self, Glyph};
use super::{pattern, text as word_text};
use crate::builtins::environment;
use crate::machine::Machine;
use crate::state::Dialect;
use crate::syntax::{Change, VariableName};

/// The text of a variable.
pub(super) fn text(m: &mut Machine<'_>, name: &VariableName, change: Option<&Change>) -> String {
    let value = match name {
        VariableName::Status => Some(match m.process.state.dialect {
            Dialect::Bash => m.process.state.status.to_string(),
            Dialect::PowerShell => if m.process.state.status == 0 { "True" } else { "False" }.to_owned(),
        }),
        VariableName::Environment(name) => environment::get_ignoring_case(m.process.state, name),
        VariableName::Plain(name) => match (m.process.state.dialect, name.as_str()) {
            (Dialect::PowerShell, name) => Some(crate::state::text_of(&super::powershell_variable(m, name))),
            (Dialect::Bash, "PWD") => Some(m.process.state.cwd.clone()),
            (Dialect::Bash, name) => {
                m.process.state.variable(name).or_else(|| m.process.state.argument(name))
            }
        },
    };
    match change {
        None => value.unwrap_or_default(),
        Some(change) => changed(m, name, value, change),
    }
}

fn changed(m: &mut Machine<'_>, name: &VariableName, value: Option<String>, change: &Change) -> String {
    match change {
        Change::Length => value.unwrap_or_default().chars().count().to_string(),
        Change::Default { word, empty_counts, assign } => {
            if let Some(value) = value.filter(|v| !(*empty_counts && v.is_empty())) {
                return value;
            }
            let default = word_text(m, word);
            if *assign && let VariableName::Plain(name) = name {
                m.process.state.assign(name, default.clone());
            }
            default
        }
        Change::Alternative(word) => match value {
            Some(value) if !value.is_empty() => word_text(m, word),
            _ => String::new(),
        },
        Change::CutPrefix { pattern: word, longest } => {
            let pattern = pattern(m, word);
            cut_prefix(&value.unwrap_or_default(), &pattern, *longest)
        }
        Change::CutSuffix { pattern: word, longest } => {
            let pattern = pattern(m, word);
            cut_suffix(&value.unwrap_or_default(), &pattern, *longest)
        }
        Change::Replace { pattern: word, text, all } => {
            let pattern = pattern(m, word);
            let text = word_text(m, text);
            replace(&value.unwrap_or_default(), &pattern, &text, *all)
        }
    }
}

/// The places between characters, and the ends.
fn boundaries(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// The text of a pattern in which nothing is special.
fn literal(pattern: &[Glyph]) -> Option<String> {
    let special = |g: &Glyph| !g.quoted && matches!(g.char, '*' | '?' | '[');
    (!pattern.iter().any(special)).then(|| pattern.iter().map(|g| g.char).collect())
}

/// Patterns are tried at every place, so longer texts are left alone.
const LONGEST_CUT: usize = 1_024;

fn cut_prefix(text: &str, pattern: &[Glyph], longest: bool) -> String {
    if let Some(prefix) = literal(pattern) {
        return text.strip_prefix(&prefix).unwrap_or(text).to_owned();
    }
    if text.len() > LONGEST_CUT {
        return text.to_owned();
    }
    let fits = |at: &&usize| glob::matches(pattern, &text[..**at]);
    let places = boundaries(text);
    let cut = if longest { places.iter().rev().find(fits) } else { places.iter().find(fits) };
    cut.map_or(text, |at| &text[*at..]).to_owned()
}

fn cut_suffix(text: &str, pattern: &[Glyph], longest: bool) -> String {
    if let Some(suffix) = literal(pattern) {
        return text.strip_suffix(&suffix).unwrap_or(text).to_owned();
    }
    if text.len() > LONGEST_CUT {
        return text.to_owned();
    }
    let fits = |at: &&usize| glob::matches(pattern, &text[**at..]);
    let places = boundaries(text);
    let cut = if longest { places.iter().find(fits) } else { places.iter().rev().find(fits) };
    cut.map_or(text, |at| &text[..*at]).to_owned()
}

fn replace(text: &str, pattern: &[Glyph], with: &str, all: bool) -> String {
    /// Patterns are tried at every place and length, so longer ones and longer texts are left alone.
    const LONGEST_TEXT: usize = 256;
    const LONGEST_PATTERN: usize = 64;
    if pattern.is_empty() || with.len() > super::MOST_TEXT / text.len().max(1) {
        return text.to_owned();
    }
    if let Some(sought) = literal(pattern) {
        return text.replacen(&sought, with, if all { usize::MAX } else { 1 });
    }
    if text.len() > LONGEST_TEXT || pattern.len() > LONGEST_PATTERN {
        return text.to_owned();
    }
    let places = boundaries(text);
    let mut result = String::new();
    let mut from = 0;
    while from + 1 < places.len() {
        let start = places[from];
        let end = (from + 1..places.len()).rev().find(|to| glob::matches(pattern, &text[start..places[*to]]));
        match end {
            Some(to) => {
                result.push_str(with);
                from = to;
                if !all {
                    break;
                }
            }
            None => {
                result.push_str(&text[start..places[from + 1]]);
                from += 1;
            }
        }
    }
    result.push_str(&text[places[from]..]);
    result
}
