//! `NumericEquals`, `NumericLessThan` … on decimals of any length, without rounding.

use std::cmp::Ordering;

use super::OrderTest;
use crate::document::Comparison;

/// The policy's numbers; texts that are none match nothing.
#[derive(Clone, Debug)]
pub(super) struct Numbers {
    test: OrderTest,
    values: Box<[Box<str>]>,
}

impl Numbers {
    pub(super) fn compile<'a>(comparison: Comparison, texts: impl Iterator<Item = &'a str>) -> Self {
        let numbers = texts.filter(|text| Decimal::parse(text).is_some());
        Self { test: OrderTest::of(comparison), values: numbers.map(Into::into).collect() }
    }

    pub(super) fn matches(&self, value: &str) -> bool {
        let Some(value) = Decimal::parse(value) else {
            return false;
        };
        let mut wanted = self.values.iter().filter_map(|text| Decimal::parse(text));
        wanted.any(|wanted| self.test.accepts(value.cmp(&wanted)))
    }
}

/// An integer or decimal number, as digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal<'a> {
    negative: bool,
    /// Without leading zeros.
    whole: &'a str,
    /// Without trailing zeros.
    fraction: &'a str,
}

impl<'a> Decimal<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let (sign, digits) = match text.strip_prefix(['-', '+']) {
            Some(digits) => (&text[..1], digits),
            None => ("", text),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
        let are_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if !are_digits(whole) || !are_digits(fraction) {
            return None;
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let is_zero = whole.is_empty() && fraction.is_empty();
        Some(Self { negative: sign == "-" && !is_zero, whole, fraction })
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        let by_length = self.whole.len().cmp(&other.whole.len());
        by_length.then_with(|| self.whole.cmp(other.whole)).then_with(|| self.fraction.cmp(other.fraction))
    }
}

impl Ord for Decimal<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
            (false, false) => self.compare_size(other),
            (true, true) => other.compare_size(self),
        }
    }
}

impl PartialOrd for Decimal<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Whether a text is a number.
pub(super) fn is_number(text: &str) -> bool {
    Decimal::parse(text).is_some()
}
