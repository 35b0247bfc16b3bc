//! Why a question could not be read or answered.

use labs::{ContentError, scenario};
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// What keeps `iampg` from its work.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A file that cannot be read.
    Unreadable(PathBuf, io::Error),
    /// A scenario or lab with a mistake, by name or file.
    Content(String, ContentError),
    /// No scenario of this name comes with the playground.
    NoScenario(String),
    /// Reading or writing a stream fails.
    Io(io::Error),
    /// Nobody reads the output any more.
    OutputClosed,
}

impl Fault {
    pub(crate) fn unreadable(path: &Path, error: io::Error) -> Self {
        Self::Unreadable(path.to_owned(), error)
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::OutputClosed,
            _ => Self::Io(error),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(path, error) => write!(f, "{}: {error}", path.display()),
            Self::Content(name, error) => write!(f, "{name}: {error}"),
            Self::NoScenario(name) => {
                let names: Vec<&str> = scenario::all().iter().map(|scenario| scenario.name).collect();
                write!(f, "there is no scenario `{name}`; there are {}", names.join(", "))
            }
            Self::Io(error) => error.fmt(f),
            Self::OutputClosed => f.write_str("nobody reads the output"),
        }
    }
}
