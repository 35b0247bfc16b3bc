//! Tab completion: commands, operations, options, profiles and file names.

use super::catalogue::{self, kebab};
use super::command::Operation;
use super::parser::Takes;
use super::{CUSTOM, configure, s3, session};
use crate::builtins;
use crate::state::State;
use cloud::model;

/// What can be typed at the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// Where in the line the replaced word begins, in bytes.
    pub start: usize,
    /// The whole word that would stand there.
    pub text: String,
}

/// The most completions that are offered.
const MOST: usize = 200;

/// The completions at a byte index of a line.
pub(crate) fn at(state: &State, line: &str, cursor: usize) -> Vec<Completion> {
    let before = line.get(..cursor).unwrap_or(line);
    let start = before.rfind([' ', '\t', '|', ';', '&', '<', '>', '(', '=', '"', '\'']).map_or(0, |i| i + 1);
    let word = &before[start..];
    let command = before[..start].rsplit(['|', ';', '&', '(']).next().unwrap_or_default();
    let words: Vec<&str> = command.split_whitespace().collect();
    let mut found: Vec<String> =
        candidates(state, &words, word).into_iter().filter(|c| c.starts_with(word) && c != word).collect();
    found.sort();
    found.dedup();
    found.truncate(MOST);
    found.into_iter().map(|text| Completion { start, text }).collect()
}

fn candidates(state: &State, words: &[&str], word: &str) -> Vec<String> {
    let Some((first, rest)) = words.split_first() else {
        let builtins = builtins::BUILTINS.iter().filter(|b| b.exists_in(state.dialect));
        return builtins.flat_map(|b| b.names).copied().chain(["aws"]).map(str::to_owned).collect();
    };
    if *first != "aws" {
        return files(state, word);
    }
    match words.last() {
        Some(&"--profile") => return configure::profiles(state),
        Some(&"--output") => {
            return ["json", "text", "table", "yaml", "yaml-stream"].map(str::to_owned).into();
        }
        Some(&"--region") => {
            return ["us-east-1", "us-east-2", "us-west-2", "eu-west-1", "eu-central-1"]
                .map(str::to_owned)
                .into();
        }
        _ => {}
    }
    if word.starts_with("file://") || word.starts_with("fileb://") {
        let (scheme, path) = word.split_at(word.find("//").map_or(0, |i| i + 2));
        return files(state, path).into_iter().map(|f| format!("{scheme}{f}")).collect();
    }
    let plain = commands(rest);
    let mut out: Vec<String> = session::OPTIONS.iter().map(|(name, _)| (*name).to_owned()).collect();
    match plain.as_slice() {
        [] => {
            out.extend(CUSTOM.map(str::to_owned));
            out.extend(model::services().map(|k| catalogue::command_of(k).to_owned()));
        }
        ["s3"] => out.extend(s3::COMMANDS.iter().map(|c| c.name.to_owned())),
        ["configure"] => out.extend(
            ["get", "set", "list", "list-profiles", "export-credentials", "import"].map(str::to_owned),
        ),
        ["s3", command, ..] => {
            let found = s3::COMMANDS.iter().find(|c| c.name == *command);
            out.extend(found.into_iter().flat_map(s3::Command::options).map(str::to_owned));
            out.extend(files(state, word));
        }
        [service] => {
            let prefix = catalogue::prefix_of(service);
            let operations = prefix.and_then(model::service);
            out.extend(operations.into_iter().flat_map(|m| m.operations.keys().map(|o| kebab(o))));
        }
        [service, operation, ..] => {
            let found = catalogue::prefix_of(service).and_then(|p| Operation::find(p, operation));
            out.extend(found.iter().flat_map(|o| o.specs()).map(|s| s.name));
            out.extend(files(state, word));
        }
    }
    out
}

/// The words that are neither options that every command takes nor their values.
fn commands<'a>(words: &[&'a str]) -> Vec<&'a str> {
    let takes_value =
        |word: &str| session::OPTIONS.iter().any(|(name, takes)| *name == word && *takes == Takes::One);
    let before = [""].iter().chain(words);
    let pairs = before.zip(words);
    pairs
        .filter(|(before, word)| !word.starts_with('-') && !takes_value(before))
        .map(|(_, word)| *word)
        .collect()
}

/// The paths that begin with what was typed; directories end with `/`.
fn files(state: &State, word: &str) -> Vec<String> {
    let (folder, _) = word.split_at(word.rfind('/').map_or(0, |i| i + 1));
    let path = state.path(if folder.is_empty() { "." } else { folder });
    let entry = |(name, _): (&str, &crate::files::Entry)| {
        let slash = if state.files.is_dir(&crate::files::join(&path, name)) { "/" } else { "" };
        format!("{folder}{name}{slash}")
    };
    state.files.list(&path).map(entry).collect()
}
