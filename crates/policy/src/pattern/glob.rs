use super::build;
use super::run::{self, Step, Subject};
use super::segments::Segments;
use super::template::{Piece, Syntax, pieces};
use crate::context::Context;
use crate::document::Version;

/// A compiled pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Glob {
    /// `*`: everything.
    Any,
    /// This text.
    Exact(Box<str>),
    /// This text with anything behind it.
    Prefix(Box<str>),
    /// A `Resource` with wildcards before its fifth colon.
    Segments(Box<Segments>),
    /// Everything else.
    General(Box<General>),
}

/// A compiled value of an ARN condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ArnGlob(General);

/// Text, then stars each followed by text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct General {
    pub(super) head: Box<[Step]>,
    pub(super) tail: Box<[Box<[Step]>]>,
    /// No text with fewer bytes matches.
    pub(super) least: usize,
}

impl Glob {
    /// An action pattern; give it and the action in lower case.
    pub(crate) fn action(lower: &str) -> Self {
        Self::text(lower, Syntax { wildcards: true, variables: false })
    }

    /// A value of `Resource` or `NotResource`. Variables stand behind the fifth colon only;
    /// inside the first five segments a wildcard takes no colon, unless it is a star that
    /// ends its segment (spec/policy-language.md §6).
    pub(crate) fn resource(text: &str, version: Version) -> Self {
        if let Some(simple) = Self::simple(text) {
            return simple;
        }
        let behind_fifth_colon = match text.match_indices(':').nth(4) {
            Some((at, _)) => at + 1,
            None => text.len(),
        };
        let (arn, resource) = text.split_at(behind_fifth_colon);
        let rest = pieces(resource, Syntax::of(version, true));
        if arn.contains(['*', '?']) {
            return Self::Segments(Box::new(Segments::new(arn, rest)));
        }
        let arn = (!arn.is_empty()).then(|| Piece::Literal(arn.into()));
        build::glob(arn.into_iter().chain(rest))
    }

    /// A condition value, with or without wildcards.
    pub(crate) fn text(text: &str, syntax: Syntax) -> Self {
        let simple = Self::simple(text);
        if let Some(simple) = simple.filter(|simple| syntax.wildcards || simple.is_exact()) {
            return simple;
        }
        build::glob(pieces(text, syntax))
    }

    /// The form of most patterns, found without taking them apart: plain text, with or
    /// without one star at its end, which reaches anything in every kind of pattern but
    /// those of ARN conditions.
    fn simple(text: &str) -> Option<Self> {
        let special = text.find(['*', '?', '$']);
        match special {
            None => Some(Self::Exact(text.into())),
            Some(0) if text == "*" => Some(Self::Any),
            Some(at) if &text[at..] == "*" => Some(Self::Prefix(text[..at].into())),
            Some(_) => None,
        }
    }

    const fn is_exact(&self) -> bool {
        matches!(self, Self::Exact(_))
    }

    /// Whether the text matches, variables resolved from the context.
    pub(crate) fn matches(&self, text: &str, context: Option<&Context>) -> bool {
        match self {
            Self::Any => true,
            Self::Exact(exact) => **exact == *text,
            Self::Prefix(prefix) => text.starts_with(&**prefix),
            Self::General(general) => general.matches(Subject { text, context, fences: &[] }),
            Self::Segments(segments) => segments.matches(text, context),
        }
    }
}

impl ArnGlob {
    /// Wildcards stay inside their segment.
    pub(crate) fn new(text: &str, version: Version) -> Self {
        Self(build::general(pieces(text, Syntax::of(version, true))))
    }

    /// Whether an ARN matches; a text without six segments never does.
    pub(crate) fn matches(&self, text: &str, context: &Context) -> bool {
        let mut fences = [0; 5];
        let mut colons = text.match_indices(':');
        for fence in &mut fences {
            let Some((at, _)) = colons.next() else {
                return false;
            };
            *fence = at;
        }
        self.0.matches(Subject { text, context: Some(context), fences: &fences })
    }
}

impl General {
    pub(super) fn matches(&self, subject: Subject<'_>) -> bool {
        if subject.text.len() < self.least {
            return false;
        }
        let stop = run::match_at(&self.head, subject, 0);
        stop.is_some_and(|at| self.match_tail(subject, at))
    }

    /// Whether the text behind one of these places matches, which are given in order.
    pub(super) fn matches_behind(&self, subject: Subject<'_>, places: impl Iterator<Item = usize>) -> bool {
        if self.tail.is_empty() {
            let begin = run::match_end(&self.head, subject);
            return begin.is_some_and(|begin| places.into_iter().any(|place| place == begin));
        }
        let stop = run::match_at_first(&self.head, subject, places);
        stop.is_some_and(|at| self.match_tail(subject, at))
    }

    /// Takes each run at its first possible place, which leaves the most to the next star: a
    /// fence that stops the one star would have stopped it from any later place as well.
    fn match_tail(&self, subject: Subject<'_>, from: usize) -> bool {
        let Some((last, middle)) = self.tail.split_last() else {
            return from == subject.text.len();
        };
        let Some(end) = run::match_end(last, subject).filter(|end| *end >= from) else {
            return false;
        };
        let mut at = from;
        for run in middle {
            let Some((_, stop)) = run::find(run, subject, at, end) else {
                return false;
            };
            at = stop;
        }
        subject.star_limit(at) >= end
    }
}
