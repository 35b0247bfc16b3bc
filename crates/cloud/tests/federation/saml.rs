//! Assertions of SAML providers.

use super::support::{ACCOUNT, Aws, credentials};
use super::{fetch, provider_arn, role, send};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::{Call, Credentials};
use serde_json::{Value, json};

const IDP: &str = "https://idp.example.com/saml";

fn assertion(aws: &Aws, said: &Value) -> String {
    fetch(aws, "POST", &format!("{IDP}/assertion"), said)
}

fn with_assertion(role: &str, assertion: &str) -> Call {
    Call::new("sts", "AssumeRoleWithSAML")
        .with("RoleArn", format!("arn:aws:iam::{ACCOUNT}:role/{role}"))
        .with("PrincipalArn", provider_arn("saml", "idp"))
        .with("SAMLAssertion", assertion)
}

/// An account that knows the company's directory, and a role for its staff.
fn company() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    let metadata = fetch(&aws, "GET", &format!("{IDP}/metadata"), &json!(""));
    let create = Call::new("iam", "CreateSAMLProvider").with("Name", "idp");
    aws.must(&admin, create.with("SAMLMetadataDocument", metadata));
    let condition = json!({"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml", "saml:iss": IDP,
        "saml:doc": format!("{ACCOUNT}/idp"), "saml:sub_type": "persistent"},
        "ForAnyValue:StringEquals": {"saml:edupersonaffiliation": "staff"}});
    let actions = json!(["sts:AssumeRoleWithSAML", "sts:TagSession"]);
    role(&mut aws, &admin, "staff", &provider_arn("saml", "idp"), &actions, &condition);
    (aws, admin)
}

fn said() -> Value {
    json!({"subject": "alice", "RoleSessionName": "alice@example.com", "eduPersonAffiliation": ["member", "staff"],
        "Role": format!("arn:aws:iam::{ACCOUNT}:role/staff,{}", provider_arn("saml", "idp"))})
}

/// [`said`] with something else.
fn but(name: &str, value: &str) -> Value {
    let mut said = said();
    said[name] = value.into();
    said
}

#[test]
fn an_assertion_of_a_known_provider_opens_the_role() {
    let (mut aws, admin) = company();
    let good = assertion(&aws, &but("PrincipalTag:team", "blue"));
    let reply = send(&mut aws, &with_assertion("staff", &good)).unwrap();
    for (member, value) in [
        ("Subject", "alice"),
        ("SubjectType", "persistent"),
        ("Issuer", IDP),
        ("Audience", "https://signin.aws.amazon.com/saml"),
    ] {
        assert_eq!(reply.text(&[member]), Some(value));
    }
    let qualifier = reply.text(&["NameQualifier"]).unwrap().to_owned();
    assert_eq!(qualifier.len(), 28, "the base64 of a SHA-1 sum");
    let event = &aws.history.records().last().unwrap().event;
    assert_eq!(
        event.user_identity,
        json!({"type": "SAMLUser", "principalId": format!("{qualifier}:alice"), "userName": "alice",
            "identityProvider": qualifier})
    );
    let session = credentials(&reply);
    let who = aws.must(&session, Call::new("sts", "GetCallerIdentity"));
    assert_eq!(who.text(&["Arn"]), Some("arn:aws:sts::111122223333:assumed-role/staff/alice@example.com"));
    // Some of the keys stay with the session.
    let put = Call::new("iam", "PutRolePolicy").with("RoleName", "staff").with("PolicyName", "own");
    let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:ListUsers",
        "Resource": "*", "Condition": {"StringEquals": {"saml:sub": "alice", "aws:PrincipalTag/team": "blue"},
        "Null": {"saml:aud": "true", "aws:FederatedProvider": "true"}}}});
    aws.must(&admin, put.with("PolicyDocument", policy.to_string()));
    aws.must(&session, Call::new("iam", "ListUsers"));
}

