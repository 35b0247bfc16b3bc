use super::*;
use crate::context::Context;
use crate::document::Version;

#[derive(Clone, Copy)]
enum Kind {
    Resource,
    Like,
    Equals,
    Arn,
}

/// Every row: pattern, text, whether it matches; `u` is `bob`, `star` is `*`, `arn` an ARN.
fn check(kind: Kind, rows: &[(&str, &str, bool)]) {
    let context: Context =
        [("k:u", "bob"), ("k:star", "*"), ("k:arn", "arn:a:b:c:d:e:f")].into_iter().collect();
    let version = Version::V2012;
    for &(pattern, text, expected) in rows {
        let matched = match kind {
            Kind::Resource => Glob::resource(pattern, version).matches(text, Some(&context)),
            Kind::Arn => ArnGlob::new(pattern, version).matches(text, &context),
            Kind::Like => Glob::text(pattern, Syntax::of(version, true)).matches(text, Some(&context)),
            Kind::Equals => Glob::text(pattern, Syntax::of(version, false)).matches(text, Some(&context)),
        };
        assert_eq!(matched, expected, "{pattern} against {text}");
    }
}

#[test]
fn wildcards_match_any_run_and_one_character() {
    check(
        Kind::Like,
        &[
            ("", "", true),
            ("", "a", false),
            ("*", "", true),
            ("**", "a:b/c", true),
            ("?", "é", true),
            ("?", "", false),
            ("a?c", "abc", true),
            ("*?", "", false),
            ("*?*?*", "ab", true),
            ("*?*?*", "a", false),
            ("a*b", "ab", true),
            ("a*b", "a-b-b", true),
            ("a*b", "a", false),
            ("ab*ba", "aba", false),
            ("*a*b*c*", "xxaxxbxxcxx", true),
            ("*a*b*c*", "xxaxxcxxbxx", false),
            ("*a?c*", "abcaXc", true),
            ("*a?c*z", "aac-aaac-z", true),
            ("*aab", "aaab", true),
            ("*ab?", "abab", false),
            ("*ab?", "ababc", true),
            ("A*", "ab", false),
            ("*é?c*", "xéxééc", true),
            ("*é?c*", "xéxxéc", false),
        ],
    );
}

#[test]
fn variables_mean_their_value_and_nothing_more() {
    check(
        Kind::Like,
        &[
            ("home/${k:u}/*", "home/bob/x", true),
            ("home/${k:u}/*", "home/eve/x", false),
            ("*/${k:u}", "home/x/bob", true),
            ("*${k:u}*", "xbobx", true),
            ("a${k:star}", "a*", true),
            ("a${k:star}", "abc", false),
            ("a${*}", "a*", true),
            ("a${*}", "abc", false),
            ("${k:none}*", "x", false),
            ("${k:none, 'x'}*", "xy", true),
        ],
    );
    check(
        Kind::Equals,
        &[("${k:u}-*", "bob-*", true), ("${k:u}-*", "bob-x", false), ("${k:none}", "", false)],
    );
}

#[test]
fn a_star_in_a_resource_crosses_a_colon_only_where_it_ends_a_segment() {
    check(
        Kind::Resource,
        &[
            ("arn:aws:sqs:*", "arn:aws:sqs:eu-west-1:1:q", true),
            ("arn:aws:sqs:*:1:q", "arn:aws:sqs:eu-west-1:1:q", true),
            ("arn:aws:sqs:*:q", "arn:aws:sqs:eu-west-1:1:q", true),
            ("arn:aws:sqs:eu-*-1:1:q", "arn:aws:sqs:eu-west-1:1:q", true),
            ("arn:aws:sqs:eu-*1:q", "arn:aws:sqs:eu-west-1:1:q", false),
            ("arn:aws:sqs:eu?1:1:q", "arn:aws:sqs:eu:1:1:q", false),
            ("arn:aws:sqs:*:1*1:x", "arn:aws:sqs:a:1x:1y1:x", true),
            ("arn:aws:sqs:*:1*2:x", "arn:aws:sqs:a:1x:1y1:x", false),
            ("arn:aws:s3:::bk/*", "arn:aws:s3:::bk/a:b/c", true),
            ("arn:aws:s3:::bk*o", "arn:aws:s3:::bk/a:b/o", true),
            ("arn:aws:s3:::${k:u}/*", "arn:aws:s3:::bob/x", true),
            ("arn:aws:s3:::${k:none}/*", "arn:aws:s3:::bob/x", false),
            ("arn:aws:iam::${k:u}:x", "arn:aws:iam::bob:x", false),
            ("*", "arn:aws:s3:::bk", true),
            ("arn:aws:s3:::*", "*", false),
            ("arn:*:q", "arn:aws:sqs:r:1:q", true),
            ("arn:*q", "arn:aws:sqs:r:1:q", false),
            ("arn:*:q*", "arn:aws:sqs:r:1:queue:x", true),
            ("arn:?*:sqs:*", "arn:aws:sqs:r:1:q", true),
            ("*:1:q", "arn:aws:sqs:r:1:q", true),
            ("a*:1:q", "arn:aws:sqs:r:1:q", true),
            ("a*n:1:q", "arn:aws:sqs:r:1:q", false),
            ("*:*:*:*:*:q*:?", "arn:aws:sqs:r:1:queue:x", true),
            ("*:*:*:*:*:q*:?", "arn:aws:sqs:r:1:queue:xy", false),
            ("arn:*:r:1:q:?*", "arn:aws:sqs:r:1:r:1:q:x", true),
            ("arn:*:r:?:q:?", "arn:aws:sqs:r:1:q:xy", false),
            ("arn:aws:*:r:1:", "arn:aws:sqs:r:1:", true),
            ("arn:aws:*:r:1:", "arn:aws:sqs:r:1:q", false),
        ],
    );
}

