use super::*;
use crate::Span;
use crate::document::Operator;

/// Whether a condition holds; `request` is the key's values in the request, none = absent.
fn check(operator: &str, policy: &[&str], request: &[&str], expected: bool) {
    let span = Span::default();
    let spanned = |text: &&str| Spanned::new((*text).to_owned(), span);
    let condition = Condition::compile(
        &crate::Condition {
            operator: Spanned::new(Operator::parse(operator).unwrap(), span),
            key: Spanned::new("Test:Key".into(), span),
            values_span: span,
            values: policy.iter().map(spanned).collect(),
        },
        Version::V2012,
    );
    let mut context: Context = [("k:u", "bob")].into_iter().collect();
    context.set_many("test:key", request.iter().map(|v| (*v).to_owned()).collect());
    assert_eq!(condition.holds(&context), expected, "{operator} {policy:?} against {request:?}");
}

/// A plain operator and its negation on one request value.
fn check_both(operator: &str, negation: &str, rows: &[(&str, &str, bool)]) {
    for &(policy, request, expected) in rows {
        check(operator, &[policy], &[request], expected);
        check(negation, &[policy], &[request], !expected);
    }
}

#[test]
fn strings() {
    check_both(
        "StringEquals",
        "StringNotEquals",
        &[
            ("a", "a", true),
            ("a", "A", false),
            ("a*", "ab", false),
            ("${k:u}", "bob", true),
            ("${k:none}", "", false),
        ],
    );
    check_both(
        "StringEqualsIgnoreCase",
        "StringNotEqualsIgnoreCase",
        &[
            ("Straße", "STRAßE", true),
            ("É", "é", true),
            ("a", "ab", false),
            ("x-${k:u}", "X-BOB", true),
            ("${k:none}", "", false),
            ("a*", "ab", false),
        ],
    );
    check_both("StringLike", "StringNotLike", &[("a*:?", "abc:d", true), ("a", "ab", false)]);
}

#[test]
fn numbers() {
    check_both(
        "NumericEquals",
        "NumericNotEquals",
        &[
            ("1", "1.0", true),
            ("-0", "0", true),
            ("007", "7", true),
            ("9007199254740993", "9007199254740992", false),
            ("1", "x", false),
            ("x", "1", false),
            ("1", "1.", false),
            ("1000", "1e3", false),
        ],
    );
    let rows = [
        ("10", "9", true),
        ("10", "10", false),
        ("-2", "-10", true),
        ("0.5", "0.45", true),
        ("-1", "1", false),
    ];
    for (policy, request, less) in rows {
        check("NumericLessThan", &[policy], &[request], less);
        check("NumericGreaterThanEquals", &[policy], &[request], !less);
    }
    check("NumericLessThanEquals", &["10"], &["10"], true);
    check("NumericGreaterThan", &["10"], &["10.01"], true);
    check("NumericGreaterThan", &["10"], &["ten"], false);
}

#[test]
fn dates() {
    let same = [
        ("2026-01-01T00:00:00Z", "1767225600"),
        ("2026-01-01", "2026"),
        ("2026-01", "2026-01-01T00:00Z"),
        ("2026-01-01T00", "2025-12-31T23:00-01:00"),
        ("2026-01-01T01:30:00+01:30", "2026-01-01T00:00:00.000Z"),
        ("1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.500000000Z"),
        ("2024-02-29", "2024-02-28T24"),
        ("-0001-03-01", "-0001-02-28T23:00:00-01:00"),
    ];
    let equal = [true, false, true, true, true, true, false, true];
    for ((policy, request), equal) in same.into_iter().zip(equal) {
        check("DateEquals", &[policy], &[request], equal);
        check("DateNotEquals", &[policy], &[request], !equal);
    }
    check("DateGreaterThan", &["2026-01-01"], &["2026-01-01T00:00:00.1Z"], true);
    check("DateGreaterThan", &["2026-01-01"], &["2026-01-01"], false);
    check("DateLessThanEquals", &["2026-01-01"], &["2026-01-01"], true);
    check("DateLessThan", &["2026-01-01"], &["1969-07-20"], true);
    for bad in [
        "",
        "2026-13-01",
        "2023-02-29",
        "2026-1-1",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00.Z",
        "2026-01-01T00:00:00+01",
        "2026-01-01 00:00",
        "yesterday",
        "99999999999999999999",
    ] {
        check("DateEquals", &[bad], &["2026-01-01"], false);
        check("DateNotEquals", &["2026-01-01"], &[bad], true);
    }
}