#[test]
fn assertions_that_are_not_good_are_refused_with_sts_words() {
    let (mut aws, _) = company();
    let denied = "AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML";
    let edited = |change: &dyn Fn(&str) -> String| {
        let text = String::from_utf8(BASE64.decode(assertion(&aws, &said())).unwrap()).unwrap();
        let changed = change(&text);
        assert_ne!(text, changed);
        BASE64.encode(changed)
    };
    let twice = |text: &str| {
        let start = text.find("<saml:Assertion ").unwrap();
        let end = text.find("</samlp:Response>").unwrap();
        format!("{}{}{}", &text[..start], text[start..end].repeat(2), &text[end..])
    };
    let other_issuer = fetch(&aws, "POST", "https://evil.example.com/saml/assertion", &said());
    let no_name = {
        let mut said = said();
        said.as_object_mut().unwrap().shift_remove("RoleSessionName");
        said
    };
    for (assertion, expected) in [
        (assertion(&aws, &but("eduPersonAffiliation", "student")), denied),
        (assertion(&aws, &but("Role", "arn:aws:iam::111122223333:role/other,x")), denied),
        (assertion(&aws, &but("format", "transient")), denied),
        (
            assertion(&aws, &but("audience", "https://example.com")),
            "InvalidIdentityToken: Response does not contain the required audience.",
        ),
        (assertion(&aws, &no_name), "InvalidIdentityToken: RoleSessionName is required in AuthnResponse"),
        (
            assertion(&aws, &but("RoleSessionName", "a b")),
            "InvalidIdentityToken: RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}",
        ),
        (
            edited(&|text| text.replace(">alice<", ">mallory<")),
            "InvalidIdentityToken: Response signature invalid",
        ),
        (
            edited(&|text| text.replace("Format=", "Formt=")),
            "InvalidIdentityToken: Response signature invalid",
        ),
        (edited(&twice), "InvalidIdentityToken: Your request included an invalid SAML response"),
        (other_issuer, "InvalidIdentityToken: Issuer not present in specified provider"),
        ("....".to_owned(), "InvalidIdentityToken: Invalid base64 SAMLResponse"),
        (BASE64.encode("<a/>"), "InvalidIdentityToken: Your request included an invalid SAML response"),
    ] {
        assert_eq!(send(&mut aws, &with_assertion("staff", &assertion)).unwrap_err(), expected);
    }
    let good = assertion(&aws, &said());
    let unknown = with_assertion("staff", &good).with("PrincipalArn", provider_arn("saml", "other"));
    assert_eq!(
        send(&mut aws, &unknown).unwrap_err(),
        "InvalidIdentityToken: Specified provider doesn't exist"
    );
    aws.now = aws.now.plus(300);
    assert_eq!(
        send(&mut aws, &with_assertion("staff", &good)).unwrap_err(),
        "ExpiredTokenException: Token must be redeemed within 5 minutes of issuance"
    );
}

#[test]
fn an_assertion_that_was_changed_anywhere_is_good_for_nothing() {
    let (mut aws, _) = company();
    let good = BASE64.decode(assertion(&aws, &said())).unwrap();
    let text = String::from_utf8(good.clone()).unwrap();
    let (start, end) = (text.find("<saml:Assertion ").unwrap(), text.find("</samlp:Response>").unwrap());
    for at in (start..end).step_by(29) {
        let mut changed = good.clone();
        changed[at] = if changed[at] == b'x' { b'y' } else { b'x' };
        let refused = send(&mut aws, &with_assertion("staff", &BASE64.encode(changed))).unwrap_err();
        assert!(refused.starts_with("InvalidIdentityToken"), "{at}: {refused}");
    }
}

#[test]
fn an_assertion_can_end_the_session_early() {
    let (mut aws, _) = company();
    let mut said = said();
    said["session_expires_in"] = 1_000.into();
    let short = assertion(&aws, &said);
    let reply = send(&mut aws, &with_assertion("staff", &short)).unwrap();
    let end = aws.now.plus(1_000).iso();
    assert_eq!(reply.text(&["Credentials", "Expiration"]), Some(end.as_str()));
}