#[test]
fn arn_conditions_compare_segment_by_segment() {
    check(
        Kind::Arn,
        &[
            ("arn:aws:s3:::bk", "arn:aws:s3:::bk", true),
            ("arn:aws:*:*:*:*", "arn:aws:sqs:r:1:q:x", true),
            ("arn:aws:sqs:*", "arn:aws:sqs:r:1:q", false),
            ("arn:*:q", "arn:aws:sqs:r:1:q", false),
            ("arn:aws:sqs:r:1:*:z", "arn:aws:sqs:r:1:q:y:z", true),
            ("arn:aws:sqs:?:1:q", "arn:aws:sqs::1:q", false),
            ("arn:a?b:c:d:e:f", "arn:a:b:c:d:e:f", false),
            ("arn:aws:s3", "arn:aws:s3", false),
            ("*", "arn:aws:s3:::bk", false),
            ("*", "x", false),
            ("${k:arn}", "arn:a:b:c:d:e:f", true),
            ("arn:a:b:c:d:${k:u}*", "arn:a:b:c:d:bob/s", true),
        ],
    );
}

#[test]
fn a_long_run_is_found_as_a_short_one_is() {
    let (run, other, questions) = ("a?".repeat(200), "é?".repeat(200), "?".repeat(398));
    let text = format!("arn:{}:sqs::1:{}{}z", "x".repeat(400), "ab".repeat(300), "éb".repeat(300));
    let rows = |rows: &[(String, bool)], kind| {
        rows.iter().for_each(|(pattern, expected)| check(kind, &[(pattern, &text, *expected)]));
    };
    rows(
        &[
            (format!("*{run}*{other}*z"), true),
            (format!("*{other}?*z"), true),
            (format!("*{other}{run}*"), false),
            (format!("*{run}{other}*"), true),
            (format!("*{run}{run}*"), false),
            (format!("*{run}*{run}*"), false),
        ],
        Kind::Like,
    );
    rows(
        &[
            (format!("arn:*:{run}*"), true),
            (format!("arn:x*:*:{run}?*{other}*"), true),
            (format!("arn:*:{other}*"), false),
            (format!("arn:*x{questions}:sqs::1:*"), true),
            (format!("arn:*xx?{questions}:sqs::1:*"), false),
        ],
        Kind::Resource,
    );
    rows(
        &[
            (format!("arn:*x{questions}:sqs::1:*"), true),
            (format!("arn:*x{questions}?????:1:*"), false),
            (format!("arn:*:sqs::?:*{run}*{other}*"), true),
        ],
        Kind::Arn,
    );
}

#[test]
fn common_forms_are_recognised() {
    let resource = |text| Glob::resource(text, Version::V2012);
    assert_eq!(resource("*"), Glob::Any);
    assert_eq!(resource("arn:aws:s3:::b/*"), Glob::Prefix("arn:aws:s3:::b/".into()));
    assert_eq!(resource("arn:aws:s3:::b"), Glob::Exact("arn:aws:s3:::b".into()));
}

#[test]
fn a_run_with_questions_is_found_wherever_it_stands() {
    let glob = Glob::text("*a?c?*z", Syntax::of(Version::V2012, true));
    for before in 0..200 {
        let fill = "ac".repeat(before / 2) + &"-".repeat(before % 2);
        assert!(glob.matches(&format!("{fill}abcd-z"), None), "{before}");
        assert!(!glob.matches(&format!("{}abxd-z", "-a".repeat(before)), None));
        assert!(!glob.matches(&format!("{}abcz", "-".repeat(before)), None));
    }
}
