//! File names.

use crate::files::{Entry, join};
use crate::state::{Dialect, State};

/// The paths that begin with what was typed; directories end with `/`.
pub(super) fn files(state: &State, word: &str) -> Vec<String> {
    let slashes: &[char] = if state.dialect == Dialect::Bash { &['/'] } else { &['/', '\\'] };
    let (folder, _) = word.split_at(word.rfind(slashes).map_or(0, |i| i + 1));
    let path = state.path(if folder.is_empty() { "." } else { folder });
    let entry = |(name, _): (&str, &Entry)| {
        let slash = if state.files.is_dir(&join(&path, name)) { "/" } else { "" };
        format!("{folder}{name}{slash}")
    };
    state.files.list(&path).map(entry).collect()
}

/// The files whose content may stand for a value, `file://` and `fileb://` before them.
pub(super) fn as_values(state: &State, word: &str, schemes: &[&str]) -> Vec<String> {
    let typed = ["file://", "fileb://"].into_iter().find_map(|s| Some((s, word.strip_prefix(s)?)));
    match typed {
        Some((scheme, path)) => files(state, path).into_iter().map(|f| format!("{scheme}{f}")).collect(),
        None => schemes.iter().map(|scheme| (*scheme).to_owned()).collect(),
    }
}
