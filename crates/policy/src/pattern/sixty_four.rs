//! Searching an ASCII text for a run at 64 places at once.

use super::run::{Step, Subject};

/// Places tried at once: one bit each.
const PLACES: usize = u64::BITS as usize;

/// As [`run::find`](super::run::find), for ASCII texts: there every `?` is one byte, so all
/// places can go through the steps in lockstep.
pub(super) fn find(
    steps: &[Step],
    subject: Subject<'_>,
    from: usize,
    limit: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let length = length(steps, subject)?;
    let last = limit.min(end.checked_sub(length)?);
    let mut base = from;
    while base <= last {
        let possible = last - base + 1;
        let all = match possible {
            PLACES.. => u64::MAX,
            _ => (1 << possible) - 1,
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

/// Bytes that the steps match; `None` when a variable has no value.
fn length(steps: &[Step], subject: Subject<'_>) -> Option<usize> {
    let lengths = steps.iter().map(|step| match step {
        Step::One(_) => Some(1),
        _ => subject.literal(step).map(str::len),
    });
    lengths.sum()
}

/// Those of the 64 places from `base` on, one bit each, where all steps match.
fn matching_places(steps: &[Step], subject: Subject<'_>, base: usize, all: u64) -> u64 {
    let mut places = all;
    let mut at = base;
    for step in steps {
        if let Step::One(reach) = step {
            places &= places_where(subject, at, |place, _| !subject.blocks(*reach, place));
            at += 1;
        }
        for wanted in subject.literal(step).unwrap_or_default().bytes() {
            if places == 0 {
                return 0;
            }
            places &= places_where(subject, at, |_, byte| byte == wanted);
            at += 1;
        }
    }
    places
}

/// A bit for each of the 64 bytes from `at` on that the test accepts; none behind the end.
fn places_where(subject: Subject<'_>, at: usize, accepts: impl Fn(usize, u8) -> bool) -> u64 {
    let bytes = subject.text.as_bytes().get(at..).unwrap_or_default();
    let window = bytes.iter().take(PLACES).enumerate();
    window.fold(0, |places, (offset, &byte)| places | u64::from(accepts(at + offset, byte)) << offset)
}
