use super::*;

fn check_error(text: &str, kind: JsonErrorKind, line: u32, column: u32) {
    let error = parse(text).expect_err(text);
    assert_eq!((error.kind, error.line, error.column), (kind, line, column), "{text:?}");
}

fn unexpected(found: char, expected: &'static str) -> JsonErrorKind {
    JsonErrorKind::Unexpected { found, expected }
}

#[test]
fn every_value_knows_its_bytes() {
    let text = r#" {"a": [1, "x\n"], "b": {"c": null, "d": true}} "#;
    let value = parse(text).unwrap();
    let a = value.get("a").unwrap().as_array().unwrap();
    assert_eq!(value.span.of(text), text.trim());
    assert_eq!(a[0].span.of(text), "1");
    assert_eq!(a[0].as_i64(), Some(1));
    assert_eq!(a[1].as_str(), Some("x\n"));
    assert_eq!(a[1].span.of(text), r#""x\n""#);
    assert_eq!(value.get("b").unwrap().get("d").unwrap().as_bool(), Some(true));
    assert_eq!(value.members().unwrap()[1].key_span.of(text), r#""b""#);
}

#[test]
fn escapes_resolve() {
    let value = parse(r#""\"\\\/\b\f\n\r\t\u00e9\ud83d\ude00""#).unwrap();
    assert_eq!(value.as_str(), Some("\"\\/\u{8}\u{c}\n\r\té😀"));
}

#[test]
fn numbers_keep_their_text() {
    for good in ["0", "-0", "10", "1.50", "1e3", "-1.2E-7"] {
        assert_eq!(parse(good).unwrap().kind, Kind::Number(good.to_owned()));
    }
    for bad in ["01", "1.", "-", "1e", "1.2.3", "--1"] {
        check_error(bad, JsonErrorKind::BadNumber, 1, 1);
    }
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    check_error("", JsonErrorKind::UnexpectedEnd("a value"), 1, 1);
    check_error("{\"a\":1,\n  }", unexpected('}', "a key in double quotes"), 2, 3);
    check_error("{\"a\" 1}", unexpected('1', "`:`"), 1, 6);
    check_error("[1 2]", unexpected('2', "`,` or `]`"), 1, 4);
    check_error("nul", unexpected('n', "a value"), 1, 1);
    check_error("{} x", JsonErrorKind::TrailingText, 1, 4);
    check_error("\"a", JsonErrorKind::UnexpectedEnd("the closing `\"`"), 1, 3);
    check_error("\"a\nb\"", JsonErrorKind::ControlCharacter('\n'), 1, 3);
    check_error("\"a\0\"", JsonErrorKind::ControlCharacter('\0'), 1, 3);
    check_error(r#""é\x""#, JsonErrorKind::BadEscape, 1, 3);
    check_error(r#""\u12g4""#, JsonErrorKind::BadEscape, 1, 2);
    check_error(r#""\ud800x""#, JsonErrorKind::LoneSurrogate, 1, 2);
    check_error(r#""\udc00""#, JsonErrorKind::LoneSurrogate, 1, 2);
    check_error(r#""\ud800\u0041""#, JsonErrorKind::LoneSurrogate, 1, 2);
    check_error("\u{feff}{}", JsonErrorKind::ByteOrderMark, 1, 1);
}

#[test]
fn a_key_may_stand_once() {
    check_error(r#"{"a":1,"a":2}"#, JsonErrorKind::DuplicateKey("a".into()), 1, 8);
    let many: Vec<String> = (0..50).map(|key| format!("\"{key}\":0")).collect();
    assert!(parse(&format!("{{{}}}", many.join(","))).is_ok());
    let twice = format!("{{{},\"7\":0}}", many.join(","));
    assert!(matches!(
        parse(&twice).unwrap_err().kind,
        JsonErrorKind::DuplicateKey(key) if key == "7"
    ));
}

#[test]
fn size_and_depth_are_bounded() {
    let limits = Limits { characters: 4, depth: 2 };
    assert!(parse_with("\"éé\"", limits).is_ok());
    assert_eq!(parse_with("\"ééé\"", limits).unwrap_err().kind, JsonErrorKind::TooLong(4));
    assert!(parse_with("[[]]", limits).is_ok());
    let deep = "[".repeat(100_000);
    assert_eq!(parse(&deep).unwrap_err().kind, JsonErrorKind::TooDeep(64));
}
