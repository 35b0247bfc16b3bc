//! Time and randomness as inputs.

use serde::{Deserialize, Serialize};

const DAY: i64 = 86_400;

/// A moment of the world's clock, in whole seconds since 1970-01-01T00:00:00Z (AWS shows no finer ones).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

/// The only clock and the only randomness that a request can see. Stored with the turn, so that it can be
/// replayed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    /// When the request arrives.
    pub now: Timestamp,
    /// What every random choice of this request derives from.
    pub seed: u64,
}

impl Timestamp {
    /// The moment `seconds` later (earlier when negative).
    #[must_use]
    pub fn plus(self, seconds: i64) -> Self {
        Self(self.0.saturating_add(seconds))
    }

    /// Whole seconds from `earlier` to this moment.
    #[must_use]
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// `2026-11-24T08:15:00Z`, as the services send it.
    #[must_use]
    pub fn iso(self) -> String {
        self.print(["-", "-", "T", ":", ":", "Z"])
    }

    /// `20261124T081500Z`, the form that SigV4 signs (`X-Amz-Date`).
    #[must_use]
    pub fn amz(self) -> String {
        self.print(["", "", "T", "", "", "Z"])
    }

    /// The parts, each with what follows it. By hand, since lists print thousands of moments.
    fn print(self, behind: [&str; 6]) -> String {
        let (y, mo, d, h, mi, s) = self.parts();
        let mut out = String::with_capacity(20);
        two_digits(&mut out, y / 100);
        for (number, behind) in [y, mo, d, h, mi, s].into_iter().zip(behind) {
            two_digits(&mut out, number);
            out.push_str(behind);
        }
        out
    }

    /// Reads `2026-11-24T08:15:00Z`. `None` for anything else.
    #[must_use]
    pub fn from_iso(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        let moment = Self::from_digits(&digits)?;
        (moment.iso() == text).then_some(moment)
    }

    /// Reads `20261124T081500Z`. `None` for anything else.
    #[must_use]
    pub fn from_amz(text: &str) -> Option<Self> {
        let moment = Self::from_digits(&text.replace(['T', 'Z'], ""))?;
        (moment.amz() == text).then_some(moment)
    }

    fn from_digits(digits: &str) -> Option<Self> {
        if digits.len() != 14 || !digits.is_ascii() {
            return None;
        }
        let part = |range: std::ops::Range<usize>| digits[range].parse::<i64>().ok();
        let days = days_from_civil(part(0..4)?, part(4..6)?, part(6..8)?);
        Some(Self(days * DAY + part(8..10)? * 3_600 + part(10..12)? * 60 + part(12..14)?))
    }

    /// Year, month, day, hour, minute, second in UTC.
    #[must_use]
    pub fn parts(self) -> (i64, i64, i64, i64, i64, i64) {
        let (y, m, d) = civil_from_days(self.0.div_euclid(DAY));
        let s = self.0.rem_euclid(DAY);
        (y, m, d, s / 3_600, s / 60 % 60, s % 60)
    }
}

/// The last two digits of a number.
fn two_digits(out: &mut String, number: i64) {
    let number = (number.unsigned_abs() % 100) as u8;
    out.push(char::from(b'0' + number / 10));
    out.push(char::from(b'0' + number % 10));
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March so that the leap
/// day comes last.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let y = if month <= 2 { year - 1 } else { year };
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = if shifted_month < 10 { shifted_month + 3 } else { shifted_month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_and_reads_moments() {
        for (seconds, iso, amz) in [
            (0, "1970-01-01T00:00:00Z", "19700101T000000Z"),
            (951_782_400, "2000-02-29T00:00:00Z", "20000229T000000Z"),
            (1_795_508_100, "2026-11-24T08:15:00Z", "20261124T081500Z"),
            (4_102_444_799, "2099-12-31T23:59:59Z", "20991231T235959Z"),
        ] {
            assert_eq!(Timestamp(seconds).iso(), iso);
            assert_eq!(Timestamp(seconds).amz(), amz);
            assert_eq!(Timestamp::from_iso(iso), Some(Timestamp(seconds)));
            assert_eq!(Timestamp::from_amz(amz), Some(Timestamp(seconds)));
        }
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in ["", "2026-02-30T00:00:00Z", "2026-11-24", "2026-11-24T25:00:00Z", "ünïcödé-text!"] {
            assert_eq!(Timestamp::from_iso(text), None, "{text}");
        }
    }
}
