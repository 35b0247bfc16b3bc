use super::build;
use super::run::{self, Reach, Step, Subject};
use super::template::{Syntax, pieces};
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
    /// Everything else.
    General(Box<General>),
}

/// Text, then stars each followed by text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct General {
    pub(super) head: Box<[Step]>,
    pub(super) tail: Box<[(Reach, Box<[Step]>)]>,
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
        let plain = Syntax { wildcards: true, variables: false };
        let mut all = pieces(arn, plain);
        all.extend(pieces(resource, Syntax::of(version, true)));
        build::glob(all, build::in_resource)
    }

    /// A condition value, with or without wildcards.
    pub(crate) fn text(text: &str, syntax: Syntax) -> Self {
        let simple = Self::simple(text);
        if let Some(simple) = simple.filter(|simple| syntax.wildcards || simple.is_exact()) {
            return simple;
        }
        build::glob(pieces(text, syntax), build::anywhere)
    }

    /// A value of an ARN condition: match it with [`matches_arn`](Self::matches_arn).
    pub(crate) fn arn(text: &str, version: Version) -> Self {
        build::glob(pieces(text, Syntax::of(version, true)), build::in_arn)
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
            Self::General(general) => general.matches(Subject { text, context, fence: 0 }),
        }
    }

    /// Whether an ARN matches; a text without six segments never does.
    pub(crate) fn matches_arn(&self, text: &str, context: &Context) -> bool {
        let Some((fence, _)) = text.match_indices(':').nth(4) else {
            return false;
        };
        match self {
            Self::General(general) => general.matches(Subject { text, context: Some(context), fence }),
            _ => self.matches(text, Some(context)),
        }
    }
}

impl General {
    /// Takes each run of text at its first possible place. That is always right for stars
    /// that reach anything; if a run behind a bounded star is not found, the last unbounded
    /// star is moved on.
    fn matches(&self, subject: Subject<'_>) -> bool {
        let Some(mut at) = run::match_at(&self.head, subject, 0) else {
            return false;
        };
        let Some(((last_reach, last), middle)) = self.tail.split_last() else {
            return at == subject.text.len();
        };
        let Some(end) = run::match_end(last, subject) else {
            return false;
        };
        if end < at {
            return false;
        }
        let mut next = 0;
        let mut retry = None;
        loop {
            let (reach, found) = match middle.get(next) {
                Some((reach, steps)) => {
                    let limit = subject.star_limit(*reach, at);
                    (*reach, run::find(steps, subject, at, limit, end))
                }
                None if subject.star_limit(*last_reach, at) >= end => return true,
                None => (*last_reach, None),
            };
            match found {
                Some((begin, stop)) => {
                    if reach == Reach::Anything {
                        retry = Some((next, begin));
                    }
                    at = stop;
                    next += 1;
                }
                None if reach == Reach::Anything => return false,
                None => {
                    let Some((star, begin)) = retry.take() else {
                        return false;
                    };
                    let Some(skipped) = subject.text[begin..].chars().next() else {
                        return false;
                    };
                    (next, at) = (star, begin + skipped.len_utf8());
                }
            }
        }
    }
}
