//! The shell as the page and the headless runner see it.

use crate::aws::{
    self,
    complete::{self, Completion, Hint},
};
use crate::builtins::control::complaint;
use crate::files::Files;
use crate::machine::{Machine, Waiting, statements};
use crate::output::{Chunk, Next, Ran, Stream};
use crate::place::Place;
use crate::process::{Effect, Question};
use crate::state::{Dialect, State};
use crate::syntax::{self, SyntaxError};
use cloud::{Credentials, Endpoint, Timestamp};
use serde::{Deserialize, Serialize};

/// The most lines that the history keeps.
const MOST_HISTORY: usize = 1_000;

/// A terminal's shell: a value that can be saved. A line that waits for an answer or for its next line is not
/// saved with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Shell {
    state: State,
    /// Where `exit` leads back to, the nearest place last.
    #[serde(default)]
    outer: Vec<State>,
    /// The lines typed so far of a command that is not complete.
    #[serde(skip)]
    partial: String,
    #[serde(skip)]
    waiting: Option<Waiting>,
}

/// What stands before the cursor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Prompt {
    /// The prompt's text, with its trailing blank.
    pub text: String,
    /// If the credentials in use are temporary ones: the role's or profile's name.
    pub role: Option<String>,
}

impl Shell {
    /// A fresh shell on the laptop, in an empty home directory, without credentials.
    #[must_use]
    pub fn new(dialect: Dialect) -> Self {
        Self::at(Place::Laptop, dialect)
    }

    /// A fresh shell somewhere, in an empty home directory.
    #[must_use]
    pub fn at(place: Place, dialect: Dialect) -> Self {
        Self { state: State::new(dialect, place), outer: Vec::new(), partial: String::new(), waiting: None }
    }

    /// A fresh shell whose default profile has these credentials, the region us-east-1 and JSON output, as
    /// `aws configure` would have left it.
    #[must_use]
    pub fn with_credentials(dialect: Dialect, credentials: &Credentials, now: Timestamp) -> Self {
        let mut shell = Self::new(dialect);
        let token = credentials.session_token.as_ref().map(|t| format!("aws_session_token = {t}\n"));
        let keys = format!(
            "[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n{}",
            credentials.access_key_id,
            credentials.secret_access_key,
            token.unwrap_or_default()
        );
        let config = "[default]\nregion = us-east-1\noutput = json\n";
        for (name, text) in [("credentials", keys.as_str()), ("config", config)] {
            // A fresh file system has room for two small files.
            let path = shell.path(&format!("~/.aws/{name}"));
            let _ = shell.state.files.put(&path, text.as_bytes(), now);
        }
        let credentials = shell.path("~/.aws/credentials");
        shell.state.files.make_private(&credentials);
        shell
    }

    /// The language that lines are read in.
    #[must_use]
    pub fn dialect(&self) -> Dialect {
        self.state.dialect
    }

