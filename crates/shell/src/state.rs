//! The state of a shell: what its commands can see and change.

use crate::files::Files;
use crate::place::Place;
use crate::syntax::Script;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;

/// The language that lines are read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Dialect {
    /// GNU bash, as on Linux and macOS and in CloudShell.
    Bash,
    /// PowerShell 7, as on Windows.
    PowerShell,
}

/// The laptop's home directory.
pub(crate) const HOME: &str = "/home/learner";
/// How the home directory is called where paths are Windows's.
pub(crate) const WINDOWS_HOME: &str = r"C:\Users\learner";

/// What commands can see and change.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) dialect: Dialect,
    #[serde(default)]
    pub(crate) place: Place,
    /// How many places lie between the first one and this.
    #[serde(default)]
    pub(crate) hops: usize,
    /// In a function, the access key id that its environment got.
    #[serde(default)]
    pub(crate) delivered: Option<String>,
    /// Environment variables: what the `aws` command sees.
    pub(crate) environment: BTreeMap<String, String>,
    /// The shell's own variables. In bash they are text, in PowerShell any value.
    pub(crate) variables: BTreeMap<String, Value>,
    /// The working directory, absolute.
    pub(crate) cwd: String,
    pub(crate) files: Files,
    pub(crate) history: Vec<String>,
    /// The exit status of the last command.
    pub(crate) status: i32,
    /// PowerShell's `$LASTEXITCODE`: the status of the last command that is a program of its own.
    #[serde(default)]
    pub(crate) last_exit_code: i32,
    /// Whether standard output is a terminal, so that colours and progress are shown.
    pub(crate) terminal: bool,
    /// The functions that were defined. A saved shell forgets them, as a new bash does.
    #[serde(skip)]
    pub(crate) functions: BTreeMap<String, Arc<Script>>,
    /// The arguments of the function that runs.
    #[serde(skip)]
    pub(crate) arguments: Vec<String>,
    /// What the variables were that running functions made `local`, a list for each function.
    #[serde(skip)]
    pub(crate) locals: Vec<Vec<(String, Option<Value>)>>,
}

impl State {
    pub(crate) fn new(dialect: Dialect, place: Place) -> Self {
        Self {
            dialect,
            environment: place.environment().into_iter().collect(),
            variables: BTreeMap::new(),
            cwd: place.home().to_owned(),
            files: Files::of_home(place.home()),
            place,
            hops: 0,
            delivered: None,
            history: Vec::new(),
            status: 0,
            last_exit_code: 0,
            terminal: true,
            functions: BTreeMap::new(),
            arguments: Vec::new(),
            locals: Vec::new(),
        }
    }

