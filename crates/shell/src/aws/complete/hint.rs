//! The inline hint: what is most likely to be typed next.

use super::Source;
use super::aws::{plain, waiting};
use super::sources::names_a_thing;
use super::typed::Typed;
use crate::aws::catalogue;
use crate::aws::command::Operation;
use crate::aws::parameters::option_of;
use crate::state::State;
use cloud::model::Kind;

/// What could follow what is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What to show after the cursor.
    pub shown: String,
    /// What to type if it is accepted.
    pub accepted: String,
}

/// The hint after a line: the rest of a word that can only be one, else the next option that the operation
/// needs, else one that names a thing of the world, in brackets. `None` where nothing is likely.
pub(crate) fn after(state: &State, line: &str) -> Option<Hint> {
    let typed = Typed::read(state.dialect, line);
    let words: Vec<&str> = typed.words.iter().map(String::as_str).collect();
    let ["aws", words @ ..] = words.as_slice() else { return None };
    if typed.quote.is_some() || typed.redirected {
        return None;
    }
    let operation = match plain(words).as_slice() {
        [service, name, ..] => catalogue::prefix_of(service).and_then(|p| Operation::find(p, name)),
        _ => None,
    };
    if !typed.word.is_empty() {
        let rest = rest_of(state, &typed, operation.as_ref(), words)?;
        return Some(Hint { shown: rest.clone(), accepted: rest + " " });
    }
    let operation = operation?;
    // A value comes first.
    if words.last().is_some_and(|last| last.starts_with("--")) && waiting(&operation, words).is_some() {
        return None;
    }
    let missing = missing(&operation, words);
    let needed = missing.iter().find(|(_, needed)| *needed);
    let (option, needed) = needed.or(missing.first())?;
    let gap = if line.ends_with(char::is_whitespace) { "" } else { " " };
    let text = option.clone() + &value(&operation, option);
    let shown = if *needed { text } else { format!("[{text}]") };
    Some(Hint { shown: gap.to_owned() + &shown, accepted: format!("{gap}{option} ") })
}

/// What completes the word being typed: of options the one that is needed next, otherwise the only one.
fn rest_of(state: &State, typed: &Typed, operation: Option<&Operation>, words: &[&str]) -> Option<String> {
    let rest =
        |text: &str| text.strip_prefix(typed.word.as_str()).filter(|r| !r.is_empty()).map(str::to_owned);
    if typed.word.starts_with("--")
        && let Some(operation) = operation
    {
        let missing = missing(operation, words);
        let needed = missing.iter().filter(|(_, needed)| *needed);
        if let Some(found) = needed.chain(&missing).find_map(|(option, _)| rest(option)) {
            return Some(found);
        }
    }
    match (Source { state, cloud: None }).matching(typed).as_slice() {
        [one] => rest(one),
        _ => None,
    }
}

/// The options that the line has not got yet, with whether the operation needs them: those that it needs, and
/// those that name a thing of the world.
fn missing(operation: &Operation, words: &[&str]) -> Vec<(String, bool)> {
    let parameters = operation.parameters().into_iter();
    let options = parameters.map(|(name, _)| (option_of(name), operation.is_required(name)));
    options
        .filter(|(option, needed)| *needed || names_a_thing(operation, option))
        .filter(|(option, _)| !words.contains(&option.as_str()))
        .collect()
}

/// `--user-name` → ` USER_NAME`; nothing for a switch.
fn value(operation: &Operation, option: &str) -> String {
    let shape = operation.parameters().into_iter().find(|(name, _)| option_of(name) == option);
    if shape.is_some_and(|(_, shape)| shape.kind == Kind::Boolean) {
        return String::new();
    }
    " ".to_owned() + &option.trim_start_matches('-').replace('-', "_").to_uppercase()
}
