use super::*;

fn parse(text: &str) -> Document {
    Document::parse(text).unwrap()
}

fn check_error(text: &str, kind: DocumentErrorKind, place: &str) {
    let error = Document::parse(text).expect_err(text);
    assert_eq!((error.kind, error.span.of(text)), (kind, place), "{text}");
}

const STATEMENT: &str = r#""Effect":"Allow","Action":"s3:*","Resource":"*""#;

fn with(extra: &str) -> String {
    format!(r#"{{"Statement":{{{STATEMENT},{extra}}}}}"#)
}

#[test]
fn every_element_is_read_with_its_place() {
    let text = r#"{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"A","Effect":"Deny",
        "NotPrincipal":{"AWS":["111111111111","*"],"Service":"ec2.amazonaws.com"},
        "NotAction":["a:b"],"NotResource":"x","Condition":{"Bool":{"k":true},"NumericEqualsIfExists":{"n":[1,"2"]}}}]}"#;
    let document = parse(text);
    assert_eq!(document.version, Version::V2012);
    assert_eq!(document.id.as_ref().unwrap().value, "i");
    let [statement] = &document.statements[..] else { panic!("one statement") };
    assert_eq!(statement.effect.value, Effect::Deny);
    assert_eq!(statement.action.polarity, Polarity::NotListed);
    assert_eq!(statement.action.key_span.of(text), r#""NotAction""#);
    assert_eq!(statement.resource.as_ref().unwrap().values[0].span.of(text), r#""x""#);
    let values: Vec<_> = document.principal_entries().map(|e| (e.kind, &*e.value)).collect();
    assert_eq!(
        values,
        [
            (PrincipalKind::Aws, "111111111111"),
            (PrincipalKind::Aws, "*"),
            (PrincipalKind::Service, "ec2.amazonaws.com")
        ]
    );
    let [boolean, number] = &statement.conditions[..] else { panic!("two conditions") };
    assert_eq!(boolean.values[0].value, "true");
    assert_eq!(number.span().of(text), r#""n":[1,"2"]"#);
    assert_eq!(number.operator.value.to_string(), "NumericEqualsIfExists");
}

#[test]
fn a_lone_statement_needs_no_list_and_no_version() {
    let document = parse(&format!(r#"{{"Statement":{{{STATEMENT}}}}}"#));
    assert_eq!(document.version, Version::V2008);
    assert_eq!(document.statements.len(), 1);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    use DocumentErrorKind::*;
    let wrong = |element: &str, expected| WrongKind { element: element.into(), expected };
    check_error("[]", wrong("policy", "an object"), "[]");
    check_error("{}", Missing("Statement"), "{}");
    check_error(r#"{"Statement":[]}"#, Empty("Statement"), "[]");
    check_error(r#"{"Statement":{},"x":1}"#, Missing("Effect"), "{}");
    check_error(&with(r#""effect":"x""#), UnknownElement("effect".into()), r#""effect""#);
    check_error(&with(r#""NotAction":"x""#), Both("Action", "NotAction"), r#""NotAction""#);
    check_error(&with(r#""NotResource":"x""#), Both("Resource", "NotResource"), r#""NotResource""#);
    check_error(&with(r#""Sid":1"#), wrong("Sid", "a string"), "1");
    check_error(&with(r#""Principal":"x""#), wrong("Principal", "`*` or an object"), r#""x""#);
    check_error(&with(r#""Principal":{"Aws":"x"}"#), UnknownPrincipalKind("Aws".into()), r#""Aws""#);
    for operator in ["stringEquals", "NullIfExists", "ForAllValues:Null", "ForSome:Bool", "Equals"] {
        check_error(
            &with(&format!(r#""Condition":{{"{operator}":{{}}}}"#)),
            UnknownOperator(operator.into()),
            &format!("\"{operator}\""),
        );
    }
    check_error(
        r#"{"Version":"2020-01-01","Statement":[]}"#,
        UnknownVersion("2020-01-01".into()),
        r#""2020-01-01""#,
    );
}

#[test]
fn every_operator_reads_as_it_writes() {
    for comparison in Comparison::ALL {
        let name = comparison.as_str();
        assert_eq!(Operator::parse(name).unwrap().to_string(), name);
        if *comparison != Comparison::Null {
            let full = format!("ForAllValues:{name}IfExists");
            assert_eq!(Operator::parse(&full).unwrap().to_string(), full);
        }
    }
}

#[test]
fn rewriting_principals_leaves_every_other_byte() {
    let text = r#"{ "Statement": { "Effect":"Allow", "Action" : "sts:AssumeRole",
        "Principal": {"AWS": ["arn:a", "b"], "Service": "é"} } }"#;
    let rewritten = rewrite_principals(text, &parse(text), |kind, value| {
        (*kind == PrincipalKind::Aws && value == "arn:a").then(|| "AIDA\"1".to_owned())
    });
    assert_eq!(rewritten, text.replace(r#""arn:a""#, r#""AIDA\"1""#));
}