    /// The home directory.
    pub(crate) fn home(&self) -> &'static str {
        self.place.home()
    }

    /// An environment variable that is set and not empty, as AWS's tools read them.
    pub(crate) fn env(&self, name: &str) -> Option<&str> {
        self.environment.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    /// The value of a variable by its name as typed: the shell's own before the environment's.
    pub(crate) fn variable(&self, name: &str) -> Option<String> {
        if let Some(value) = self.variables.get(name) {
            return Some(text_of(value));
        }
        self.environment.get(name).cloned()
    }

    /// What `$1`, `$#`, `$@` and `$*` stand for.
    pub(crate) fn argument(&self, name: &str) -> Option<String> {
        match name {
            "#" => Some(self.arguments.len().to_string()),
            "@" | "*" => Some(self.arguments.join(" ")),
            "0" => Some("bash".to_owned()),
            number => {
                let place: usize = number.parse().ok()?;
                self.arguments.get(place.checked_sub(1)?).cloned()
            }
        }
    }

    /// Assigns as `NAME=value` does: an exported variable stays exported.
    pub(crate) fn assign(&mut self, name: &str, value: String) {
        if let Some(exported) = self.environment.get_mut(name) {
            *exported = value;
        } else {
            self.variables.insert(name.to_owned(), Value::String(value));
        }
    }

    /// Makes a variable visible to commands.
    pub(crate) fn export(&mut self, name: &str, value: Option<String>) {
        let own = self.variables.remove(name).map(|v| text_of(&v));
        if let Some(value) = value.or(own) {
            self.environment.insert(name.to_owned(), value);
        }
    }

    pub(crate) fn unset(&mut self, name: &str) {
        self.variables.remove(name);
        self.environment.remove(name);
    }

    /// The absolute form of a path as typed.
    pub(crate) fn path(&self, typed: &str) -> String {
        let mut typed = typed.to_owned();
        if self.dialect == Dialect::PowerShell {
            typed = unix_path(&typed);
        }
        let typed = match typed.strip_prefix('~') {
            Some("") => self.home().to_owned(),
            Some(rest) if rest.starts_with('/') => format!("{}{rest}", self.home()),
            _ => typed,
        };
        crate::files::join(&self.cwd, &typed)
    }

    /// A path as the dialect shows it.
    pub(crate) fn shown(&self, path: &str) -> String {
        match self.dialect {
            Dialect::Bash => path.to_owned(),
            // Elsewhere PowerShell runs on Linux.
            Dialect::PowerShell if self.place != Place::Laptop => path.to_owned(),
            Dialect::PowerShell => windows_path(path),
        }
    }
}

/// What a subshell cannot change for the shell around it.
pub(crate) struct Surroundings {
    environment: BTreeMap<String, String>,
    variables: BTreeMap<String, Value>,
    cwd: String,
}

impl Surroundings {
    pub(crate) fn of(state: &State) -> Self {
        Self {
            environment: state.environment.clone(),
            variables: state.variables.clone(),
            cwd: state.cwd.clone(),
        }
    }

    pub(crate) fn restore(self, state: &mut State) {
        state.environment = self.environment;
        state.variables = self.variables;
        state.cwd = self.cwd;
    }
}

/// What a variable's value is as text.
pub(crate) fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        Value::Array(items) => items.iter().map(text_of).collect::<Vec<_>>().join(" "),
        other => other.to_string(),
    }
}

fn windows_path(path: &str) -> String {
    match path.strip_prefix(HOME) {
        Some(rest) if rest.is_empty() || rest.starts_with('/') => {
            format!("{WINDOWS_HOME}{}", rest.replace('/', r"\"))
        }
        _ => format!("C:{}", path.replace('/', r"\")),
    }
}

fn unix_path(typed: &str) -> String {
    let slashes = typed.replace('\\', "/");
    let home = WINDOWS_HOME.replace('\\', "/");
    if let Some(head) = slashes.get(..home.len())
        && head.eq_ignore_ascii_case(&home)
    {
        return format!("{HOME}{}", &slashes[home.len()..]);
    }
    let drive = slashes.get(..2).is_some_and(|d| d.eq_ignore_ascii_case("c:"));
    if drive { format!("/{}", slashes[2..].trim_start_matches('/')) } else { slashes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_shown_in_the_dialect() {
        let mut state = State::new(Dialect::PowerShell, Place::Laptop);
        for (typed, path) in [
            (r"~\.aws\credentials", "/home/learner/.aws/credentials"),
            (r"C:\Users\learner\x", "/home/learner/x"),
            (r"c:\users\Learner", "/home/learner"),
            (r"C:\tmp", "/tmp"),
            (r"a\..\b", "/home/learner/b"),
        ] {
            assert_eq!(state.path(typed), path, "{typed}");
        }
        assert_eq!(state.shown("/home/learner/a/b"), r"C:\Users\learner\a\b");
        assert_eq!(state.shown("/home/learnerx"), r"C:\home\learnerx");
        state.dialect = Dialect::Bash;
        assert_eq!(state.path("~/x"), "/home/learner/x");
        assert_eq!(state.path(r"a\b"), r"/home/learner/a\b");
    }
}
