//! What a bucket may be called. Source: spec s3-api.md §3.

const FEWEST: usize = 3;
const MOST: usize = 63;
const RESERVED_STARTS: [&str; 3] = ["xn--", "sthree-", "amzn-s3-demo-"];
const RESERVED_ENDS: [&str; 6] = ["-s3alias", "--ol-s3", ".mrap", "--x-s3", "--table-s3", "-an"];

/// The first rule that a name breaks, in words. S3 itself only says that the name is not valid.
#[must_use]
pub fn broken_rule(name: &str) -> Option<String> {
    let alphanumeric = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    if !(FEWEST..=MOST).contains(&name.chars().count()) {
        return Some(format!("Bucket name must be between {FEWEST} and {MOST} characters long."));
    }
    if name.chars().any(|c| c.is_ascii_uppercase()) {
        return Some("Bucket name must not contain uppercase characters.".to_owned());
    }
    if let Some(bad) = name.chars().find(|&c| !alphanumeric(c) && c != '.' && c != '-') {
        let shown = if bad.is_whitespace() { "spaces".to_owned() } else { format!("the character {bad}") };
        return Some(format!("Bucket name must not contain {shown}."));
    }
    if !name.starts_with(alphanumeric) || !name.ends_with(alphanumeric) {
        return Some("Bucket name must begin and end with a lowercase letter or a number.".to_owned());
    }
    if name.contains("..") {
        return Some("Bucket name must not contain two periods in a row.".to_owned());
    }
    if name.parse::<std::net::Ipv4Addr>().is_ok() {
        return Some("Bucket name must not look like an IP address.".to_owned());
    }
    let start = RESERVED_STARTS.iter().find(|start| name.starts_with(**start));
    if let Some(start) = start {
        return Some(format!("Bucket name must not begin with {start}: AWS reserves it."));
    }
    let end = RESERVED_ENDS.iter().find(|end| name.ends_with(**end));
    end.map(|end| format!("Bucket name must not end with {end}: AWS reserves it."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_may_be() {
        for name in ["abc", "my-bucket.2026", "1.2.3", &"a".repeat(63)] {
            assert_eq!(broken_rule(name), None, "{name}");
        }
    }

    #[test]
    fn names_that_may_not_be() {
        for (name, word) in [
            ("ab", "between"),
            (&*"a".repeat(64), "between"),
            ("My-bucket", "uppercase"),
            ("my bucket", "spaces"),
            ("my_bucket", "_"),
            ("-bucket", "begin and end"),
            ("bucket.", "begin and end"),
            ("a..b", "periods"),
            ("192.168.0.1", "IP"),
            ("xn--abc", "xn--"),
            ("abc-s3alias", "-s3alias"),
        ] {
            let rule = broken_rule(name).unwrap_or_default();
            assert!(rule.contains(word), "{name}: {rule}");
        }
    }
}
