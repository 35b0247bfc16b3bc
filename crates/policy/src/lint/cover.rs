//! Whether one part of a policy says all that another says.
//!
//! Sure when true; what cannot be told is false.

use crate::document::{Condition, Element, Polarity, PrincipalElement, Statement};
use crate::pattern::Glob;

/// How patterns are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// Actions.
    Ignored,
    /// Resources.
    Counts,
}

/// A pattern made ready to be compared with many others.
pub(super) struct Pattern {
    text: String,
    /// `None` when it can be sure only of itself: a question mark would take a star for one
    /// character, and a variable may be anything.
    glob: Option<Glob>,
}

impl Pattern {
    pub(super) fn new(text: &str, case: Case) -> Self {
        let text = match case {
            Case::Ignored => text.to_ascii_lowercase(),
            Case::Counts => text.to_owned(),
        };
        let glob = (!text.contains(['?', '$'])).then(|| Glob::action(&text));
        Self { text, glob }
    }

    /// Whether this matches everything that the other does.
    pub(super) fn covers(&self, other: &Self) -> bool {
        match &self.glob {
            Some(glob) => glob.matches(&other.text, None),
            None => self.text == other.text,
        }
    }
}

/// Every value of an element.
pub(super) fn patterns(element: &Element, case: Case) -> Vec<Pattern> {
    element.values.iter().map(|value| Pattern::new(&value.value, case)).collect()
}

pub(super) fn element(wide: &Element, narrow: &Element, case: Case) -> bool {
    let all_covered = || {
        let wide = patterns(wide, case);
        let covered = |narrow: &Pattern| wide.iter().any(|wide| wide.covers(narrow));
        patterns(narrow, case).iter().all(covered)
    };
    match (wide.polarity, narrow.polarity) {
        (Polarity::Listed, Polarity::Listed) => all_covered(),
        (Polarity::Listed, Polarity::NotListed) => wide.values.iter().any(|value| value.value == "*"),
        (Polarity::NotListed, _) => same_values(wide, narrow),
    }
}

fn same_values(one: &Element, other: &Element) -> bool {
    let values = |element: &Element| {
        let mut values: Vec<String> = element.values.iter().map(|value| value.value.clone()).collect();
        values.sort();
        values
    };
    one.polarity == other.polarity && values(one) == values(other)
}

/// Whether a statement applies wherever the other does, effects aside.
pub(super) fn statement(wide: &Statement, narrow: &Statement) -> bool {
    let resources = match (&wide.resource, &narrow.resource) {
        (Some(wide), Some(narrow)) => element(wide, narrow, Case::Counts),
        (wide, narrow) => wide.is_none() && narrow.is_none(),
    };
    resources
        && element(&wide.action, &narrow.action, Case::Ignored)
        && principals(wide.principal.as_ref(), narrow.principal.as_ref())
        && conditions(&wide.conditions, &narrow.conditions)
}

fn principals(wide: Option<&PrincipalElement>, narrow: Option<&PrincipalElement>) -> bool {
    match (wide, narrow) {
        (Some(wide), Some(narrow)) => {
            let is_listed = wide.polarity == Polarity::Listed && narrow.polarity == Polarity::Listed;
            let covered = |kind, value: &str| {
                wide.entries
                    .iter()
                    .any(|entry| entry.value == "*" || (entry.kind == kind && entry.value == value))
            };
            is_listed && narrow.entries.iter().all(|entry| covered(entry.kind, &entry.value))
        }
        (wide, narrow) => wide.is_none() && narrow.is_none(),
    }
}

/// Whether the wider statement asks for nothing that the narrower one does not.
fn conditions(wide: &[Condition], narrow: &[Condition]) -> bool {
    let same = |one: &Condition, other: &Condition| {
        let values = |condition: &Condition| {
            let mut values: Vec<String> = condition.values.iter().map(|value| value.value.clone()).collect();
            values.sort();
            values
        };
        one.operator.value == other.operator.value
            && one.key.value.eq_ignore_ascii_case(&other.key.value)
            && values(one) == values(other)
    };
    wide.iter().all(|condition| narrow.iter().any(|other| same(condition, other)))
}
