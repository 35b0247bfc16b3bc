//! `DateEquals`, `DateLessThan` …: ISO 8601 in the W3C profile, or epoch seconds.

use super::OrderTest;
use crate::document::Comparison;

/// The policy's instants; texts that are none match nothing.
#[derive(Clone, Debug)]
pub(super) struct Dates {
    test: OrderTest,
    values: Box<[Instant]>,
}

impl Dates {
    pub(super) fn compile<'a>(comparison: Comparison, texts: impl Iterator<Item = &'a str>) -> Self {
        Self { test: OrderTest::of(comparison), values: texts.filter_map(Instant::parse).collect() }
    }

    pub(super) fn matches(&self, value: &str) -> bool {
        let Some(value) = Instant::parse(value) else {
            return false;
        };
        let mut wanted = self.values.iter();
        wanted.any(|wanted| self.test.accepts(value.cmp(wanted)))
    }
}

/// A point in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Instant {
    /// Since 1970-01-01T00:00:00Z.
    seconds: i64,
    nanoseconds: u32,
}

impl Instant {
    /// Reads `[-]YYYY[-MM[-DD]][Thh[:mm[:ss[.f]]]][Z or ±hh:mm]`, or digits: epoch seconds.
    /// Without an offset it is UTC; digits behind the ninth of a fraction are dropped.
    fn parse(text: &str) -> Option<Self> {
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            let seconds = text.parse().ok()?;
            return Some(Self { seconds, nanoseconds: 0 });
        }
        let mut rest = Rest(text.as_bytes());
        let days = rest.date()?;
        let mut seconds = days * 86_400;
        let mut nanoseconds = 0;
        if rest.eat(b'T') || rest.eat(b't') {
            let (time, nanos) = rest.time()?;
            seconds += time;
            nanoseconds = nanos;
        }
        seconds -= rest.offset()?;
        rest.0.is_empty().then_some(Self { seconds, nanoseconds })
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn eat(&mut self, byte: u8) -> bool {
        match self.0.split_first() {
            Some((first, rest)) if *first == byte => {
                self.0 = rest;
                true
            }
            _ => false,
        }
    }

    /// Exactly `count` digits, in a range.
    fn number(&mut self, count: usize, from: i64, to: i64) -> Option<i64> {
        let digits = self.0.get(..count)?;
        let mut value = 0;
        for digit in digits {
            if !digit.is_ascii_digit() {
                return None;
            }
            value = value * 10 + i64::from(digit - b'0');
        }
        self.0 = &self.0[count..];
        (from..=to).contains(&value).then_some(value)
    }

    /// Days since 1970-01-01.
    fn date(&mut self) -> Option<i64> {
        let before_christ = self.eat(b'-');
        let year = self.number(4, 0, 9999)?;
        let year = if before_christ { -year } else { year };
        let (mut month, mut day) = (1, 1);
        if self.eat(b'-') {
            month = self.number(2, 1, 12)?;
            if self.eat(b'-') {
                day = self.number(2, 1, days_in_month(year, month))?;
            }
        }
        Some(days_since_epoch(year, month, day))
    }

    /// Seconds since midnight, and nanoseconds.
    fn time(&mut self) -> Option<(i64, u32)> {
        let mut seconds = self.number(2, 0, 23)? * 3600;
        let mut nanoseconds = 0;
        if self.eat(b':') {
            seconds += self.number(2, 0, 59)? * 60;
            if self.eat(b':') {
                seconds += self.number(2, 0, 59)?;
                if self.eat(b'.') {
                    nanoseconds = self.fraction()?;
                }
            }
        }
        Some((seconds, nanoseconds))
    }

    fn fraction(&mut self) -> Option<u32> {
        let digits = self.0.iter().take_while(|byte| byte.is_ascii_digit());
        let count = digits.count();
        let (digits, rest) = self.0.split_at(count);
        self.0 = rest;
        let padded = digits.iter().copied().chain(std::iter::repeat(b'0')).take(9);
        let value = padded.fold(0, |value, digit| value * 10 + u32::from(digit - b'0'));
        (count > 0).then_some(value)
    }

    /// Seconds east of Greenwich.
    fn offset(&mut self) -> Option<i64> {
        let sign = if self.eat(b'+') {
            1
        } else if self.eat(b'-') {
            -1
        } else {
            let _is_utc = self.eat(b'Z') || self.eat(b'z');
            return Some(0);
        };
        let hours = self.number(2, 0, 23)?;
        let minutes = self.eat(b':').then(|| self.number(2, 0, 59))??;
        Some(sign * (hours * 3600 + minutes * 60))
    }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a day of the proleptic Gregorian calendar.
fn days_since_epoch(year: i64, month: i64, day: i64) -> i64 {
    // Years counted from March put the leap day at their end.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    365 * year + leap_days + day_of_year - 719_468
}

/// Whether a text is a date.
pub(super) fn is_date(text: &str) -> bool {
    Instant::parse(text).is_some()
}