#[test]
fn truth_values() {
    check("Bool", &["true"], &["true"], true);
    check("Bool", &["True"], &["tRUE"], true);
    check("Bool", &["true"], &["false"], false);
    check("Bool", &["yes"], &["yes"], false);
    check("Bool", &["true"], &[], false);
    check("BoolIfExists", &["true"], &[], true);
}

#[test]
fn binaries() {
    check("BinaryEquals", &["QmluYXJ5"], &["QmluYXJ5"], true);
    check("BinaryEquals", &["YQ=="], &["YR=="], true);
    check("BinaryEquals", &["YQ=="], &["YWE="], false);
    check("BinaryEquals", &["YQ"], &["YQ"], false);
    check("BinaryEquals", &["a?=="], &["a?=="], false);
    check("BinaryEquals", &[""], &[""], true);
    check("BinaryEquals", &["===="], &[""], false);
}

#[test]
fn addresses() {
    check_both(
        "IpAddress",
        "NotIpAddress",
        &[
            ("203.0.113.0/24", "203.0.113.9", true),
            ("203.0.113.0/24", "203.0.114.9", false),
            ("203.0.113.77/24", "203.0.113.9", true),
            ("203.0.113.9", "203.0.113.9", true),
            ("203.0.113.9", "203.0.113.8", false),
            ("0.0.0.0/0", "8.8.8.8", true),
            ("0.0.0.0/0", "2001:db8::1", false),
            ("2001:db8::/32", "2001:db8:1::1", true),
            ("2001:db8::1", "2001:DB8:0:0:0:0:0:1", true),
            ("::/0", "::1", true),
            ("::/0", "1.2.3.4", false),
            ("10.0.0.0/33", "10.0.0.0", false),
            ("10.0.0.0/+8", "10.0.0.0", false),
            ("10.0.0.0/", "10.0.0.0", false),
            ("10.0.0", "10.0.0.0", false),
            ("10.0.0.0/8", "ten", false),
        ],
    );
}

#[test]
fn presence() {
    check("Null", &["true"], &[], true);
    check("Null", &["true"], &["x"], false);
    check("Null", &["false"], &["x"], true);
    check("Null", &["false"], &[], false);
    check("Null", &["true", "false"], &[], true);
    check("Null", &["maybe"], &[], false);
}

#[test]
fn absent_keys() {
    check("StringEquals", &["a"], &[], false);
    check("StringNotEquals", &["a"], &[], true);
    check("StringNotEqualsIfExists", &["a"], &[], true);
    check("ForAllValues:StringEquals", &["a"], &[], true);
    check("ForAnyValue:StringEquals", &["a"], &[], false);
    check("ForAnyValue:StringNotEquals", &["a"], &[], false);
    check("ForAnyValue:StringEqualsIfExists", &["a"], &[], true);
    check("ArnNotLike", &["a"], &[], true);
}

#[test]
fn several_values() {
    let (ab, ac) = (&["a", "b"][..], &["a", "c"][..]);
    check("ForAllValues:StringEquals", ab, &["a"], true);
    check("ForAllValues:StringEquals", ab, ac, false);
    check("ForAnyValue:StringEquals", ab, ac, true);
    check("ForAnyValue:StringNotEquals", ab, ac, true);
    check("ForAnyValue:StringNotEquals", ab, ab, false);
    check("ForAllValues:StringNotEquals", ab, ac, false);
    check("ForAllValues:StringNotEquals", ab, &["c", "d"], true);
    check("StringEquals", ab, ac, true);
    check("StringNotEquals", ab, ac, false);
}
