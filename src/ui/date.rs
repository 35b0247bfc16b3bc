//! Moments as the console words them, always in UTC so that everyone sees the same.

use cloud::Timestamp;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// `2026-11-24T08:15:00Z` → `November 24, 2026, 08:15 (UTC)`. Text that is no moment is shown as it came.
#[must_use]
pub fn long(iso: &str) -> String {
    parts(iso).unwrap_or_else(|| iso.to_owned())
}

fn parts(iso: &str) -> Option<String> {
    Timestamp::from_iso(iso)?;
    let month: usize = iso.get(5..7)?.parse().ok()?;
    let day: u8 = iso.get(8..10)?.parse().ok()?;
    Some(format!("{} {day}, {}, {} (UTC)", MONTHS.get(month - 1)?, iso.get(..4)?, iso.get(11..16)?))
}

/// How long ago a moment was: `now`, `5 minutes ago`, `3 hours ago`, `12 days ago`.
#[must_use]
pub fn ago(moment: &str, now: Timestamp) -> String {
    let Some(moment) = Timestamp::from_iso(moment) else { return moment.to_owned() };
    match now.since(moment) {
        seconds if seconds < MINUTE => "just now".to_owned(),
        seconds if seconds < HOUR => count(seconds / MINUTE, "minute") + " ago",
        seconds if seconds < DAY => count(seconds / HOUR, "hour") + " ago",
        seconds => count(seconds / DAY, "day") + " ago",
    }
}

/// Whole days since a moment: `Today`, `1 day`, `12 days`.
#[must_use]
pub fn age(moment: &str, now: Timestamp) -> String {
    match Timestamp::from_iso(moment).map(|moment| now.since(moment) / DAY) {
        Some(days) if days > 0 => count(days, "day"),
        Some(_) => "Today".to_owned(),
        None => moment.to_owned(),
    }
}

/// A length of time in its largest whole unit: `1 hour`, `90 minutes`, `12 hours`.
#[must_use]
pub fn duration(seconds: i64) -> String {
    match seconds {
        _ if seconds % HOUR == 0 => count(seconds / HOUR, "hour"),
        _ if seconds % MINUTE == 0 => count(seconds / MINUTE, "minute"),
        _ => count(seconds, "second"),
    }
}

/// `1 day`, `2 days`.
#[must_use]
pub fn count(n: i64, noun: &str) -> String {
    if n == 1 { format!("1 {noun}") } else { format!("{n} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(iso: &str) -> Timestamp {
        Timestamp::from_iso(iso).unwrap()
    }

    #[test]
    fn moments_in_words() {
        assert_eq!(long("2026-11-24T08:15:59Z"), "November 24, 2026, 08:15 (UTC)");
        assert_eq!(long("2026-01-02T00:00:00Z"), "January 2, 2026, 00:00 (UTC)");
        assert_eq!(long("soon"), "soon");
    }

    #[test]
    fn the_past_in_words() {
        let now = at("2026-11-24T08:15:00Z");
        for (moment, expected) in [
            ("2026-11-24T08:14:30Z", "just now"),
            ("2026-11-24T08:14:00Z", "1 minute ago"),
            ("2026-11-24T06:00:00Z", "2 hours ago"),
            ("2026-11-23T08:15:00Z", "1 day ago"),
            ("2027-01-01T00:00:00Z", "just now"),
        ] {
            assert_eq!(ago(moment, now), expected);
        }
        assert_eq!(age("2026-11-24T00:00:00Z", now), "Today");
        assert_eq!(age("2026-11-12T08:00:00Z", now), "12 days");
    }

    #[test]
    fn lengths_of_time() {
        assert_eq!(duration(3_600), "1 hour");
        assert_eq!(duration(5_400), "90 minutes");
        assert_eq!(duration(43_200), "12 hours");
        assert_eq!(duration(3_601), "3601 seconds");
    }
}
