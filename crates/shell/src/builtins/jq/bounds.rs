//! What a jq program may cost. jq is a whole language, so a program can run for ever, grow without end or
//! recurse too deep; each piece of one therefore passes through filters that count.

use jaq_core::native::{Fun, bome, v};
use jaq_core::{Bind, Cv, Exn, Native, RunPtr, ValX};
use jaq_json::{Num, Val};
use std::cell::Cell;

use super::program::Data;

/// The most steps: outputs of filters, and so many pieces of their values as are counted in the same time.
const MOST_STEPS: u64 = 1_000_000;
const PIECES_A_STEP: u64 = 16;
const BYTES_A_STEP: u64 = 512;
/// The most pieces that one value may have, and the most bytes of its texts together.
const MOST_PIECES: u64 = 1 << 20;
const MOST_BYTES: u64 = 8 << 20;
/// How deep values may nest.
const DEEPEST_VALUE: usize = 200;
/// How deep a program's own definitions may call each other.
const DEEPEST_CALL: u32 = 60;
/// The most bits of a whole number.
const MOST_BITS: u64 = 4_096;

/// The exit code by which a program is stopped; `try` does not catch it, and no program can give it.
pub(super) const STOPPED: i32 = i32::MIN;

/// The filters that count, by names that no program can write.
pub(super) const CHECK: &str = "!check";
pub(super) const FLAT: &str = "!flat";
pub(super) const STEP: &str = "!step";
pub(super) const TIMES: &str = "!times";

/// What a program has cost so far.
#[derive(Default)]
pub(super) struct Budget {
    steps: Cell<u64>,
    depth: Cell<u32>,
    reason: Cell<Option<&'static str>>,
}

impl Budget {
    /// Why the program was stopped.
    pub(super) fn reason(&self) -> &'static str {
        self.reason.get().unwrap_or("it was stopped")
    }

    fn stop<'a>(&self, reason: &'static str) -> Exn<'a, Val> {
        self.reason.set(Some(reason));
        Exn::halt(STOPPED)
    }

    fn charge<'a>(&self, steps: u64) -> Result<(), Exn<'a, Val>> {
        self.steps.set(self.steps.get() + steps);
        if self.steps.get() > MOST_STEPS { Err(self.stop("it ran too long")) } else { Ok(()) }
    }

    /// Counts a value: all of it, or without what is in it.
    fn count<'a, const ALL: bool>(&self, value: &Val) -> Result<(), Exn<'a, Val>> {
        if ALL { self.check(value) } else { self.check_flat(value) }
    }

    /// Counts a value with all that is in it.
    pub(super) fn check<'a>(&self, value: &Val) -> Result<(), Exn<'a, Val>> {
        let mut size = Size::default();
        if size.add(value, 0).is_none() {
            return Err(self.stop("a value became too large"));
        }
        self.charge(1 + size.pieces / PIECES_A_STEP + size.bytes / BYTES_A_STEP)
    }

    /// Counts a value without what is in it.
    fn check_flat<'a>(&self, value: &Val) -> Result<(), Exn<'a, Val>> {
        let mut size = Size::default();
        let fits = match value {
            Val::Arr(items) => (items.len() as u64) < MOST_PIECES,
            Val::Obj(members) => (members.len() as u64) < MOST_PIECES,
            other => size.add(other, 0).is_some(),
        };
        if fits { self.charge(1) } else { Err(self.stop("a value became too large")) }
    }
}

#[derive(Default)]
struct Size {
    pieces: u64,
    bytes: u64,
}

impl Size {
    /// `None` once it is too much.
    fn add(&mut self, value: &Val, depth: usize) -> Option<()> {
        self.pieces += 1;
        match value {
            Val::TStr(text) | Val::BStr(text) => self.bytes += text.len() as u64,
            Val::Num(Num::Dec(digits)) => self.bytes += digits.len() as u64,
            Val::Num(Num::BigInt(number)) if number.bits() > MOST_BITS => return None,
            Val::Arr(items) => items.iter().try_for_each(|item| self.add(item, depth + 1))?,
            Val::Obj(members) => members.iter().try_for_each(|(key, value)| {
                self.add(key, depth + 1)?;
                self.add(value, depth + 1)
            })?,
            _ => {}
        }
        (self.pieces <= MOST_PIECES && self.bytes <= MOST_BYTES && depth <= DEEPEST_VALUE).then_some(())
    }
}

