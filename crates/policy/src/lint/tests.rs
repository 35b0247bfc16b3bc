use super::*;

fn table() -> ActionTable {
    ActionTable::parse(include_str!("../../../../data/actions.txt")).unwrap()
}

fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

/// The findings on a statement: class, code and underlined text.
fn check(kind: PolicyType<'_>, statement: &str, expected: &[(Class, &str, &str)]) {
    let text = document(&format!("{{{statement}}}"));
    let findings = lint(&text, kind, &table());
    let found: Vec<_> =
        findings.iter().map(|finding| (finding.class, finding.code, finding.span.of(&text))).collect();
    assert_eq!(found, expected, "{text}\n{findings:#?}");
}

/// What a statement's only fix makes of it.
fn check_fix(kind: PolicyType<'_>, statement: &str, fixed: &str) {
    let text = document(&format!("{{{statement}}}"));
    let findings = lint(&text, kind, &table());
    let fixes: Vec<_> = findings.iter().filter_map(|finding| finding.fix.as_ref()).collect();
    assert_eq!(fixes.len(), 1, "{findings:#?}");
    assert_eq!(fixes[0].apply(&text), document(&format!("{{{fixed}}}")));
}

use Class::{Error, SecurityWarning, Suggestion, Warning};
use PolicyType::{Managed, Trust};

