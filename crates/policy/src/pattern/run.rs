use super::{Variable, long, sixty_four};
use crate::context::Context;

/// One step of matching between two stars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This text.
    Literal(Box<str>),
    /// One character.
    One,
    /// The value that the variable has in the request; nothing if it has none.
    Variable(Variable),
}

/// The text that is matched, and what matching needs to know of the request.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) text: &'a str,
    /// Where variables find their values; `None` where there can be no variables.
    pub(super) context: Option<&'a Context>,
    /// Offsets of the colons that no wildcard takes: in ARN conditions the first five.
    pub(super) fences: &'a [usize],
}

impl<'a> Subject<'a> {
    /// The farthest place where a star that begins at `from` can end.
    pub(super) fn star_limit(self, from: usize) -> usize {
        let fence = self.fences.iter().find(|&&fence| fence >= from);
        fence.copied().unwrap_or(self.text.len())
    }

    /// The text a step stands for; `None` for a wildcard, and for a variable without value.
    pub(super) fn literal<'s>(self, step: &'s Step) -> Option<&'s str>
    where
        'a: 's,
    {
        match step {
            Step::Literal(literal) => Some(literal),
            Step::Variable(variable) => variable.resolve(self.context?),
            Step::One => None,
        }
    }
}

/// The fewest bytes that the steps match; `None` when a variable has no value.
pub(super) fn length(steps: &[Step], subject: Subject<'_>) -> Option<usize> {
    let lengths = steps.iter().map(|step| match step {
        Step::One => Some(1),
        _ => subject.literal(step).map(str::len),
    });
    lengths.sum()
}

/// Matches the steps at `from`; gives where they end.
pub(super) fn match_at(steps: &[Step], subject: Subject<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    for step in steps {
        let rest = &subject.text[at..];
        at += match step {
            Step::One => {
                let character = rest.chars().next()?;
                if subject.fences.contains(&at) {
                    return None;
                }
                character.len_utf8()
            }
            _ => {
                let literal = subject.literal(step)?;
                rest.starts_with(literal).then_some(literal.len())?
            }
        };
    }
    Some(at)
}

/// Matches the steps at the first of these places where they do, which are given in order;
/// gives where they end.
pub(super) fn match_at_first(
    steps: &[Step],
    subject: Subject<'_>,
    mut places: impl Iterator<Item = usize>,
) -> Option<usize> {
    if !long::is_long(length(steps, subject)?) {
        return places.find_map(|place| match_at(steps, subject, place));
    }
    let mut place = places.next()?;
    for (begin, stop) in long::occurrences(steps, subject, place, subject.text.len()) {
        while place < begin {
            place = places.next()?;
        }
        if place == begin {
            return Some(stop);
        }
    }
    None
}

/// Matches the steps so that they end at the end of the text; gives where they begin.
pub(super) fn match_end(steps: &[Step], subject: Subject<'_>) -> Option<usize> {
    let mut at = subject.text.len();
    for step in steps.iter().rev() {
        let rest = &subject.text[..at];
        at -= match step {
            Step::One => {
                let length = rest.chars().next_back()?.len_utf8();
                if subject.fences.contains(&(at - length)) {
                    return None;
                }
                length
            }
            _ => {
                let literal = subject.literal(step)?;
                rest.ends_with(literal).then_some(literal.len())?
            }
        };
    }
    Some(at)
}

/// The first place behind a star at `from` where the steps match and end by `end`: begin and
/// end.
///
/// Literal text is searched for in linear time; a run with `?` or variables in it is tried at
/// 64 places at once, or transformed if it is long.
pub(super) fn find(steps: &[Step], subject: Subject<'_>, from: usize, end: usize) -> Option<(usize, usize)> {
    let found = match steps {
        [] => Some((from, from)),
        [only] => {
            let literal = subject.literal(only)?;
            let at = from + subject.text.get(from..end)?.find(literal)?;
            Some((at, at + literal.len()))
        }
        _ => {
            let length = length(steps, subject)?;
            if long::is_long(length) {
                long::occurrences(steps, subject, from, end).next()
            } else {
                sixty_four::find(steps, length, subject, from, end)
            }
        }
    };
    let limit = subject.star_limit(from);
    found.filter(|(begin, _)| *begin <= limit)
}
