use std::fmt;

use crate::{LineColumn, Span};

/// Why a text is not JSON that we take, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonError {
    /// What is wrong.
    pub kind: JsonErrorKind,
    /// Where it is wrong.
    pub span: Span,
    /// Line of the first wrong character, from 1.
    pub line: u32,
    /// Column of the first wrong character in characters, from 1.
    pub column: u32,
}

/// The ways in which a text fails to be JSON that we take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonErrorKind {
    /// The text has more characters than the limit named.
    TooLong(usize),
    /// Arrays and objects are nested deeper than the limit named.
    TooDeep(usize),
    /// A byte order mark stands at the beginning.
    ByteOrderMark,
    /// The text ends inside a value; what was missing.
    UnexpectedEnd(&'static str),
    /// A character that cannot stand here; what could.
    Unexpected {
        /// The character found.
        found: char,
        /// What was expected instead.
        expected: &'static str,
    },
    /// A control character inside a string, NUL and line breaks included.
    ControlCharacter(char),
    /// A backslash followed by something that is no escape.
    BadEscape,
    /// Half of a UTF-16 surrogate pair, written as `\uD800` to `\uDFFF`.
    LoneSurrogate,
    /// Digits that form no JSON number, such as `01` or `1.`.
    BadNumber,
    /// The same key twice in one object.
    DuplicateKey(String),
    /// Something follows the value.
    TrailingText,
}

impl JsonError {
    pub(super) fn new(kind: JsonErrorKind, span: Span, text: &str) -> Self {
        let LineColumn { line, column } = span.line_column(text);
        Self { kind, span, line, column }
    }
}

impl fmt::Display for JsonErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(limit) => write!(f, "the text is longer than {limit} characters"),
            Self::TooDeep(limit) => write!(f, "nested deeper than {limit} levels"),
            Self::ByteOrderMark => f.write_str("the text begins with a byte order mark"),
            Self::UnexpectedEnd(expected) => {
                write!(f, "the text ends where {expected} is expected")
            }
            Self::Unexpected { found, expected } => {
                write!(f, "found `{}`, expected {expected}", found.escape_debug())
            }
            Self::ControlCharacter(found) => {
                write!(f, "control character `{}` in a string, write it as an escape", found.escape_debug())
            }
            Self::BadEscape => f.write_str("this is no escape sequence"),
            Self::LoneSurrogate => f.write_str("half of a surrogate pair"),
            Self::BadNumber => f.write_str("this is no number"),
            Self::DuplicateKey(key) => write!(f, "the key `{key}` occurs twice in one object"),
            Self::TrailingText => f.write_str("something follows the end of the value"),
        }
    }
}

impl fmt::Display for JsonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, line, column, .. } = self;
        write!(f, "line {line}, column {column}: {kind}")
    }
}

impl std::error::Error for JsonError {}
