//! The terminal's state: the shell, what its screen shows, and what it waits for.

mod colors;
mod complete;
mod edit;
mod pieces;
mod screen;
mod search;
mod tabs;

pub use colors::{Style, styled};
pub use edit::{Edit, Edited};
pub use pieces::{Piece, arns, pieces};
pub use screen::{Entry, Screen};
pub use search::Search;
pub use tabs::{LONGEST_NAME, Terminals};

use crate::store::{Model, Store};
use cloud::Workload;
use serde::{Deserialize, Serialize};
use shell::{Dialect, Hint, Next, Place, Prompt, Ran, Shell};

/// A terminal. Its screen is not saved with it.
#[derive(Clone, Serialize, Deserialize)]
pub struct Terminal {
    /// The number of its tab, which no other has.
    pub number: u32,
    /// What the learner calls it.
    pub name: Option<String>,
    /// The shell.
    pub shell: Shell,
    /// What is on the screen.
    #[serde(skip)]
    pub screen: Screen,
    /// What it waits for.
    #[serde(skip)]
    pub waits: Waits,
    /// What stands in its command line.
    #[serde(skip)]
    pub typed: String,
}

/// What runs in a new tab, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewTab {
    /// bash on the laptop.
    Bash,
    /// PowerShell on the laptop.
    PowerShell,
    /// CloudShell, as whom the console is signed in.
    CloudShell,
    /// A role holder in AWS. The simulator's short cut: no key and no session manager is asked for.
    Workload(Workload),
}

/// What the terminal waits for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Waits {
    /// A command.
    #[default]
    Command,
    /// The rest of a command.
    More,
    /// The answer to a question.
    Answer {
        /// The question.
        text: String,
        /// Whether the answer must not be shown.
        secret: bool,
    },
    /// The editor on a file.
    Editor {
        /// The file's absolute path.
        path: String,
    },
}

impl Terminal {
    /// A terminal with an empty screen.
    #[must_use]
    pub fn new(number: u32, shell: Shell) -> Self {
        let (screen, waits) = (Screen::default(), Waits::Command);
        Self { number, name: None, shell, screen, waits, typed: String::new() }
    }

    fn prompt(&self) -> Prompt {
        match &self.waits {
            Waits::Answer { text, .. } => Prompt { text: text.clone(), role: None },
            Waits::Command | Waits::More | Waits::Editor { .. } => self.shell.prompt(),
        }
    }

    fn follow(&mut self, ran: Ran) {
        self.screen.print(ran.output);
        self.waits = match ran.next {
            Next::Prompt => Waits::Command,
            Next::More => Waits::More,
            Next::Ask { text, secret } => Waits::Answer { text, secret },
            Next::Edit { path } => Waits::Editor { path },
            Next::Clear => {
                self.screen.clear();
                Waits::Command
            }
        };
    }
}

impl Model {
    /// What stands before the cursor, and the role that commands run as. CloudShell's is the console's, unless
    /// its own settings name another.
    #[must_use]
    pub fn prompt(&self) -> Prompt {
        let terminal = self.terminals.current();
        let mut prompt = terminal.prompt();
        let asking = matches!(terminal.waits, Waits::Answer { .. });
        if !asking && matches!(terminal.shell.place(), Place::CloudShell(_)) && prompt.role.is_none() {
            let role = self.session.as_ref().and_then(|session| session.role.as_ref());
            prompt.role =
                role.map(|role| role.form.role_name.rsplit('/').next().unwrap_or_default().to_owned());
        }
        prompt
    }
}

impl Store {
    /// Gives the terminal a line: a command, the rest of one, or an answer.
    pub fn enter(&self, line: &str) {
        self.update(|model| {
            let prompt = model.prompt();
            let (terminal, live) = (model.terminals.current_mut(), &mut model.live);
            let shown = if matches!(terminal.waits, Waits::Answer { secret: true, .. }) { "" } else { line };
            terminal.screen.echo(&prompt, shown);
            let ran = match terminal.waits {
                Waits::Answer { .. } => terminal.shell.answer(line, live),
                _ => terminal.shell.run(line, live),
            };
            terminal.follow(ran);
            model.terminals.settle();
        });
    }

