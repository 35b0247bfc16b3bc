//! Why a scenario or a lab cannot be used, and where.

use std::fmt;

use policy::json::{JsonError, JsonErrorKind};
use policy::{DocumentErrorKind, LineColumn, Span};

/// A mistake in a scenario or lab file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContentError {
    /// Where it is.
    pub at: LineColumn,
    /// What is wrong.
    pub problem: Problem,
}

/// The mistakes that scenario and lab files can have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The file is not JSON.
    Json(JsonErrorKind),
    /// A value of the wrong kind.
    WrongKind {
        /// What belongs there.
        expected: &'static str,
        /// What stands there.
        found: &'static str,
    },
    /// A member that is not known there.
    UnknownMember {
        /// Its name.
        name: String,
        /// The names that are.
        known: Vec<&'static str>,
    },
    /// A member that must be there is not.
    MissingMember(&'static str),
    /// Two members that exclude each other, or neither of them.
    OneOf(&'static [&'static str]),
    /// A value that is none of those that can stand there.
    UnknownValue {
        /// What the value should be.
        expected: String,
        /// The value.
        found: String,
    },
    /// A list that must not be empty is.
    Empty,
    /// A policy document that is none.
    Document(DocumentErrorKind),
    /// A name for which there is nothing.
    Dangling {
        /// What is looked for, e.g. `AWS managed policy`.
        kind: &'static str,
        /// The name.
        name: String,
    },
    /// AWS refused to make what the file asks for.
    Refused {
        /// The operation.
        operation: String,
        /// AWS's error code.
        code: String,
        /// AWS's text.
        message: String,
    },
    /// A file that the terminal cannot have.
    File {
        /// Its path.
        path: String,
        /// Why.
        reason: String,
    },
}

impl ContentError {
    pub(crate) fn new(problem: Problem, span: Span, text: &str) -> Self {
        Self { at: span.line_column(text), problem }
    }
}

impl From<JsonError> for ContentError {
    fn from(error: JsonError) -> Self {
        Self { at: LineColumn { line: error.line, column: error.column }, problem: Problem::Json(error.kind) }
    }
}

impl fmt::Display for ContentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}, column {}: {}", self.at.line, self.at.column, self.problem)
    }
}

impl std::error::Error for ContentError {}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(kind) => kind.fmt(f),
            Self::WrongKind { expected, found } => write!(f, "expected {expected}, found {found}"),
            Self::UnknownMember { name, known } => {
                write!(f, "there is no member `{name}` here; there are {}", quoted(known))
            }
            Self::MissingMember(name) => write!(f, "the member `{name}` is missing"),
            Self::OneOf(names) => write!(f, "exactly one of {} must be given", quoted(names)),
            Self::UnknownValue { expected, found } => write!(f, "expected {expected}, found `{found}`"),
            Self::Empty => f.write_str("this must not be empty"),
            Self::Document(kind) => write!(f, "in the policy document: {kind}"),
            Self::Dangling { kind, name } => write!(f, "there is no {kind} `{name}`"),
            Self::Refused { operation, code, message } => write!(f, "{operation}: {code}: {message}"),
            Self::File { path, reason } => write!(f, "the file `{path}`: {reason}"),
        }
    }
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
