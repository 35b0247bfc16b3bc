use std::fmt;

use crate::json::JsonError;
use crate::{LineColumn, Span};

/// Why a text is no policy document, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentError {
    /// What is wrong.
    pub kind: DocumentErrorKind,
    /// Where.
    pub span: Span,
    /// Line of the first wrong character, from 1.
    pub line: u32,
    /// Column of the first wrong character in characters, from 1.
    pub column: u32,
}

/// The ways in which JSON fails to be a policy document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentErrorKind {
    /// It is not even JSON.
    Json(JsonError),
    /// A value of the wrong kind.
    WrongKind {
        /// The element, e.g. `Statement`.
        element: String,
        /// What belongs there.
        expected: &'static str,
    },
    /// An element that the grammar does not know here.
    UnknownElement(String),
    /// A required element is missing.
    Missing(&'static str),
    /// An element and its `Not…` form stand side by side.
    Both(&'static str, &'static str),
    /// A version that is neither 2012-10-17 nor 2008-10-17.
    UnknownVersion(String),
    /// An effect that is neither `Allow` nor `Deny`.
    UnknownEffect(String),
    /// A principal under a key that is none of `AWS`, `Service`, `Federated`, `CanonicalUser`.
    UnknownPrincipalKind(String),
    /// A condition operator that does not exist.
    UnknownOperator(String),
    /// A list that must not be empty.
    Empty(&'static str),
}

impl DocumentError {
    pub(super) fn new(kind: DocumentErrorKind, span: Span, text: &str) -> Self {
        let LineColumn { line, column } = span.line_column(text);
        Self { kind, span, line, column }
    }
}

impl From<JsonError> for DocumentError {
    fn from(error: JsonError) -> Self {
        Self {
            span: error.span,
            line: error.line,
            column: error.column,
            kind: DocumentErrorKind::Json(error),
        }
    }
}

impl fmt::Display for DocumentErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Json(error) => error.kind.fmt(f),
            Self::WrongKind { element, expected } => write!(f, "`{element}` must be {expected}"),
            Self::UnknownElement(name) => write!(f, "there is no element `{name}` here"),
            Self::Missing(name) => write!(f, "`{name}` is missing"),
            Self::Both(plain, not) => write!(f, "`{plain}` and `{not}` exclude each other"),
            Self::UnknownVersion(version) => {
                write!(f, "version `{version}` is neither `2012-10-17` nor `2008-10-17`")
            }
            Self::UnknownEffect(effect) => {
                write!(f, "effect `{effect}` is neither `Allow` nor `Deny`")
            }
            Self::UnknownPrincipalKind(kind) => {
                write!(f, "principal type `{kind}` is none of `AWS`, `Service`, `Federated`, `CanonicalUser`")
            }
            Self::UnknownOperator(name) => write!(f, "there is no condition operator `{name}`"),
            Self::Empty(name) => write!(f, "`{name}` must not be empty"),
        }
    }
}

impl fmt::Display for DocumentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, line, column, .. } = self;
        write!(f, "line {line}, column {column}: {kind}")
    }
}

impl std::error::Error for DocumentError {}