#[test]
fn grammar_comes_first() {
    let codes = |text: &str| -> Vec<_> {
        lint(text, Managed, &table()).into_iter().map(|finding| finding.code).collect()
    };
    assert_eq!(codes("{"), ["INVALID_JSON"]);
    assert_eq!(codes(r#"{"Statement":{"x":1}}"#), ["GRAMMAR", "GRAMMAR", "GRAMMAR"]);
    let null_if_exists =
        r#""Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"NullIfExists":{"k:x":"true"}}"#;
    assert_eq!(codes(&document(&format!("{{{null_if_exists}}}"))), ["GRAMMAR"]);
    assert_eq!(
        codes(r#"{"Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"*"}}"#),
        ["REFUSED", "OLD_VERSION"]
    );
}

#[test]
fn aws_own_policies_have_no_errors() {
    let table = table();
    let read = |text| serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(text).unwrap();
    let mut documents = read(include_str!("../../../../data/managed-documents-short.json"));
    documents.extend(read(include_str!("../../../../data/managed-documents-long.json")));
    assert!(documents.len() > 50);
    let mut errors = std::collections::BTreeSet::new();
    for document in documents.values() {
        let text = document.to_string();
        let findings = lint(&text, Managed, &table);
        let of_errors = findings.into_iter().filter(|finding| finding.class == Error);
        errors.extend(of_errors.map(|finding| (finding.code, finding.message)));
    }
    // Their own policies may be larger than the customers'.
    let size = "AWS refuses this policy: Cannot exceed quota for PolicySize: 6144";
    assert_eq!(errors.into_iter().collect::<Vec<_>>(), [("REFUSED", size.to_owned())]);
}

#[test]
fn actions() {
    let with = |action: &str| format!(r#""Effect":"Allow","Action":"{action}","Resource":"*""#);
    check(Managed, &with("s3:GetObject"), &[]);
    check(Managed, &with("s3:Get*"), &[]);
    check(Managed, &with("s3:GetObjct"), &[(Error, "INVALID_ACTION", "\"s3:GetObjct\"")]);
    check_fix(Managed, &with("s3:GetObjct"), &with("s3:GetObject"));
    check_fix(Managed, &with("s3:ListBuckets"), &with("s3:ListAllMyBuckets"));
    check_fix(Managed, &with("s3:headobject"), &with("s3:GetObject"));
    check(Managed, &with("s3:Gett*"), &[(Error, "INVALID_ACTION", "\"s3:Gett*\"")]);
    check_fix(Managed, &with("lamda:InvokeFunction"), &with("lambda:InvokeFunction"));
    check(Managed, &with("braket:Anything"), &[]);
    check(Managed, &with("ec2:NotInOurPart"), &[]);
}

#[test]
fn resources_and_actions_that_do_not_meet() {
    let with = |action: &str, resource: &str| {
        format!(r#""Effect":"Allow","Action":"{action}","Resource":{resource}"#)
    };
    let code = "RESOURCE_NOT_FOR_ACTION";
    check(Managed, &with("s3:GetObject", r#""arn:aws:s3:::bk/*""#), &[]);
    check(Managed, &with("s3:GetObject", r#""arn:aws:s3:::bk""#), &[(Warning, code, "\"s3:GetObject\"")]);
    check_fix(
        Managed,
        &with("s3:GetObject", r#""arn:aws:s3:::bk""#),
        &with("s3:GetObject", r#"["arn:aws:s3:::bk", "arn:aws:s3:::bk/*"]"#),
    );
    check(Managed, &with("s3:ListBucket", r#""arn:aws:s3:::bk/*""#), &[(Warning, code, "\"s3:ListBucket\"")]);
    check(
        Managed,
        &with("s3:ListAllMyBuckets", r#""arn:aws:s3:::bk""#),
        &[(Warning, code, "\"arn:aws:s3:::bk\"")],
    );
    check(Managed, &with("s3:*", r#""arn:aws:s3:::bk""#), &[]);
}

#[test]
fn typos_in_arns() {
    let check = |resource: &str, code: &str| {
        let statement = format!(r#""Effect":"Allow","Action":"sqs:*","Resource":"{resource}""#);
        let text = document(&format!("{{{statement}}}"));
        let findings = lint(&text, Managed, &table());
        assert!(findings.iter().any(|finding| finding.code == code), "{resource}: {findings:#?}");
    };
    check("arn:aws:sqs:us-east-1:12345:q", "INVALID_ARN_ACCOUNT");
    check("arn:aws:sqs:useast1:111111111111:q", "INVALID_ARN_REGION");
    check("arn:aws:sqsx:us-east-1:111111111111:q", "INVALID_SERVICE_IN_ARN");
    check("arn:aws:s3::111111111111:bk", "INVALID_ARN_ACCOUNT");
}

#[test]
fn condition_keys() {
    let with = |action: &str, condition: &str| {
        format!(r#""Effect":"Allow","Action":"{action}","Resource":"*","Condition":{{{condition}}}"#)
    };
    let on = |condition: &str| with("s3:ListBucket", condition);
    check(Managed, &on(r#""StringEquals":{"s3:prefix":"a"}"#), &[]);
    check(
        Managed,
        &on(r#""StringEquals":{"aws:SourceIpp":"a"}"#),
        &[(Error, "INVALID_GLOBAL_CONDITION_KEY", "\"aws:SourceIpp\"")],
    );
    check_fix(Managed, &on(r#""StringEquals":{"s3:prefx":"a"}"#), &on(r#""StringEquals":{"s3:prefix":"a"}"#));
    check(
        Managed,
        &on(r#""StringEquals":{"aws:PrincipalTag":"a"}"#),
        &[(Error, "MISSING_TAG_KEY_IN_CONDITION", "\"aws:PrincipalTag\"")],
    );
    check(
        Managed,
        &with("s3:GetObject", r#""StringEquals":{"s3:prefix":"a"}"#),
        &[(Warning, "KEY_NOT_FOR_ACTION", "\"s3:prefix\"")],
    );
    check(Managed, &with("s3:GetObject", r#""StringEqualsIfExists":{"s3:prefix":"a"}"#), &[]);
    check(
        Trust,
        &trust(
            r#"{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"}"#,
            "sts:AssumeRoleWithWebIdentity",
            r#","Condition":{"StringEquals":{"token.actions.githubusercontent.com:sub":"repo:o/r"}}"#,
        ),
        &[],
    );
}

fn trust(principal: &str, action: &str, rest: &str) -> String {
    format!(r#""Effect":"Allow","Principal":{principal},"Action":"{action}"{rest}"#)
}

#[test]
fn operators() {
    let on = |condition: &str| {
        format!(r#""Effect":"Deny","Action":"ec2:CreateTags","Resource":"*","Condition":{{{condition}}}"#)
    };
    let operator = "\"NumericLessThan\"";
    check(
        Managed,
        &on(r#""NumericLessThan":{"aws:username":"1"}"#),
        &[(Error, "MISMATCHED_OPERATOR", operator)],
    );
    check(
        Managed,
        &on(r#""StringEquals":{"aws:SecureTransport":"true"}"#),
        &[(Warning, "MISMATCHED_OPERATOR", "\"StringEquals\"")],
    );
    check_fix(
        Managed,
        &on(r#""StringEquals":{"aws:TagKeys":"a"}"#),
        &on(r#""ForAnyValue:StringEquals":{"aws:TagKeys":"a"}"#),
    );
    check(
        Managed,
        &on(r#""ForAllValues:StringEquals":{"aws:username":"a"}"#),
        &[(SecurityWarning, "FORALLVALUES_WITH_SINGLE_VALUED_KEY", "\"ForAllValues:StringEquals\"")],
    );
    let unguarded = r#""Effect":"Allow","Action":"ec2:CreateTags","Resource":"*","Condition":{"ForAllValues:StringEquals":{"aws:TagKeys":"a"}}"#;
    check(
        Managed,
        unguarded,
        &[(SecurityWarning, "FORALLVALUES_WITHOUT_NULL_CHECK", "\"ForAllValues:StringEquals\"")],
    );
    check(
        Managed,
        &on(r#""StringEquals":{"aws:username":"a","AWS:UserName":"b"}"#),
        &[(Error, "DUPLICATE_CONDITION_KEY", "\"AWS:UserName\"")],
    );
    check_fix(
        Managed,
        &on(r#""StringEquals":{"aws:username":"a*"}"#),
        &on(r#""StringLike":{"aws:username":"a*"}"#),
    );
}

#[test]
fn condition_values() {
    let on = |condition: &str| {
        format!(r#""Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{{{condition}}}"#)
    };
    let error = |condition: &str, code: &'static str, value: &str| {
        check(Managed, &on(condition), &[(Error, code, value)]);
    };
    error(r#""Bool":{"aws:SecureTransport":"yes"}"#, "INVALID_BOOLEAN_VALUE", "\"yes\"");
    error(r#""NumericEquals":{"aws:MultiFactorAuthAge":"ten"}"#, "INVALID_NUMERIC_VALUE", "\"ten\"");
    error(r#""IpAddress":{"aws:SourceIp":"8.8.8"}"#, "INVALID_IP_RANGE", "\"8.8.8\"");
    error(r#""ArnLike":{"aws:PrincipalArn":"*"}"#, "INVALID_ARN_CONDITION", "\"*\"");
    check(
        Managed,
        &on(r#""IpAddress":{"aws:SourceIp":["10.0.0.0/8","8.8.8.0/24"]}"#),
        &[(Warning, "PRIVATE_IP_ADDRESS", "\"10.0.0.0/8\"")],
    );
    check(
        Managed,
        &on(r#""StringLike":{"aws:PrincipalAccount":"1111*"}"#),
        &[(SecurityWarning, "WILDCARD_IN_SENSITIVE_KEY", "\"1111*\"")],
    );
}

#[test]
fn variables() {
    let resource =
        |resource: &str| format!(r#""Effect":"Allow","Action":"s3:GetObject","Resource":"{resource}""#);
    check(Managed, &resource("arn:aws:s3:::bk/${aws:username}/*"), &[]);
    let broken = "arn:aws:s3:::bk/${aws:username/*";
    check(Managed, &resource(broken), &[(Error, "INVALID_VARIABLE", &format!("\"{broken}\""))]);
    let early = "arn:aws:s3::${aws:PrincipalAccount}:bk/*";
    let text = document(&format!("{{{}}}", resource(early)));
    let findings = lint(&text, Managed, &table());
    assert!(findings.iter().any(|finding| finding.code == "VARIABLE_UNSUPPORTED_IN_ELEMENT"));
    let old = r#"{"Version":"2008-10-17","Statement":{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bk/${aws:username}/*"}}"#;
    let codes: Vec<_> =
        lint(old, PolicyType::Inline, &table()).into_iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["OLD_VERSION", "VARIABLE_UNSUPPORTED_IN_VERSION"]);
}

#[test]
fn principals() {
    let user = r#"{"AWS":"arn:aws:iam::111111111111:user/x"}"#;
    check(Trust, &trust(user, "sts:AssumeRole", ""), &[]);
    check(
        Trust,
        &trust(user, "sts:AssumeRoleWithSAML", ""),
        &[(Error, "MISMATCHED_ACTION_FOR_PRINCIPAL", "\"arn:aws:iam::111111111111:user/x\"")],
    );
    check(
        Trust,
        &trust(r#"{"AWS":"*"}"#, "sts:AssumeRole", ""),
        &[(SecurityWarning, "BROAD_PRINCIPAL", "\"*\"")],
    );
    check(
        Trust,
        &trust(r#"{"AWS":"111111111111"}"#, "sts:AssumeRole", ""),
        &[(Suggestion, "MISSING_EXTERNAL_ID", "\"111111111111\"")],
    );
    check(Trust, &trust(r#"{"Service":"ec2.amazonaws.com"}"#, "sts:AssumeRole", ""), &[]);
    check(
        Trust,
        &trust(r#"{"Service":"cloudtrail.amazonaws.com"}"#, "sts:AssumeRole", ""),
        &[(SecurityWarning, "CONFUSED_DEPUTY", "\"cloudtrail.amazonaws.com\"")],
    );
    check(
        Trust,
        &trust(r#"{"Federated":"accounts.google.com"}"#, "sts:AssumeRoleWithWebIdentity", ""),
        &[(SecurityWarning, "SHARED_IDENTITY_PROVIDER", "\"accounts.google.com\"")],
    );
    let bucket = PolicyType::S3Bucket { bucket: "bk" };
    check(
        bucket,
        r#""Effect":"Deny","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"arn:aws:s3:::bk/*""#,
        &[(Warning, "DENY_WITH_NOT_PRINCIPAL", "\"NotPrincipal\"")],
    );
    check(
        PolicyType::VpcEndpoint,
        r#""Effect":"Allow","NotPrincipal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*""#,
        &[(Error, "REFUSED", "\"NotPrincipal\""), (Error, "ALLOW_WITH_NOT_PRINCIPAL", "\"NotPrincipal\"")],
    );
    check(
        bucket,
        r#""Effect":"Allow","Principal":{"AWS":"arn:aws:iam::*:root"},"Action":"s3:*","Resource":"arn:aws:s3:::bk""#,
        &[(Error, "REFUSED", "\"arn:aws:iam::*:root\"")],
    );
}

#[test]
fn breadth() {
    check(
        Managed,
        r#""Effect":"Allow","Action":"*","Resource":"*""#,
        &[(SecurityWarning, "FULL_ACCESS", "\"*\"")],
    );
    check(
        Managed,
        r#""Effect":"Allow","Action":"iam:PassRole","Resource":"*""#,
        &[(SecurityWarning, "PASS_ROLE_WITH_STAR_IN_RESOURCE", "\"iam:PassRole\"")],
    );
    check(
        Managed,
        r#""Effect":"Allow","NotAction":"iam:*","NotResource":"arn:aws:s3:::bk""#,
        &[
            (SecurityWarning, "ALLOW_WITH_NOT_ACTION", "\"NotAction\""),
            (SecurityWarning, "ALLOW_WITH_NOT_RESOURCE", "\"NotResource\""),
        ],
    );
}

#[test]
fn redundancy() {
    let with = |actions: &str| format!(r#""Effect":"Allow","Action":{actions},"Resource":"*""#);
    check_fix(Managed, &with(r#"["s3:Get*", "s3:GetObject"]"#), &with(r#"["s3:Get*"]"#));
    check_fix(Managed, &with(r#"["s3:GetObject", "s3:Get*"]"#), &with(r#"["s3:Get*"]"#));
    check_fix(Managed, &with(r#"["s3:GetObject", "S3:getobject"]"#), &with(r#"["s3:GetObject"]"#));
    let find = |statements: &str, code: &str| -> Vec<String> {
        let text = document(statements);
        let findings = lint(&text, Managed, &table());
        let of_code = findings.iter().filter(|finding| finding.code == code);
        of_code.map(|finding| finding.span.of(&text).to_owned()).collect()
    };
    let wide = r#"{"Effect":"Allow","Action":"s3:*","Resource":"*"}"#;
    let narrow = r#"{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::bk/*"}"#;
    let deny = r#"{"Effect":"Deny","Action":["s3:Get*"],"Resource":"*"}"#;
    let conditional = r#"{"Effect":"Deny","Action":"s3:*","Resource":"*","Condition":{"Bool":{"aws:SecureTransport":"false"}}}"#;
    assert_eq!(find(&format!("{wide},{narrow}"), "REDUNDANT_STATEMENT"), [narrow]);
    assert_eq!(find(&format!("{narrow},{narrow}"), "REDUNDANT_STATEMENT"), [narrow]);
    assert_eq!(find(&format!("{narrow},{deny}"), "UNREACHABLE_STATEMENT"), [narrow]);
    assert!(find(&format!("{narrow},{conditional}"), "UNREACHABLE_STATEMENT").is_empty());
    assert!(find(&format!("{wide},{deny}"), "UNREACHABLE_STATEMENT").is_empty());
    let two = r#"{"Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":"*"}"#;
    assert_eq!(find(&format!("{two},{deny}"), "UNREACHABLE_ACTION"), ["\"s3:GetObject\""]);
}

#[test]
fn pitfalls() {
    let deny = |condition: &str| {
        format!(r#""Effect":"Deny","Action":"s3:GetObject","Resource":"*","Condition":{{{condition}}}"#)
    };
    check(
        Managed,
        &deny(r#""StringNotEqualsIfExists":{"aws:RequestedRegion":"eu-west-1"}"#),
        &[(Suggestion, "NEGATED_IF_EXISTS_WITH_DENY", "\"StringNotEqualsIfExists\"")],
    );
    check_fix(
        Managed,
        &deny(r#""Bool":{"aws:MultiFactorAuthPresent":"false"}"#),
        &deny(r#""BoolIfExists":{"aws:MultiFactorAuthPresent":"false"}"#),
    );
    check(
        Managed,
        &deny(r#""NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}"#),
        &[(Warning, "VPC_LOCK_OUT", "\"NotIpAddress\"")],
    );
    check(
        Managed,
        r#""Effect":"Deny","Action":"s3:GetObject","Resource":"arn:aws:s3:::bk/${aws:username}/*""#,
        &[(Warning, "DENY_WITH_VARIABLE", "\"arn:aws:s3:::bk/${aws:username}/*\"")],
    );
}
