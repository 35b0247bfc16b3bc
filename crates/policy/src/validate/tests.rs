use super::*;

/// Every row: the text, and what AWS says; `None` when it takes it.
fn check(kind: PolicyType<'_>, rows: &[(&str, Option<&str>)]) {
    for &(text, expected) in rows {
        let refusal = validate(text, kind).err();
        let message = refusal.as_ref().map(|refusal| refusal.message.as_str());
        assert_eq!(message, expected, "{text}");
    }
}

fn document(statement: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
}

/// As [`check`], the rows being statements.
fn check_statements(kind: PolicyType<'_>, rows: &[(&str, Option<&str>)]) {
    for &(statement, expected) in rows {
        check(kind, &[(&document(statement), expected)]);
    }
}

const SYNTAX: Option<&str> = Some("Syntax errors in policy.");
const LEGACY: Option<&str> = Some("The policy failed legacy parsing");

#[test]
fn identity_documents() {
    check(
        PolicyType::Managed,
        &[
            ("", SYNTAX),
            ("hello", SYNTAX),
            ("{}", SYNTAX),
            (r#"{"Version":"2012-10-17","Statement":[]}"#, SYNTAX),
            (r#"{"Version":"2013-01-01","Statement":[]}"#, SYNTAX),
            (
                r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#,
                Some("Policy document must be version 2012-10-17 or greater."),
            ),
            (
                r#"{"Version":"2012-10-17","Id":"x","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#,
                None,
            ),
        ],
    );
    check(PolicyType::Inline, &[(r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#, None)]);
    check(
        PolicyType::Session,
        &[("hello", Some("The policy is not in the valid JSON format.")), ("{}", SYNTAX)],
    );
}

#[test]
fn identity_statements() {
    check_statements(
        PolicyType::Managed,
        &[
            (r#""Effect":"Allow","Action":"s3:*","Resource":"*""#, None),
            (r#""Efect":"Allow","Action":"s3:*","Resource":"*""#, SYNTAX),
            (r#""Action":"s3:*","Resource":"*""#, SYNTAX),
            (r#""Effect":"Permit","Action":"s3:*","Resource":"*""#, SYNTAX),
            (r#""Effect":"allow","Action":"s3:*","Resource":"*""#, LEGACY),
            (r#""Effect":"Allow","Action":"a:b","NotAction":"a:b","Resource":"*""#, SYNTAX),
            (r#""Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"StringIs":{"a":"b"}}"#, SYNTAX),
            (
                r#""Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"soon"}}"#,
                LEGACY,
            ),
            (
                r#""Effect":"Allow","Principal":"*","Resource":"mybucket""#,
                Some("Policy document should not specify a principal."),
            ),
            (r#""Effect":"Allow","Resource":"*""#, Some("Policy statement must contain actions.")),
            (
                r#""Effect":"Allow","Action":[],"Resource":"mybucket""#,
                Some("Policy statement must contain actions."),
            ),
            (r#""Effect":"Allow","Action":"s3:*""#, Some("Policy statement must contain resources.")),
            (
                r#""Effect":"Allow","Action":"s3:*","Resource":[]"#,
                Some("Policy statement must contain resources."),
            ),
            (
                r#""Sid":"a b","Effect":"Allow","Action":"s3:*","Resource":"*""#,
                Some(
                    "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*",
                ),
            ),
        ],
    );
    let twice = r#"{"Version":"2012-10-17","Statement":[
        {"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"},
        {"Sid":"a","Effect":"Allow","Action":"s3:*","Resource":"*"}]}"#;
    let unique = "Statement IDs (SID) in a single policy must be unique.";
    check(PolicyType::Managed, &[(twice, Some(unique))]);
}

#[test]
fn identity_resources_and_actions() {
    let resource = |resource: &str, expected| {
        let statement = format!(r#""Effect":"Allow","Action":"s3:*","Resource":"{resource}""#);
        check_statements(PolicyType::Managed, &[(&statement, expected)]);
    };
    resource("mybucket", Some(r#"Resource mybucket must be in ARN format or "*"."#));
    resource("arn:a:s3:::b", Some(r#"Partition "a" is not valid for resource "arn:a:s3:::b"."#));
    resource("arn:aws:s3::b", LEGACY);
    resource("arn:aws:sqs:*", None);
    resource("arn:aws:s3*", Some("Resource vendor must be fully qualified and cannot contain regexes."));
    resource("arn:aws:s3:::${aws:username}/*", None);
    resource(
        "arn:aws:s3:us-east-1::b",
        Some("Resource arn:aws:s3:us-east-1::b can not contain region information."),
    );
    resource(
        "arn:aws:iam:us-east-1:111111111111:user/x",
        Some("IAM resource arn:aws:iam:us-east-1:111111111111:user/x cannot contain region information."),
    );
    resource("arn:aws:iam::111111111111:user/x", None);
    resource(
        "arn:aws:iam::111111111111:people/x",
        Some(
            r#"IAM resource path must either be "*" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/."#,
        ),
    );
    let action = |action: &str, expected| {
        let statement = format!(r#""Effect":"Allow","Action":"{action}","Resource":"*""#);
        check_statements(PolicyType::Managed, &[(&statement, expected)]);
    };
    action("*", None);
    action("nosuch:Thing", None);
    action("ListBuckets", Some("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."));
    action("s3:a:b", Some("Actions/Condition can contain only one colon."));
    action("s*:Get", Some("Vendor s* is not valid"));
}

#[test]
fn trust_policies() {
    let bad_json = Some("This policy contains invalid Json");
    check(
        PolicyType::Trust,
        &[
            ("hello", bad_json),
            (r#"{"Version":"2012"}"#, Some("The policy must contain a valid version string")),
            (r#"{"Version":"2012-10-17"}"#, Some("Missing required field Statement")),
            (
                r#"{"Version":"2012-10-17","Statement":[]}"#,
                Some("Could not parse the policy: Statement is empty!"),
            ),
        ],
    );
    let with = |principal: &str, rest: &str| format!(r#""Effect":"Allow",{principal}{rest}"#);
    let assume = r#","Action":"sts:AssumeRole""#;
    let user = r#""Principal":{"AWS":"arn:aws:iam::111111111111:user/x"}"#;
    let row = |principal: &str, rest: &str, expected: Option<&str>| {
        check_statements(PolicyType::Trust, &[(&with(principal, rest), expected)]);
    };
    row(user, assume, None);
    row(r#""Principal":{"AWS":"*"}"#, assume, None);
    row(r#""Principal":{"AWS":["111111111111","AROAEXAMPLEID12345678"]}"#, assume, None);
    row(r#""Principal":{"Service":["ec2.amazonaws.com","lambda.amazonaws.com"]}"#, assume, None);
    row(r#""Sid":"x""#, assume, Some("Missing required field Principal"));
    row(r#""Principal":{}"#, assume, Some("Missing required field Principal cannot be empty!"));
    row(r#""Principal":"*""#, assume, Some("Principal must be a JSON object."));
    row(r#""NotPrincipal":{"AWS":"*"}"#, assume, Some("Allow with NotPrincipal is not allowed."));
    row(user, "", Some("Missing required field Action"));
    let only_sts = Some("AssumeRole policy may only specify STS AssumeRole actions.");
    row(user, r#","Action":"s3:GetObject""#, only_sts);
    row(user, r#","Action":"*""#, only_sts);
    row(user, &format!(r#"{assume},"Resource":"*""#), Some("Has prohibited field Resource"));
    row(
        user,
        &format!(r#"{assume},"NotResource":"*""#),
        Some("AssumeRole policy must not contain resources."),
    );
    let invalid = |kind: &str, value: &str| format!(r#"Invalid principal in policy: "{kind}":"{value}""#);
    for value in [
        "arn:aws:iam::111111111111:role/dev-*",
        "arn:aws:iam::*:root",
        "arn:aws:iam::111111111111:group/g",
        "alice",
        "1111",
    ] {
        let principal = format!(r#""Principal":{{"AWS":"{value}"}}"#);
        row(&principal, assume, Some(&invalid("AWS", value)));
    }
    row(r#""Principal":{"Service":"*"}"#, assume, Some(&invalid("SERVICE", "*")));
    row(
        r#""Principal":{"Federated":"cognito-identity.amazonaws.com"}"#,
        r#","Action":"sts:AssumeRoleWithWebIdentity""#,
        Some("A condition block must be present for the Cognito provider"),
    );
    let github = r#""Principal":{"Federated":"arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity""#;
    let on = |key: &str| {
        format!(r#","Condition":{{"StringEquals":{{"token.actions.githubusercontent.com:{key}":"x"}}}}"#)
    };
    let no_claim = Some(
        "A condition on token.actions.githubusercontent.com:sub must be present for the identity provider",
    );
    row(github, "", no_claim);
    row(github, &on("aud"), no_claim);
    row(github, &on("sub"), None);
    row(&github.replace("token.actions.githubusercontent.com", "id.example.com"), "", None);
    check_statements(
        PolicyType::Trust,
        &[
            (r#""Principal":{"AWS":"*"},"Action":"sts:AssumeRole""#, Some("Missing required field Effect")),
            (
                r#""Effect":"allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole""#,
                Some("Invalid effect: allow"),
            ),
        ],
    );
}

#[test]
fn bucket_policies() {
    let kind = PolicyType::S3Bucket { bucket: "bk" };
    check(
        kind,
        &[
            ("hello", Some("Policies must be valid JSON and the first byte must be '{'")),
            ("{", Some("This policy contains invalid Json")),
            ("{}", Some("Missing required field Statement")),
            (r#"{"Statement":[]}"#, Some("Could not parse the policy: Statement is empty!")),
        ],
    );
    let row = |principal: &str, action: &str, resource: &str, expected: Option<&str>| {
        let statement = format!(
            r#""Effect":"Allow","Principal":{principal},"Action":"{action}","Resource":"arn:aws:s3:::{resource}""#
        );
        check_statements(kind, &[(&statement, expected)]);
    };
    row(r#""*""#, "s3:GetObject", "bk/*", None);
    row(r#"{"AWS":"111111111111"}"#, "s3:*", "bk", None);
    row(r#""*""#, "*", "bk*", None);
    row(r#"{"AWS":"alice"}"#, "s3:GetObject", "bk/*", Some("Invalid principal in policy"));
    row(r#""*""#, "s3:NoSuchAction", "bk/*", Some("Policy has invalid action"));
    row(r#""*""#, "ec2:RunInstances", "bk/*", Some("Policy has invalid action"));
    row(r#""*""#, "s3:GetObject", "other/*", Some("Policy has invalid resource"));
    row(r#""*""#, "s3:GetObject", "bk2/*", Some("Policy has invalid resource"));
    let no_target = Some("Action does not apply to any resource(s) in statement");
    row(r#""*""#, "s3:GetObject", "bk", no_target);
    row(r#""*""#, "s3:ListBucket", "bk/*", no_target);
    row(r#""*""#, "s3:List*", "bk", None);
    check_statements(
        kind,
        &[
            (
                r#""Effect":"Allow","Action":"s3:*","Resource":"arn:aws:s3:::bk""#,
                Some("Missing required field Principal"),
            ),
            (
                r#""Effect":"Allow","Principal":"*","Resource":"arn:aws:s3:::bk""#,
                Some("Missing required field Action"),
            ),
            (r#""Effect":"Allow","Principal":"*","Action":"s3:*""#, Some("Missing required field Resource")),
        ],
    );
}

#[test]
fn control_policies() {
    let detail =
        |kind, statement: &str| validate(&document(statement), kind).err().and_then(|refusal| refusal.detail);
    let scp = |statement: &str| detail(PolicyType::Scp, statement);
    let rcp = |statement: &str| detail(PolicyType::Rcp, statement);
    assert_eq!(scp(r#""Effect":"Allow","Action":"*","Resource":"*""#), None);
    assert_eq!(scp(r#""Effect":"Allow","NotAction":"iam:*","Resource":"*""#), None);
    assert!(scp(r#""Effect":"Deny","Principal":"*","Action":"*","Resource":"*""#).is_some());
    assert!(scp(r#""Effect":"Deny","Action":"*""#).is_some());
    assert_eq!(rcp(r#""Effect":"Deny","Principal":"*","Action":"s3:*","Resource":"*""#), None);
    assert!(rcp(r#""Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*""#).is_some());
    assert!(rcp(r#""Effect":"Deny","Action":"s3:*","Resource":"*""#).is_some());
    assert!(
        rcp(r#""Effect":"Deny","Principal":{"AWS":"111111111111"},"Action":"s3:*","Resource":"*""#).is_some()
    );
    assert!(rcp(r#""Effect":"Deny","Principal":"*","Action":"*","Resource":"*""#).is_some());
    assert!(rcp(r#""Effect":"Deny","Principal":"*","NotAction":"s3:*","Resource":"*""#).is_some());
    let old = r#"{"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}"#;
    assert!(validate(old, PolicyType::Scp).is_err());
}

#[test]
fn sizes() {
    let padded = |length: usize| {
        let white = " ".repeat(5000);
        let statement =
            format!(r#""Effect":"Allow","Action":"s3:{}",{white}"Resource":"*""#, "x".repeat(length));
        document(&statement)
    };
    let empty = size_without_white_space(&padded(0));
    assert!(validate(&padded(6144 - empty), PolicyType::Managed).is_ok());
    let refusal = validate(&padded(6145 - empty), PolicyType::Managed).unwrap_err();
    assert_eq!((refusal.code, refusal.http), ("LimitExceeded", 409));
    assert_eq!(refusal.message, "Cannot exceed quota for PolicySize: 6144");
}

#[test]
fn a_refusal_points_at_the_place() {
    let text = "{\n \"Statement\": {\"Effect\":\"Allow\",\"Action\":\"ListBuckets\",\"Resource\":\"*\"}}";
    let refusal = validate(text, PolicyType::Inline).unwrap_err();
    assert_eq!(refusal.span.unwrap().of(text), "\"ListBuckets\"");
    assert_eq!((refusal.line, refusal.column), (2, 42));
    assert_eq!(refusal.code, "MalformedPolicyDocument");
}
