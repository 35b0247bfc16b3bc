//! What can go wrong, each with what to do about it.

use std::{fmt, io, path::PathBuf};

/// The outcome of everything in xtask.
pub(crate) type Result<T> = std::result::Result<T, Error>;

/// Why a command of xtask stopped.
#[derive(Debug)]
pub(crate) enum Error {
    /// The command line is not understood; holds the text to show.
    Usage(String),
    /// Something that xtask does not install itself is not there.
    Missing {
        /// What is missing.
        what: String,
        /// What to install, in one line.
        advice: String,
    },
    /// A program could not be started, or said that it failed.
    Command {
        /// The program with its arguments.
        line: String,
        /// The exit status, or why it could not start.
        why: String,
    },
    /// A file could not be read or written.
    File {
        /// Which one.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// A file of the project does not say what it should.
    Content {
        /// Which one.
        path: PathBuf,
        /// What was looked for.
        expected: String,
    },
    /// The repository breaks rules of its own; they have been printed.
    Untidy(usize),
    /// The first load weighs more than is allowed; both in bytes.
    TooLarge {
        /// What it weighs.
        total: usize,
        /// What it may weigh.
        ceiling: usize,
    },
    /// A step of `cargo xtask test` failed.
    Step {
        /// Its name, as `--only` takes it.
        name: &'static str,
        /// Which one it was, counted from 1.
        position: usize,
        /// How many there were to run.
        of: usize,
        /// Why.
        cause: Box<Error>,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Usage(text) => f.write_str(text),
            Self::Missing { what, advice } => write!(f, "{what} is missing: {advice}"),
            Self::Command { line, why } => write!(f, "`{line}`: {why}"),
            Self::File { path, source } => write!(f, "{}: {source}", path.display()),
            Self::Content { path, expected } => {
                write!(f, "{}: expected {expected}", path.display())
            }
            Self::Untidy(1) => f.write_str("1 rule of the repository is broken, see above"),
            Self::Untidy(count) => {
                write!(f, "{count} rules of the repository are broken, see above")
            }
            Self::TooLarge { total, ceiling } => {
                write!(f, "the first load weighs {total} bytes and may weigh at most {ceiling}")
            }
            Self::Step { name, position, of, cause } => write!(
                f,
                "step {position} of {of} ({name}) failed: {cause}\n       \
                 To run it alone: cargo xtask test --only {name}"
            ),
        }
    }
}

impl std::error::Error for Error {}