/// `l * r`, where neither a text nor a number may become too long.
fn times(l: Val, r: Val) -> Result<Val, jaq_core::Error<Val>> {
    let length = |value: &Val| match value {
        Val::TStr(text) | Val::BStr(text) => Some(text.len() as f64),
        _ => None,
    };
    let number = |value: &Val| jaq_std::ValT::as_f64(value);
    let product = match (length(&l), number(&r), number(&l), length(&r)) {
        (Some(length), Some(times), ..) | (.., Some(times), Some(length)) => length * times,
        _ => 0.0,
    };
    if product > MOST_BYTES as f64 {
        return Err(jaq_core::Error::str("the text would be too long"));
    }
    l * r
}

/// The filters that count.
pub(super) fn funs() -> [Fun<Data>; 4] {
    let times = Native::new(|mut cv: Cv<'_, Data>| {
        let r = cv.0.pop_var();
        let l = cv.0.pop_var();
        bome(times(l, r))
    });
    let one_filter: Box<[Bind]> = [Bind::Fun(())].into();
    [
        (CHECK, v(0), counted::<true>()),
        (FLAT, v(0), counted::<false>()),
        (STEP, one_filter, step()),
        (TIMES, v(2), times),
    ]
}

/// `.`, which counts all of it, or counts it without what is in it.
fn counted<const ALL: bool>() -> Native<Data> {
    let run: RunPtr<Data> = |cv| once(cv.0.data().budget.count::<ALL>(&cv.1).map(|()| cv.1));
    Native::<Data>::new(run)
        .with_paths(|cv| once(cv.0.data().budget.count::<ALL>(&cv.1.0).map(|()| cv.1)))
        .with_update(|cv, update| match cv.0.data().budget.count::<ALL>(&cv.1) {
            Ok(()) => update(cv.1),
            Err(stop) => once(Err(stop)),
        })
}

/// Its argument, one call deeper.
fn step() -> Native<Data> {
    let run: RunPtr<Data> = |mut cv| {
        let budget = cv.0.data().budget;
        let (filter, context) = cv.0.pop_fun();
        Box::new(Deeper::new(budget, move || filter.run::<Data>((context, cv.1))))
    };
    Native::<Data>::new(run)
        .with_paths(|mut cv| {
            let budget = cv.0.data().budget;
            let (filter, context) = cv.0.pop_fun();
            Box::new(Deeper::new(budget, move || filter.paths::<Data>((context, cv.1))))
        })
        .with_update(|mut cv, update| {
            let budget = cv.0.data().budget;
            let (filter, context) = cv.0.pop_fun();
            Box::new(Deeper::new(budget, move || filter.update::<Data>((context, cv.1), update)))
        })
}

fn once<'a, T: 'a>(output: ValX<'a, T, Val>) -> Outputs<'a, T> {
    Box::new(std::iter::once(output))
}

type Outputs<'a, T> = Box<dyn Iterator<Item = ValX<'a, T, Val>> + 'a>;

/// A call's outputs. While one is worked out, the program is one call deeper.
struct Deeper<'a, T, F> {
    budget: &'a Budget,
    call: Option<F>,
    outputs: Outputs<'a, T>,
}

impl<'a, T: 'a, F: FnOnce() -> Outputs<'a, T>> Deeper<'a, T, F> {
    fn new(budget: &'a Budget, call: F) -> Self {
        Self { budget, call: Some(call), outputs: Box::new(std::iter::empty()) }
    }
}

impl<'a, T: 'a, F: FnOnce() -> Outputs<'a, T>> Iterator for Deeper<'a, T, F> {
    type Item = ValX<'a, T, Val>;

    fn next(&mut self) -> Option<Self::Item> {
        let depth = self.budget.depth.get();
        if depth >= DEEPEST_CALL {
            return Some(Err(self.budget.stop("its definitions call each other too deep")));
        }
        if let Err(stop) = self.budget.charge(1) {
            return Some(Err(stop));
        }
        self.budget.depth.set(depth + 1);
        if let Some(call) = self.call.take() {
            self.outputs = call();
        }
        let next = self.outputs.next();
        self.budget.depth.set(depth);
        next
    }
}
