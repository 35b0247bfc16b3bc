use super::read_statement::statement;
use super::{Document, DocumentError, DocumentErrorKind, Statement, Version};
use crate::json::{self, JsonError, Kind, Member, Value};
use crate::{Span, Spanned};

/// Reads a document and reports the first thing that is wrong with it.
pub(super) fn document(text: &str) -> Result<Document, DocumentError> {
    let (document, mut errors) = draft(text)?;
    if errors.is_empty() { Ok(document) } else { Err(errors.swap_remove(0)) }
}

/// Reads as much of a document as there is, with every error in the order of the text.
///
/// With errors, the document has holes: use it for nothing but finding more errors.
pub(crate) fn draft(text: &str) -> Result<(Document, Vec<DocumentError>), JsonError> {
    let value = json::parse(text)?;
    let mut reader = Reader { text, errors: Vec::new() };
    let document = reader.document(value);
    Ok((document, reader.errors))
}

/// Collects errors while elements are read.
pub(super) struct Reader<'a> {
    text: &'a str,
    errors: Vec<DocumentError>,
}

impl Reader<'_> {
    fn document(&mut self, value: Value) -> Document {
        let mut document = Document {
            text: self.text.into(),
            version: Version::default(),
            version_span: None,
            id: None,
            statements: Vec::new(),
        };
        let span = value.span;
        let Kind::Object(members) = value.kind else {
            self.wrong_kind("policy", "an object", span);
            return document;
        };
        let mut has_statement = false;
        for Member { key, key_span, value } in members {
            match key.as_str() {
                "Version" => {
                    document.version_span = Some(value.span);
                    document.version = self.version(value);
                }
                "Id" => document.id = self.string("Id", value),
                "Statement" => {
                    has_statement = true;
                    document.statements = self.statements(value);
                }
                _ => self.fail(DocumentErrorKind::UnknownElement(key), key_span),
            }
        }
        if !has_statement {
            self.fail(DocumentErrorKind::Missing("Statement"), span);
        }
        document
    }

    fn version(&mut self, value: Value) -> Version {
        let Some(version) = self.string("Version", value) else {
            return Version::default();
        };
        match version.value.as_str() {
            "2012-10-17" => Version::V2012,
            "2008-10-17" => Version::V2008,
            _ => {
                self.fail(DocumentErrorKind::UnknownVersion(version.value), version.span);
                Version::default()
            }
        }
    }

    fn statements(&mut self, value: Value) -> Vec<Statement> {
        let span = value.span;
        let items = one_or_many(value);
        if items.is_empty() {
            self.fail(DocumentErrorKind::Empty("Statement"), span);
        }
        items.into_iter().filter_map(|item| statement(self, item)).collect()
    }

    /// A string, or an error that `element` is none.
    pub(super) fn string(&mut self, element: &str, value: Value) -> Option<Spanned<String>> {
        match value.kind {
            Kind::String(text) => Some(Spanned::new(text, value.span)),
            _ => {
                self.wrong_kind(element, "a string", value.span);
                None
            }
        }
    }

    /// A string or a list of strings.
    pub(super) fn strings(&mut self, element: &str, value: Value) -> Vec<Spanned<String>> {
        one_or_many(value)
            .into_iter()
            .filter_map(|item| match item.kind {
                Kind::String(text) => Some(Spanned::new(text, item.span)),
                _ => {
                    self.wrong_kind(element, "a string or a list of strings", item.span);
                    None
                }
            })
            .collect()
    }

    /// Records that a value is of the wrong kind.
    pub(super) fn wrong_kind(&mut self, element: &str, expected: &'static str, span: Span) {
        let element = element.to_owned();
        self.fail(DocumentErrorKind::WrongKind { element, expected }, span);
    }

    /// Records an error.
    pub(super) fn fail(&mut self, kind: DocumentErrorKind, span: Span) {
        self.errors.push(DocumentError::new(kind, span, self.text));
    }
}

/// A list's items; anything else stands for a list of itself.
pub(super) fn one_or_many(value: Value) -> Vec<Value> {
    match value.kind {
        Kind::Array(items) => items,
        _ => vec![value],
    }
}
