//! Why a question could not be read or answered.

use std::path::{Path, PathBuf};
use std::{fmt, io};

/// What keeps `iampg` from its work.
#[derive(Debug)]
pub(crate) enum Fault {
    /// A file that cannot be read.
    Unreadable(PathBuf, io::Error),
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
            Self::Io(error) => error.fmt(f),
            Self::OutputClosed => f.write_str("nobody reads the output"),
        }
    }
}
