use serde::Serialize;

use crate::Span;

/// One piece of advice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub class: Class,
    /// A stable name of the rule, mostly Access Analyzer's.
    pub code: &'static str,
    /// The part of the text that it is about.
    pub span: Span,
    /// What is wrong and why, in one or two sentences.
    pub message: String,
    /// A change that helps, where one is obvious.
    pub fix: Option<Fix>,
}

/// Access Analyzer's classes, worst first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Class {
    /// AWS refuses it, or it can never work.
    Error,
    /// It works, and lets in more than is wise.
    SecurityWarning,
    /// It hardly means what it says.
    Warning,
    /// It could be better.
    Suggestion,
}

/// A change of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fix {
    /// What it does, for a button.
    pub title: String,
    /// Replacements that do not overlap, in the order of the text.
    pub edits: Vec<Edit>,
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edit {
    /// What to take out; empty to put in only.
    pub span: Span,
    /// What to put in.
    pub text: String,
}

impl Finding {
    pub(super) fn new(class: Class, code: &'static str, span: Span, message: String) -> Self {
        Self { class, code, span, message, fix: None }
    }

    pub(super) fn error(code: &'static str, span: Span, message: String) -> Self {
        Self::new(Class::Error, code, span, message)
    }

    pub(super) fn with_fix(mut self, fix: Option<Fix>) -> Self {
        self.fix = fix;
        self
    }
}

impl Fix {
    /// A change of one place.
    pub(crate) fn replace(title: impl Into<String>, span: Span, text: impl Into<String>) -> Self {
        Self { title: title.into(), edits: vec![Edit { span, text: text.into() }] }
    }

    /// The text with the change made; spans that are none of the text's are left out.
    pub fn apply(&self, text: &str) -> String {
        let mut changed = text.to_owned();
        for edit in self.edits.iter().rev() {
            let range = edit.span.start as usize..edit.span.end as usize;
            if changed.get(range.clone()).is_some() {
                changed.replace_range(range, &edit.text);
            }
        }
        changed
    }
}
