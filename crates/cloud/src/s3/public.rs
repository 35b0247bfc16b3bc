//! Whether a bucket policy is public. Source: spec s3-api.md §4.

use policy::{Comparison, Condition, Document, Effect, Polarity, PrincipalKind, Quantifier, Statement};

/// Condition keys that make a statement non-public when they are compared with fixed values.
const LIMITING: [&str; 13] = [
    "aws:principalarn",
    "aws:principalaccount",
    "aws:principalorgid",
    "aws:sourceip",
    "aws:sourcearn",
    "aws:sourcevpc",
    "aws:sourcevpce",
    "aws:sourceowner",
    "aws:sourceaccount",
    "aws:userid",
    "s3:dataaccesspointarn",
    "s3:dataaccesspointaccount",
    "aws:principalservicename",
];

/// Whether some statement allows more than fixed principals or fixed circumstances. One such statement
/// makes the whole policy public.
pub(super) fn is_public(document: &Document) -> bool {
    document.statements.iter().any(is_public_statement)
}

fn is_public_statement(statement: &Statement) -> bool {
    statement.effect.value == Effect::Allow
        && is_anyone(statement)
        && !statement.conditions.iter().any(limits)
}

/// Whether the principal is more than those named one by one.
fn is_anyone(statement: &Statement) -> bool {
    let Some(principal) = &statement.principal else { return true };
    principal.polarity == Polarity::NotListed
        || principal
            .entries
            .iter()
            .any(|entry| entry.kind == PrincipalKind::Everyone || entry.value.contains('*'))
}

/// Whether a condition holds for fixed values of a limiting key only.
fn limits(condition: &Condition) -> bool {
    let operator = condition.operator.value;
    let key = condition.key.value.to_ascii_lowercase();
    let positive = matches!(
        operator.comparison,
        Comparison::StringEquals
            | Comparison::StringEqualsIgnoreCase
            | Comparison::StringLike
            | Comparison::ArnEquals
            | Comparison::ArnLike
            | Comparison::IpAddress
    );
    // With these the condition also holds for requests that have no such key.
    let lenient = operator.if_exists || operator.quantifier == Some(Quantifier::ForAllValues);
    positive
        && !lenient
        && LIMITING.contains(&key.as_str())
        && !condition.values.is_empty()
        && condition.values.iter().all(|value| is_fixed(&key, &value.value))
}

/// Whether a value stands for itself: no wildcard, no variable, no huge range of addresses.
fn is_fixed(key: &str, value: &str) -> bool {
    match key {
        "aws:sourceip" => is_narrow(value),
        // The account is fixed, which is what counts.
        "s3:dataaccesspointarn" => value.split(':').nth(4).is_some_and(is_plain),
        // A role's id with any session is fixed for the role, yet AWS does not take it so.
        _ => is_plain(value),
    }
}

fn is_plain(value: &str) -> bool {
    !value.contains(['*', '?']) && !value.contains("${") && !value.is_empty()
}

/// Whether a range of addresses is not broader than /8 (IPv4) or /32 (IPv6).
fn is_narrow(range: &str) -> bool {
    let (address, length) = range.split_once('/').unwrap_or((range, ""));
    let (whole, least) = if address.contains(':') { (128, 32) } else { (32, 8) };
    let length = if length.is_empty() { Some(whole) } else { length.parse().ok() };
    is_plain(address) && length.is_some_and(|length: u32| length >= least)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn public(rest: &str) -> bool {
        let text = format!(
            r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"s3:GetObject",
            "Resource":"arn:aws:s3:::b/*",{rest}}}]}}"#
        );
        is_public(&Document::parse(&text).unwrap())
    }

    #[test]
    fn fixed_principals_are_not_public() {
        assert!(public(r#""Principal":"*""#));
        assert!(public(r#""Principal":{"AWS":["arn:aws:iam::111122223333:root","*"]}"#));
        assert!(public(r#""NotPrincipal":{"AWS":"arn:aws:iam::111122223333:root"}"#));
        assert!(!public(r#""Principal":{"AWS":"arn:aws:iam::111122223333:root"}"#));
        assert!(!public(r#""Principal":{"Service":"cloudtrail.amazonaws.com"}"#));
    }

    #[test]
    fn fixed_circumstances_are_not_public() {
        for (operator, key, value, expected) in [
            ("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5", false),
            ("StringEquals", "aws:sourcevpce", "vpce-1a2b3c4d", false),
            ("StringLike", "aws:SourceVpc", "vpc-*", true),
            ("StringLike", "aws:SourceVpc", "vpc-91237329", false),
            ("StringEquals", "aws:userid", "AROAEXAMPLE:*", true),
            ("StringEquals", "aws:SourceAccount", "${aws:PrincipalAccount}", true),
            ("StringNotEquals", "aws:SourceVpc", "vpc-91237329", true),
            ("StringEqualsIfExists", "aws:SourceVpc", "vpc-91237329", true),
            ("ForAllValues:StringEquals", "aws:SourceVpc", "vpc-91237329", true),
            ("IpAddress", "aws:SourceIp", "203.0.113.0/24", false),
            ("IpAddress", "aws:SourceIp", "203.0.113.9", false),
            ("IpAddress", "aws:SourceIp", "10.0.0.0/7", true),
            ("IpAddress", "aws:SourceIp", "2001:db8::/32", false),
            ("IpAddress", "aws:SourceIp", "2000::/3", true),
            ("ArnLike", "s3:DataAccessPointArn", "arn:aws:s3:us-west-2:111122223333:accesspoint/*", false),
            ("StringEquals", "aws:UserAgent", "me", true),
            ("Bool", "aws:SecureTransport", "true", true),
        ] {
            let rest = format!(r#""Principal":"*","Condition":{{"{operator}":{{"{key}":"{value}"}}}}"#);
            assert_eq!(public(&rest), expected, "{operator} {key} {value}");
        }
    }

    #[test]
    fn one_public_statement_is_enough() {
        let text = r#"{"Version":"2012-10-17","Statement":[
            {"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*"},
            {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"s3:*","Resource":"*"}]}"#;
        assert!(!is_public(&Document::parse(text).unwrap()));
        let text = text.replace("\"Deny\"", "\"Allow\"");
        assert!(is_public(&Document::parse(&text).unwrap()));
    }
}
