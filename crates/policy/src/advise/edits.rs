//! Changes of policy texts that leave the rest as it was written.

use crate::document::{Document, Element, PrincipalElement, PrincipalKind, Statement, json_string};
use crate::{Span, Spanned};

/// A new text, and what is new in it.
pub(super) struct Edited {
    pub(super) text: String,
    pub(super) span: Span,
}

/// Adds a value to a string or list of strings.
pub(super) fn add_value(document: &Document, element: &Element, value: &str) -> Edited {
    let quoted = json_string(value);
    let text = document.text();
    match element.values.last() {
        Some(last) if element.span == last.span => wrap(text, last.span, &quoted),
        Some(last) => insert(text, last.span.end, &format!(", {quoted}"), 2),
        // An empty list.
        None => insert(text, element.span.start + 1, &quoted, 0),
    }
}

/// Adds a value to those under `AWS`; `None` when there is no such key.
pub(super) fn add_aws_principal(
    document: &Document,
    element: &PrincipalElement,
    value: &str,
) -> Option<Edited> {
    let last = element.entries.iter().rfind(|entry| entry.kind == PrincipalKind::Aws)?;
    let quoted = json_string(value);
    let text = document.text();
    let is_in_list = is_after_bracket_or_comma(text, last.span);
    Some(if is_in_list {
        insert(text, last.span.end, &format!(", {quoted}"), 2)
    } else {
        wrap(text, last.span, &quoted)
    })
}

/// Whether a value stands in a list, and not behind its key.
fn is_after_bracket_or_comma(text: &str, span: Span) -> bool {
    let before = text.get(..span.start as usize).unwrap_or_default().trim_end();
    before.ends_with(['[', ','])
}

/// Takes a value out of a list of two or more; `None` when it is the only one.
pub(super) fn remove_value(document: &Document, element: &Element, index: usize) -> Option<Edited> {
    (element.values.len() > 1).then(|| replace(document.text(), item_span(&element.values, index), ""))
}

/// An item with the comma on one side of it.
pub(crate) fn item_span<T>(items: &[Spanned<T>], index: usize) -> Span {
    match (index.checked_sub(1), items.get(index + 1)) {
        (_, Some(next)) => Span::new(items[index].span.start, next.span.start),
        (Some(before), None) => Span::new(items[before].span.end, items[index].span.end),
        (None, None) => items[index].span,
    }
}

/// Adds a statement behind the last one.
pub(super) fn add_statement(document: &Document, statement: &str) -> Option<Edited> {
    let last = document.statements.last()?;
    let text = document.text();
    let is_list = is_after_bracket_or_comma(text, last.span);
    Some(if is_list {
        insert(text, last.span.end, &format!(", {statement}"), 2)
    } else {
        wrap(text, last.span, statement)
    })
}

/// Takes a statement out; `None` when it is the only one.
pub(super) fn remove_statement(document: &Document, statement: &Statement) -> Option<Edited> {
    let spans: Vec<Spanned<()>> = document.statements.iter().map(|one| Spanned::new((), one.span)).collect();
    let index = spans.iter().position(|span| span.span == statement.span)?;
    (spans.len() > 1).then(|| replace(document.text(), item_span(&spans, index), ""))
}

/// Makes a list of a lone value and another.
fn wrap(text: &str, lone: Span, other: &str) -> Edited {
    let edited = replace(text, lone, &format!("[{}, {other}]", lone.of(text)));
    let end = edited.span.end - 1;
    Edited { span: Span::new(end - other.len() as u32, end), ..edited }
}

/// Inserts a text whose first `skipped` bytes are punctuation.
fn insert(text: &str, at: u32, inserted: &str, skipped: u32) -> Edited {
    let edited = replace(text, Span::new(at, at), inserted);
    Edited { span: Span::new(edited.span.start + skipped, edited.span.end), ..edited }
}

fn replace(text: &str, span: Span, by: &str) -> Edited {
    let before = text.get(..span.start as usize).unwrap_or_default();
    let after = text.get(span.end as usize..).unwrap_or_default();
    let end = span.start + by.len() as u32;
    Edited { text: format!("{before}{by}{after}"), span: Span::new(span.start, end) }
}