    /// Where the shell runs.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.state.place
    }

    /// Gives a shell in CloudShell the credentials of who is signed in to the console now. Elsewhere it does
    /// nothing.
    pub fn sign_in(&mut self, credentials: Credentials) {
        for state in self.states() {
            if let Place::CloudShell(old) = &mut state.place {
                old.clone_from(&credentials);
            }
        }
    }

    /// Takes over what another shell has done to the files of a machine, if this one is there or will come back
    /// there.
    pub fn share(&mut self, place: &Place, files: &Files) {
        for state in self.states().filter(|state| state.place.is_same_machine(place)) {
            state.files.clone_from(files);
        }
    }

    /// The states of this place and of those that it will come back to.
    fn states(&mut self) -> impl Iterator<Item = &mut State> {
        self.outer.iter_mut().chain([&mut self.state])
    }

    /// Switches the language. Variables, files and history stay.
    pub fn set_dialect(&mut self, dialect: Dialect) {
        self.interrupt();
        self.state.dialect = dialect;
    }

    /// Whether the output is shown on a terminal (it is, unless said otherwise), so that it has colours and
    /// progress as the CLI gives them there.
    pub fn set_terminal(&mut self, terminal: bool) {
        self.state.terminal = terminal;
    }

    /// What to show before the cursor.
    #[must_use]
    pub fn prompt(&self) -> Prompt {
        let shown = self.state.shown(&self.state.cwd);
        let text = match self.state.dialect {
            _ if !self.partial.is_empty() => self.continuation().to_owned(),
            Dialect::PowerShell => format!("PS {shown}> "),
            Dialect::Bash => {
                let tilde = match shown.strip_prefix(self.state.home()) {
                    Some(rest) if rest.is_empty() || rest.starts_with('/') => format!("~{rest}"),
                    _ => shown,
                };
                self.state.place.prompt(&tilde)
            }
        };
        Prompt { text, role: aws::credentials::role_in_use(&self.state) }
    }

    fn continuation(&self) -> &'static str {
        if self.state.dialect == Dialect::Bash { "> " } else { ">> " }
    }

    /// The files, to be read.
    #[must_use]
    pub fn files(&self) -> &Files {
        &self.state.files
    }

    /// The files, to be written by an editor.
    pub fn files_mut(&mut self) -> &mut Files {
        &mut self.state.files
    }

    /// The absolute form of a path as it would be typed.
    #[must_use]
    pub fn path(&self, typed: &str) -> String {
        self.state.path(typed)
    }

    /// The lines typed so far, oldest first.
    #[must_use]
    pub fn history(&self) -> &[String] {
        &self.state.history
    }

    /// Begins with the lines that another shell knows, as bash does with its history file.
    pub fn take_history(&mut self, lines: &[String]) {
        self.state.history = lines.to_vec();
    }

    /// The exit status of the last command.
    #[must_use]
    pub fn status(&self) -> i32 {
        self.state.status
    }

    /// The value of an environment variable.
    #[must_use]
    pub fn env(&self, name: &str) -> Option<&str> {
        self.state.environment.get(name).map(String::as_str)
    }

    /// Sets an environment variable.
    pub fn set_env(&mut self, name: &str, value: &str) {
        self.state.environment.insert(name.to_owned(), value.to_owned());
    }

    /// Forgets an environment variable.
    pub fn unset_env(&mut self, name: &str) {
        self.state.environment.remove(name);
    }

    /// Runs a line. After [`Next::More`] the next line belongs to the same command.
    pub fn run(&mut self, line: &str, cloud: &mut dyn Endpoint) -> Ran {
        self.waiting = None;
        if !self.partial.is_empty() {
            self.partial.push('\n');
        }
        self.partial.push_str(line);
        match syntax::parse(self.state.dialect, &self.partial) {
            Err(SyntaxError::Incomplete) => {
                Ran { output: Vec::new(), status: self.state.status, next: Next::More }
            }
            Err(error) => {
                self.remember();
                self.state.status = if self.state.dialect == Dialect::Bash { 2 } else { 1 };
                let text = format!("{}\n", complaint(self.state.dialect, &error));
                let output = vec![Chunk { stream: Stream::Err, text, denial: None }];
                Ran { output, status: self.state.status, next: Next::Prompt }
            }
            Ok(script) => {
                self.remember();
                let work = statements(&script);
                self.drive(work, cloud)
            }
        }
    }

    /// Whether a question waits for [`Shell::answer`].
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        self.waiting.is_some()
    }

    /// Answers a question. Does nothing if none was asked.
    pub fn answer(&mut self, line: &str, cloud: &mut dyn Endpoint) -> Ran {
        let Some(mut waiting) = self.waiting.take() else {
            return Ran { output: Vec::new(), status: self.state.status, next: Next::Prompt };
        };
        waiting.add_answer(line);
        self.drive(waiting.rest, cloud)
    }

    /// Ctrl-C: forgets the line being typed or asked about.
    pub fn interrupt(&mut self) {
        if self.waiting.take().is_some() || !self.partial.is_empty() {
            self.state.status = 130;
        }
        self.partial.clear();
    }

    /// What can be typed at the cursor, which is a byte index into the line. Names of things are asked of
    /// `cloud` as the command would ask; it should leave no record of that.
    #[must_use]
    pub fn complete(&self, line: &str, cursor: usize, cloud: &mut dyn Endpoint) -> Vec<Completion> {
        let before = self.typed_before();
        let whole = before.clone() + line;
        let found = complete::at(&self.state, &whole, before.len() + cursor, cloud);
        let here = |c: Completion| Some(Completion { start: c.start.checked_sub(before.len())?, ..c });
        found.into_iter().filter_map(here).collect()
    }

    /// What is most likely to follow a line.
    #[must_use]
    pub fn hint(&self, line: &str) -> Option<Hint> {
        complete::after(&self.state, &(self.typed_before() + line))
    }

    /// The earlier lines of a command that goes on.
    fn typed_before(&self) -> String {
        if self.partial.is_empty() { String::new() } else { self.partial.clone() + "\n" }
    }

    fn remember(&mut self) {
        let line = std::mem::take(&mut self.partial);
        if !line.trim().is_empty() {
            self.state.history.push(line);
            let excess = self.state.history.len().saturating_sub(MOST_HISTORY);
            self.state.history.drain(..excess);
        }
    }

    fn drive(&mut self, work: Vec<crate::machine::Work>, cloud: &mut dyn Endpoint) -> Ran {
        aws::workload::refresh_environment(&mut self.state, cloud);
        let mut machine = Machine::new(&mut self.state, cloud);
        let waiting = machine.drive(work);
        let (output, effect) = (std::mem::take(&mut machine.process.out), machine.process.effect.take());
        let next = match (&waiting, effect) {
            (Some(Waiting { question: Question { text, secret }, .. }), _) => {
                Next::Ask { text: text.clone(), secret: *secret }
            }
            (None, Some(Effect::Edit(path))) => Next::Edit { path },
            (None, Some(Effect::Clear)) => Next::Clear,
            (None, Some(Effect::Enter(place))) => {
                self.go(place);
                Next::Prompt
            }
            (None, Some(Effect::Exit)) => {
                self.come_back();
                Next::Prompt
            }
            (None, None) => Next::Prompt,
        };
        self.waiting = waiting;
        Ran { output: output.chunks(), status: self.state.status, next }
    }

    /// Goes to another place, with files and variables of its own.
    fn go(&mut self, place: Place) {
        let mut there = State::new(Dialect::Bash, place);
        there.terminal = self.state.terminal;
        there.hops = self.state.hops.saturating_add(1);
        self.outer.push(std::mem::replace(&mut self.state, there));
    }

    /// Comes back from another place, which is forgotten. At the first place nothing happens.
    fn come_back(&mut self) {
        if let Some(outer) = self.outer.pop() {
            let status = std::mem::replace(&mut self.state, outer).status;
            self.state.status = status;
        }
    }
}
