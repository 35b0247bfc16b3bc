//! Searching a text for a run at 64 places at once.

use super::run::{Step, Subject, match_at};

/// Places tried at once: one bit each.
const PLACES: usize = u64::BITS as usize;

/// As [`run::find`](super::run::find) but for the star's limit, for steps that match `length`
/// bytes or more. Where the text is ASCII, as ARNs are, every `?` is one byte, so that all places
/// go through the steps in lockstep.
pub(super) fn find(
    steps: &[Step],
    length: usize,
    subject: Subject<'_>,
    from: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let text = subject.text.as_bytes();
    let last = end.checked_sub(length)?;
    let mut base = from;
    while base <= last {
        let reach = text.len().min(base + PLACES + length);
        if !text[base..reach].is_ascii() {
            if let Some(stop) = match_at(steps, subject, base) {
                return (stop <= end).then_some((base, stop));
            }
            base += subject.text[base..].chars().next()?.len_utf8();
            continue;
        }
        let all = match last - base + 1 {
            PLACES.. => u64::MAX,
            possible => (1 << possible) - 1,
        };
        let matching = matching_places(steps, subject, base, all);
        if matching != 0 {
            let at = base + matching.trailing_zeros() as usize;
            return Some((at, at + length));
        }
        base += PLACES;
    }
    None
}

/// Those of the 64 places from `base` on, one bit each, where all steps match.
fn matching_places(steps: &[Step], subject: Subject<'_>, base: usize, all: u64) -> u64 {
    let mut places = all;
    let mut at = base;
    for step in steps {
        if *step == Step::One {
            for fence in subject.fences.iter().filter(|&&fence| (at..at + PLACES).contains(&fence)) {
                places &= !(1 << (fence - at));
            }
            at += 1;
        }
        for wanted in subject.literal(step).unwrap_or_default().bytes() {
            if places == 0 {
                return 0;
            }
            places &= places_with(subject, at, wanted);
            at += 1;
        }
    }
    places
}

/// A bit for each of the 64 bytes from `at` on that is as wanted; none behind the end.
fn places_with(subject: Subject<'_>, at: usize, wanted: u8) -> u64 {
    let bytes = subject.text.as_bytes().get(at..).unwrap_or_default();
    let window = bytes.iter().take(PLACES).enumerate();
    window.fold(0, |places, (offset, &byte)| places | u64::from(byte == wanted) << offset)
}
