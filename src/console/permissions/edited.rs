//! Where the places of a text are after it was edited.

use policy::{Edit, Finding, Fix, Span};

/// A change of one stretch of a text.
pub(super) struct Edited {
    /// How many bytes are the same before it.
    before: usize,
    /// Where in the old text begins what is the same after it.
    after: usize,
    /// How far the rest moved.
    moved: i64,
}

impl Edited {
    /// What was changed between two texts.
    pub(super) fn between(old: &str, new: &str) -> Self {
        let same = |(a, b): &(u8, u8)| a == b;
        let before = old.bytes().zip(new.bytes()).take_while(same).count();
        // What is the same at both ends must not be counted twice: `aa` → `aaa`.
        let room = old.len().min(new.len()) - before;
        let behind = old.bytes().rev().zip(new.bytes().rev()).take(room).take_while(same).count();
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        Self { before, after: old.len() - behind, moved: length(new) - length(old) }
    }

    /// The findings that the change does not touch, where they are now. A change that helps is kept only if all
    /// of it is untouched.
    pub(super) fn findings(&self, findings: &[Finding]) -> Vec<Finding> {
        let moved = |finding: &Finding| {
            let span = self.place(finding.span)?;
            Some(Finding { span, fix: finding.fix.as_ref().and_then(|fix| self.fix(fix)), ..finding.clone() })
        };
        findings.iter().filter_map(moved).collect()
    }

    fn fix(&self, fix: &Fix) -> Option<Fix> {
        let moved = |edit: &Edit| Some(Edit { span: self.place(edit.span)?, text: edit.text.clone() });
        let edits = fix.edits.iter().map(moved).collect::<Option<Vec<_>>>()?;
        Some(Fix { title: fix.title.clone(), edits })
    }

    /// Where a place is now, unless it was touched.
    fn place(&self, span: Span) -> Option<Span> {
        if span.end as usize <= self.before {
            return Some(span);
        }
        let shifted = |offset: u32| u32::try_from(i64::from(offset) + self.moved).ok();
        (span.start as usize >= self.after).then_some(())?;
        Some(Span::new(shifted(span.start)?, shifted(span.end)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Looks in the new text for the place of each word of the old one; `-` where it was touched.
    fn check(old: &str, new: &str, expected: &str) {
        let edited = Edited::between(old, new);
        let mut at = 0;
        let words = old.split(' ').map(|word| {
            let start = at;
            at += word.len() + 1;
            let span = |offset: usize| u32::try_from(offset).unwrap_or_default();
            edited.place(Span::new(span(start), span(start + word.len()))).map_or("-", |place| place.of(new))
        });
        assert_eq!(words.collect::<Vec<_>>().join(" "), expected, "{old} → {new}");
    }

    #[test]
    fn places_move_with_their_text() {
        check("one two three", "one two three", "one two three");
        check("one two three", "one twenty-two three", "one - three");
        check("one two three", "one and two three", "one two three");
        check("one two three", "two three", "- two three");
        check("one two three", "one two", "one two -");
        check("one two three", "", "- - -");
        check("aa aa", "aa aa aa", "aa aa");
        check("ü two é", "ü ö two é", "ü two é");
    }
}
