use serde::Serialize;

use crate::document::{DocumentError, DocumentErrorKind};
use crate::json::JsonError;
use crate::{LineColumn, Span};

/// AWS's refusal of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Refusal {
    /// AWS's error code, e.g. `MalformedPolicyDocument`.
    pub code: &'static str,
    /// The HTTP status.
    pub http: u16,
    /// AWS's text.
    pub message: String,
    /// The offending part; `None` when it is the document as a whole.
    pub span: Option<Span>,
    /// Line of the offending part's first character, from 1.
    pub line: u32,
    /// Column of the offending part's first character, from 1.
    pub column: u32,
    /// What is wrong in plain words, where AWS's text does not say.
    pub detail: Option<String>,
}

/// Makes refusals of one text with one code.
#[derive(Clone, Copy)]
pub(super) struct Refuse<'a> {
    pub(super) text: &'a str,
    pub(super) code: &'static str,
}

impl Refuse<'_> {
    /// A refusal of what stands at `span`.
    pub(super) fn at(self, span: Span, message: impl Into<String>) -> Refusal {
        let LineColumn { line, column } = span.line_column(self.text);
        Refusal {
            code: self.code,
            http: 400,
            message: message.into(),
            span: Some(span),
            line,
            column,
            detail: None,
        }
    }

    /// A refusal of the whole text, under a code of its own.
    pub(super) fn whole(self, code: &'static str, http: u16, message: impl Into<String>) -> Refusal {
        Refusal { code, http, message: message.into(), span: None, line: 1, column: 1, detail: None }
    }

    /// A refusal for an error of the document, whose own words go along.
    pub(super) fn error(self, error: &DocumentError, message: impl Into<String>) -> Refusal {
        let detail = Some(error.kind.to_string());
        Refusal { detail, ..self.at(error.span, message) }
    }

    /// A refusal of a text that is no JSON.
    pub(super) fn json(self, error: &JsonError, message: impl Into<String>) -> Refusal {
        let detail = Some(error.kind.to_string());
        Refusal { detail, ..self.at(error.span, message) }
    }
}

/// The first error of a kind.
pub(super) fn first(
    errors: &[DocumentError],
    is: impl Fn(&DocumentErrorKind) -> bool,
) -> Option<&DocumentError> {
    errors.iter().find(|error| is(&error.kind))
}

/// Whether an element is missing or an empty list.
pub(super) fn lacks(kind: &DocumentErrorKind, element: &str) -> bool {
    match kind {
        DocumentErrorKind::Missing(name) => *name == element,
        DocumentErrorKind::Empty(name) => name.trim_start_matches("Not") == element,
        _ => false,
    }
}