    /// Keeps what stands in the command line, so that it is still there when its tab or the terminal is seen
    /// again. It shows nowhere else.
    pub fn keep_typed(&self, text: &str) {
        text.clone_into(&mut self.model_mut().terminals.current_mut().typed);
    }

    /// Opens a tab and brings it to the front.
    pub fn open_tab(&self, new: NewTab) {
        self.update(|model| {
            let in_cloud_shell = new == NewTab::CloudShell;
            let (place, dialect) = match new {
                NewTab::Bash => (Place::Laptop, Dialect::Bash),
                NewTab::PowerShell => (Place::Laptop, Dialect::PowerShell),
                NewTab::CloudShell => {
                    let Some(session) = &model.session else { return };
                    (Place::CloudShell(session.credentials().clone()), Dialect::Bash)
                }
                NewTab::Workload(workload) => (Place::Workload(workload), Dialect::Bash),
            };
            model.terminals.open(place, dialect);
            if in_cloud_shell {
                let shell = &mut model.terminals.current_mut().shell;
                for name in ["AWS_REGION", "AWS_DEFAULT_REGION"] {
                    shell.set_env(name, &model.region);
                }
            }
        });
    }

    /// Closes the tab in front; the last one stays.
    pub fn close_tab(&self) {
        self.update(|model| model.terminals.close());
    }

    /// Brings a tab to the front.
    pub fn choose_tab(&self, position: usize) {
        self.update(|model| model.terminals.choose(position));
    }

    /// Names the tab in front.
    pub fn rename_tab(&self, name: &str) {
        self.update(|model| model.terminals.rename(name));
    }

    /// Gives up what was being typed, as Ctrl+C does.
    pub fn interrupt(&self, typed: &str) {
        self.update(|model| {
            let prompt = model.prompt();
            let terminal = model.terminals.current_mut();
            terminal.screen.echo(&prompt, &(typed.to_owned() + "^C"));
            terminal.shell.interrupt();
            terminal.waits = Waits::Command;
        });
    }

    /// Empties the screen.
    pub fn clear_screen(&self) {
        self.update(|model| model.terminals.current_mut().screen.clear());
    }

    /// Switches the shell's language.
    pub fn set_dialect(&self, dialect: Dialect) {
        self.update(|model| {
            let terminal = model.terminals.current_mut();
            terminal.shell.set_dialect(dialect);
            terminal.waits = Waits::Command;
        });
    }

    /// Completes what stands before the cursor as far as it is certain. Returns it, and what there is to
    /// choose from if it is not.
    #[must_use]
    pub fn complete(&self, before: &str) -> (String, Vec<String>) {
        let model = self.model();
        let candidates =
            model.terminals.current().shell.complete(before, before.len(), &mut model.live.unseen());
        complete::completed(before, &candidates)
    }

    /// What is most likely to follow a line.
    #[must_use]
    pub fn hint(&self, line: &str) -> Option<Hint> {
        self.model().terminals.current().shell.hint(line)
    }

    /// Searches the history for a text.
    #[must_use]
    pub fn search(&self, text: &str) -> Search {
        Search::of(text, self.model().terminals.current().shell.history())
    }

    /// Goes on with a search.
    #[must_use]
    pub fn search_older(&self, search: Search, text: &str) -> Search {
        search.older(text, self.model().terminals.current().shell.history())
    }

    /// The line that a search has found.
    #[must_use]
    pub fn found(&self, search: Search) -> Option<String> {
        search.line(self.model().terminals.current().shell.history()).map(str::to_owned)
    }

    /// Closes the editor, with the file's new text if it is to be saved.
    pub fn close_editor(&self, text: Option<&str>) {
        self.update(|model| {
            let now = model.live.clock.now();
            let terminal = model.terminals.current_mut();
            let waits = std::mem::replace(&mut terminal.waits, Waits::Command);
            if let (Waits::Editor { path }, Some(text)) = (waits, text)
                && let Err(error) = terminal.shell.files_mut().put(&path, text.as_bytes(), now)
            {
                terminal.screen.complain(path + ": " + &error.to_string() + "\n");
            }
            model.terminals.settle();
        });
    }
}
