use super::{Variable, sixty_four};
use crate::context::Context;

/// How far a wildcard reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Never over a colon: inside the first five segments of a `Resource` ARN.
    Segment,
    /// Never over one of the text's first five colons: in ARN conditions.
    ArnSegment,
    /// Over anything.
    Anything,
}

/// One step of matching between two stars.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// This text.
    Literal(Box<str>),
    /// One character.
    One(Reach),
    /// The value that the variable has in the request; nothing if it has none.
    Variable(Variable),
}

/// The text that is matched, and what matching needs to know of the request.
#[derive(Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) text: &'a str,
    /// Where variables find their values; `None` where there can be no variables.
    pub(super) context: Option<&'a Context>,
    /// Offset of the text's fifth colon, for [`Reach::ArnSegment`].
    pub(super) fence: usize,
}

impl<'a> Subject<'a> {
    /// Whether a wildcard may not take the character at `at`.
    pub(super) fn blocks(self, reach: Reach, at: usize) -> bool {
        self.text.as_bytes()[at] == b':'
            && match reach {
                Reach::Segment => true,
                Reach::ArnSegment => at <= self.fence,
                Reach::Anything => false,
            }
    }

    /// The farthest place where a star that begins at `from` can end.
    pub(super) fn star_limit(self, reach: Reach, from: usize) -> usize {
        if reach == Reach::Anything {
            return self.text.len();
        }
        let colon = self.text[from..].find(':').map(|offset| from + offset);
        let colon = colon.filter(|&at| self.blocks(reach, at));
        colon.unwrap_or(self.text.len())
    }

    /// The text a step stands for; `None` for a wildcard, and for a variable without value.
    pub(super) fn literal<'s>(self, step: &'s Step) -> Option<&'s str>
    where
        'a: 's,
    {
        match step {
            Step::Literal(literal) => Some(literal),
            Step::Variable(variable) => variable.resolve(self.context?),
            Step::One(_) => None,
        }
    }
}

/// Matches the steps at `from`; gives where they end.
pub(super) fn match_at(steps: &[Step], subject: Subject<'_>, from: usize) -> Option<usize> {
    let mut at = from;
    for step in steps {
        let rest = &subject.text[at..];
        at += match step {
            Step::One(reach) => {
                let character = rest.chars().next()?;
                if subject.blocks(*reach, at) {
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

/// Matches the steps so that they end at the end of the text; gives where they begin.
pub(super) fn match_end(steps: &[Step], subject: Subject<'_>) -> Option<usize> {
    let mut at = subject.text.len();
    for step in steps.iter().rev() {
        let rest = &subject.text[..at];
        at -= match step {
            Step::One(reach) => {
                let length = rest.chars().next_back()?.len_utf8();
                if subject.blocks(*reach, at - length) {
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

/// The first place in `from..=limit` where the steps match and end by `end`: begin and end.
///
/// Literal text is searched for in linear time; a run of text mixed with `?` is tried at 64
/// places at once if the text is ASCII, as ARNs are.
pub(super) fn find(
    steps: &[Step],
    subject: Subject<'_>,
    from: usize,
    limit: usize,
    end: usize,
) -> Option<(usize, usize)> {
    match steps {
        [] => Some((from, from)),
        [only] => {
            let literal = subject.literal(only)?;
            let at = from + subject.text.get(from..end)?.find(literal)?;
            (at <= limit).then_some((at, at + literal.len()))
        }
        _ if subject.text.is_ascii() => sixty_four::find(steps, subject, from, limit, end),
        _ => find_one_by_one(steps, subject, from, limit, end),
    }
}

fn find_one_by_one(
    steps: &[Step],
    subject: Subject<'_>,
    from: usize,
    limit: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let mut at = from;
    while at <= limit {
        match match_at(steps, subject, at) {
            Some(stop) if stop <= end => return Some((at, stop)),
            Some(_) => return None,
            None => at += subject.text[at..].chars().next()?.len_utf8(),
        }
    }
    None
}
