//! The terminal's state: the shell, what its screen shows, and what it waits for.

mod colors;
mod complete;
mod screen;

pub use colors::{Style, styled};
pub use screen::{Entry, Screen};

use crate::store::Store;
use shell::{Dialect, Next, Prompt, Ran, Shell};

/// The terminal.
pub struct Terminal {
    /// The shell.
    pub shell: Shell,
    /// What is on the screen.
    pub screen: Screen,
    /// What it waits for.
    pub waits: Waits,
}

/// What the terminal waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// A command.
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
    pub fn new(shell: Shell) -> Self {
        Self { shell, screen: Screen::default(), waits: Waits::Command }
    }

    /// What stands before the cursor, and the role that commands run as.
    #[must_use]
    pub fn prompt(&self) -> Prompt {
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

impl Store {
    /// Gives the terminal a line: a command, the rest of one, or an answer.
    pub fn enter(&self, line: &str) {
        self.update(|model| {
            let (terminal, live) = (&mut model.terminal, &mut model.live);
            let prompt = terminal.prompt();
            let shown = if matches!(terminal.waits, Waits::Answer { secret: true, .. }) { "" } else { line };
            terminal.screen.echo(&prompt, shown);
            let ran = match terminal.waits {
                Waits::Answer { .. } => terminal.shell.answer(line, live),
                _ => terminal.shell.run(line, live),
            };
            terminal.follow(ran);
        });
    }

    /// Gives up what was being typed, as Ctrl+C does.
    pub fn interrupt(&self, typed: &str) {
        self.update(|model| {
            let terminal = &mut model.terminal;
            let prompt = terminal.prompt();
            terminal.screen.echo(&prompt, &(typed.to_owned() + "^C"));
            terminal.shell.interrupt();
            terminal.waits = Waits::Command;
        });
    }

    /// Empties the screen.
    pub fn clear_screen(&self) {
        self.update(|model| model.terminal.screen.clear());
    }

    /// Switches the shell's language.
    pub fn set_dialect(&self, dialect: Dialect) {
        self.update(|model| {
            model.terminal.shell.set_dialect(dialect);
            model.terminal.waits = Waits::Command;
        });
    }

    /// Completes what stands before the cursor as far as it is certain. Returns it, and what there is to
    /// choose from if it is not.
    #[must_use]
    pub fn complete(&self, before: &str) -> (String, Vec<String>) {
        let model = self.model();
        complete::completed(before, &model.terminal.shell.complete(before, before.len()))
    }

    /// Closes the editor, with the file's new text if it is to be saved.
    pub fn close_editor(&self, text: Option<&str>) {
        self.update(|model| {
            let now = model.live.clock.now();
            let terminal = &mut model.terminal;
            let waits = std::mem::replace(&mut terminal.waits, Waits::Command);
            if let (Waits::Editor { path }, Some(text)) = (waits, text)
                && let Err(error) = terminal.shell.files_mut().put(&path, text.as_bytes(), now)
            {
                terminal.screen.complain(path + ": " + &error.to_string() + "\n");
            }
            model.look_at_lab_again();
        });
    }
}
