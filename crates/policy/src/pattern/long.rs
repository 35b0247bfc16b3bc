//! Searching for a long run with wildcards in it, in time that grows little faster than run and
//! text do.
//!
//! With `?` in it no run can be searched for as text is, and trying every place takes the product
//! of both lengths. So each place's difference to the run is summed up, over the run's characters
//! *r* and the text's *t* there, (*r* − *t*)² where the run has a character, and one where it has a
//! `?` and the text a fence: it is 0 where the run matches and only there. Multiplied out these are
//! three sums of products, which for all places at once are what transforms compute: for *n*
//! characters of text and *m* of the run in time *n* log *m*.

use std::str::CharIndices;

use super::run::{Step, Subject};
use super::transform::{PRIME, Transform, add, mul, sub};

/// Up to this length, in bytes, trying place by place is cheaper.
const SHORT: usize = 256;

/// Up to this length a difference, each part of which is less than 2⁴², cannot reach the prime.
const LONGEST: usize = 1 << 21;

/// Whether [`occurrences`] is the way to search for a run of this length.
pub(super) const fn is_long(length: usize) -> bool {
    SHORT < length && length <= LONGEST
}

/// Where the steps match between `from` and `end`, in order: begin and end. Variables in them have
/// values.
pub(super) fn occurrences<'a>(
    steps: &[Step],
    subject: Subject<'a>,
    from: usize,
    end: usize,
) -> impl Iterator<Item = (usize, usize)> + use<'a> {
    let text = subject.text.get(from..end).unwrap_or_default();
    let mut search = Search::new(&characters(steps, subject), text, from, subject.fences);
    std::iter::from_fn(move || search.next_places()).flatten()
}

/// What the steps want: characters, or any.
fn characters(steps: &[Step], subject: Subject<'_>) -> Vec<Option<char>> {
    let mut characters = Vec::new();
    for step in steps {
        match subject.literal(step) {
            Some(text) => characters.extend(text.chars().map(Some)),
            None => characters.push(None),
        }
    }
    characters
}

/// A search that goes through the text by overlapping windows.
struct Search<'a> {
    /// Characters of the run.
    length: usize,
    /// Characters of a window.
    size: usize,
    transform: Transform,
    /// The run's part in the three sums, transformed.
    factors: [Vec<u64>; 3],
    /// The sum of the squares of its characters.
    squares: u64,
    text: CharIndices<'a>,
    /// Where the text begins in the subject.
    from: usize,
    fences: &'a [usize],
    /// Offsets in the subject, and characters.
    window: Vec<(usize, char)>,
}

impl<'a> Search<'a> {
    fn new(run: &[Option<char>], text: &'a str, from: usize, fences: &'a [usize]) -> Self {
        let size = (2 * run.len()).next_power_of_two();
        let transform = Transform::new(size);
        let mut factors = [const { Vec::new() }; 3].map(|_: Vec<u64>| vec![0; size]);
        let mut squares = 0;
        for (index, wanted) in run.iter().enumerate() {
            // Backwards: then a product of transforms pairs each character with the one that is as
            // far behind the place as it is behind the run's begin.
            let at = (size - index) % size;
            match wanted.map(code) {
                Some(code) => {
                    factors[0][at] = sub(0, 2 * code);
                    factors[1][at] = 1;
                    squares = add(squares, code * code);
                }
                None => factors[2][at] = 1,
            }
        }
        factors.iter_mut().for_each(|factor| transform.forward(factor));
        let (length, text, window) = (run.len(), text.char_indices(), Vec::new());
        Self { length, size, transform, factors, squares, text, from, fences, window }
    }

    /// The places in the next window; `None` behind the last.
    fn next_places(&mut self) -> Option<Vec<(usize, usize)>> {
        let missing = self.size - self.window.len();
        let more = self.text.by_ref().take(missing);
        self.window.extend(more.map(|(at, character)| (self.from + at, character)));
        let tried = (self.window.len() + 1).checked_sub(self.length).filter(|tried| *tried > 0)?;
        let differences = self.differences();
        let places = (0..tried).filter(|&place| differences[place] == 0).map(|place| {
            let (last, character) = self.window[place + self.length - 1];
            (self.window[place].0, last + character.len_utf8())
        });
        let places = places.collect();
        self.window.drain(..tried);
        Some(places)
    }

    /// How much the run differs from the window at each of its places.
    fn differences(&self) -> Vec<u64> {
        let parts: [fn(&Self, usize, char) -> u64; 3] = [
            |_, _, character| code(character),
            |_, _, character| code(character) * code(character),
            |search, at, _| u64::from(search.fences.contains(&at)),
        ];
        let mut sums = vec![0; self.size];
        for (part, factor) in parts.iter().zip(&self.factors) {
            let mut values: Vec<u64> = self.window.iter().map(|&(at, c)| part(self, at, c)).collect();
            values.resize(self.size, 0);
            self.transform.forward(&mut values);
            for ((sum, value), factor) in sums.iter_mut().zip(values).zip(factor) {
                *sum = add(*sum, mul(value, *factor));
            }
        }
        self.transform.inverse(&mut sums);
        sums.iter_mut().for_each(|sum| *sum = add(*sum, self.squares));
        sums
    }
}

/// A character as a number of at most 21 bits.
fn code(character: char) -> u64 {
    u64::from(u32::from(character))
}

/// A difference is exact as long as it cannot reach the prime.
const _: () = assert!((LONGEST as u64) << 42 <= PRIME);
