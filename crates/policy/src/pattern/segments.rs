//! A `Resource` with wildcards in its first five segments: there they stay inside a segment, but
//! for a star that ends it and so may run on over colons (spec/policy-language.md §6).

use super::build;
use super::glob::General;
use super::run::Subject;
use super::template::{Piece, Syntax, pieces};
use crate::context::Context;

/// Segments, each with a colon behind it, and what comes last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Segments {
    segments: Box<[Segment]>,
    last: Last,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    /// What one segment of the text has to match.
    glob: General,
    /// A star at the end, which may take colons and more segments.
    runs_on: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Last {
    /// What is behind the fifth colon, where colons are ordinary.
    Resource(General),
    /// The last segment of a pattern with fewer.
    Segment(Segment),
}

impl Segments {
    /// `arn` is the pattern up to and with its fifth colon, `resource` what comes then; or the
    /// whole pattern and nothing if it has fewer colons.
    pub(super) fn new(arn: &str, resource: Vec<Piece>) -> Self {
        let mut segments: Vec<Segment> = arn.split(':').map(Segment::new).collect();
        let last = segments.pop();
        let last = match last {
            Some(last) if segments.len() < 5 => Last::Segment(last),
            _ => Last::Resource(build::general(resource)),
        };
        Self { segments: segments.into(), last }
    }

    /// Segments up to one that runs on are taken where they first fit: that leaves the most to
    /// what follows. Each is at most as long as the text's segment it is tried on, so that all
    /// this costs no more than five times the text.
    pub(super) fn matches(&self, text: &str, context: Option<&Context>) -> bool {
        let mut places = Places { text, next: Some(0), is_fixed: true };
        for group in self.segments.split_inclusive(|segment| segment.runs_on) {
            let mut ends = places.filter_map(|place| end_of(group, text, place));
            if !group.last().is_some_and(|segment| segment.runs_on) {
                return self.last.matches(text, context, ends);
            }
            places = Places { text, next: ends.next(), is_fixed: false };
        }
        self.last.matches(text, context, places)
    }
}

/// Places where a group of segments may begin.
#[derive(Clone, Copy)]
struct Places<'a> {
    text: &'a str,
    next: Option<usize>,
    /// There is but this one.
    is_fixed: bool,
}

impl Iterator for Places<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let place = self.next.take()?;
        if !self.is_fixed {
            self.next = self.text[place..].find(':').map(|colon| place + colon + 1);
        }
        Some(place)
    }
}

/// Where the next segment begins behind these, if they match the text's segments from `place` on.
fn end_of(group: &[Segment], text: &str, place: usize) -> Option<usize> {
    let mut at = place;
    for segment in group {
        let (own, _) = text[at..].split_once(':')?;
        if !segment.matches(own) {
            return None;
        }
        at += own.len() + 1;
    }
    Some(at)
}

impl Segment {
    fn new(text: &str) -> Self {
        let plain = Syntax { wildcards: true, variables: false };
        Self { glob: build::general(pieces(text, plain)), runs_on: text.ends_with('*') }
    }

    fn matches(&self, own: &str) -> bool {
        self.glob.matches(Subject { text: own, context: None, fences: &[] })
    }
}

impl Last {
    fn matches(
        &self,
        text: &str,
        context: Option<&Context>,
        mut places: impl Iterator<Item = usize>,
    ) -> bool {
        match self {
            Self::Resource(general) => general.matches_behind(Subject { text, context, fences: &[] }, places),
            Self::Segment(segment) => places.any(|place| {
                let rest = &text[place..];
                let own = rest.split_once(':').map(|(own, _)| own);
                (own.is_none() || segment.runs_on) && segment.matches(own.unwrap_or(rest))
            }),
        }
    }
}
