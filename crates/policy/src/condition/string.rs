//! `StringEquals`, `StringEqualsIgnoreCase`, `StringLike` and their negations.

use crate::context::Context;
use crate::document::Version;
use crate::pattern::{Glob, Piece, Syntax, pieces};

/// The policy's values of a string operator.
#[derive(Clone, Debug)]
pub(super) enum Strings {
    Globs(Box<[Glob]>),
    IgnoringCase(Box<[IgnoringCase]>),
}

impl Strings {
    pub(super) fn exact<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        Self::globs(texts, Syntax::of(version, false))
    }

    pub(super) fn like<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        Self::globs(texts, Syntax::of(version, true))
    }

    fn globs<'a>(texts: impl Iterator<Item = &'a str>, syntax: Syntax) -> Self {
        Self::Globs(texts.map(|text| Glob::text(text, syntax)).collect())
    }

    pub(super) fn ignoring_case<'a>(texts: impl Iterator<Item = &'a str>, version: Version) -> Self {
        let syntax = Syntax::of(version, false);
        Self::IgnoringCase(texts.map(|text| IgnoringCase::new(text, syntax)).collect())
    }

    pub(super) fn matches(&self, value: &str, context: &Context) -> bool {
        match self {
            Self::Globs(globs) => globs.iter().any(|glob| glob.matches(value, Some(context))),
            Self::IgnoringCase(texts) => texts.iter().any(|text| text.matches(value, context)),
        }
    }
}

/// Text with variables that is compared without regard to case.
#[derive(Clone, Debug)]
pub(super) struct IgnoringCase(Box<[Piece]>);

impl IgnoringCase {
    /// `syntax` must not have wildcards.
    pub(super) fn new(text: &str, syntax: Syntax) -> Self {
        Self(pieces(text, syntax).into())
    }

    pub(super) fn matches(&self, value: &str, context: &Context) -> bool {
        let resolves = |piece: &Piece| self::text(piece, context).is_some();
        let wanted = self.0.iter().filter_map(|piece| text(piece, context));
        self.0.iter().all(resolves)
            && wanted
                .flat_map(str::chars)
                .flat_map(char::to_lowercase)
                .eq(value.chars().flat_map(char::to_lowercase))
    }
}

/// What a piece stands for; `None` for a variable without value.
fn text<'a>(piece: &'a Piece, context: &'a Context) -> Option<&'a str> {
    match piece {
        Piece::Literal(text) => Some(text),
        Piece::Variable(variable) => variable.resolve(context),
        Piece::Star => Some("*"),
        Piece::Question => Some("?"),
    }
}
