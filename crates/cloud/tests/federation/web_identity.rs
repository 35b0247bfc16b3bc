//! Tokens of OpenID Connect issuers.

use super::support::{ACCOUNT, Aws, credentials};
use super::{fetch, provider_arn, role, send};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD as BASE64URL};
use cloud::request::HttpRequest;
use cloud::{Call, Credentials, outside};
use serde_json::{Value, json};

const GITHUB: &str = "token.actions.githubusercontent.com";

fn token(aws: &Aws, issuer: &str, claims: &Value) -> String {
    let answer = fetch(aws, "POST", &format!("https://{issuer}/token"), claims);
    serde_json::from_str::<Value>(&answer).unwrap()["id_token"].as_str().unwrap().to_owned()
}

fn with_token(role: &str, token: &str) -> Call {
    Call::new("sts", "AssumeRoleWithWebIdentity")
        .with("RoleArn", format!("arn:aws:iam::{ACCOUNT}:role/{role}"))
        .with("RoleSessionName", "build-7")
        .with("WebIdentityToken", token)
}

/// An account that knows GitHub, and a role for the main branch of one repository.
fn github() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    let create = Call::new("iam", "CreateOpenIDConnectProvider").with("Url", format!("https://{GITHUB}"));
    aws.must(&admin, create.with("ClientIDList", json!(["sts.amazonaws.com"])));
    let condition = json!({"StringEquals": {format!("{GITHUB}:aud"): "sts.amazonaws.com"},
        "StringLike": {format!("{GITHUB}:sub"): "repo:octo-org/app:ref:refs/heads/*"}});
    let action = json!("sts:AssumeRoleWithWebIdentity");
    role(&mut aws, &admin, "ci", &provider_arn("oidc", GITHUB), &action, &condition);
    (aws, admin)
}

fn job(sub: &str) -> Value {
    json!({"sub": sub, "aud": "sts.amazonaws.com", "expires_in": 300})
}

const MAIN: &str = "repo:octo-org/app:ref:refs/heads/main";

#[test]
fn a_token_of_a_trusted_provider_opens_the_role() {
    let (mut aws, _) = github();
    let good = token(&aws, GITHUB, &job(MAIN));
    let reply = send(&mut aws, &with_token("ci", &good)).unwrap();
    for (member, value) in [
        ("SubjectFromWebIdentityToken", MAIN),
        ("Provider", &provider_arn("oidc", GITHUB)),
        ("Audience", "sts.amazonaws.com"),
    ] {
        assert_eq!(reply.text(&[member]), Some(value));
    }
    let event = aws.history.records().last().unwrap().event.clone();
    assert_eq!(
        event.user_identity,
        json!({"type": "WebIdentityUser", "userName": MAIN, "identityProvider": provider_arn("oidc", GITHUB),
            "principalId": format!("{}:sts.amazonaws.com:{MAIN}", provider_arn("oidc", GITHUB))})
    );
    assert_eq!(event.recipient_account_id, ACCOUNT);
    assert_eq!(event.request_parameters.get("webIdentityToken"), None);
    let session = credentials(&reply);
    aws.must(&session, Call::new("s3", "ListBuckets"));
    let event = &aws.history.records().last().unwrap().event;
    let data = &event.user_identity["sessionContext"]["webIdFederationData"];
    assert_eq!(data["federatedProvider"], provider_arn("oidc", GITHUB).as_str());
    let who = aws.must(&session, Call::new("sts", "GetCallerIdentity"));
    assert_eq!(who.text(&["Arn"]), Some("arn:aws:sts::111122223333:assumed-role/ci/build-7"));
    assert!(aws.refused(&session, Call::new("iam", "ListUsers")).contains("no identity-based policy"));
}

#[test]
fn tokens_that_are_not_good_are_refused_with_sts_words() {
    let (mut aws, admin) = github();
    let good = token(&aws, GITHUB, &job(MAIN));
    let denied = "AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
    let missing = |issuer: &str| {
        format!("InvalidIdentityToken: No OpenIDConnect provider found in your account for https://{issuer}")
    };
    let unverified =
        "InvalidIdentityToken: The token's signature could not be verified with the keys of its issuer.";
    let no_key = "InvalidIdentityToken: Couldn't retrieve verification key from your identity provider,  please \
                  reference AssumeRoleWithWebIdentity documentation for requirements";
    let not_jwt = "InvalidIdentityToken: The ID Token provided is not a valid JWT. (You may see this error if you \
                   sent an Access Token)";
    let mut fraud = job("repo:octo-org/app:ref:refs/heads/main");
    fraud["sub"] = "repo:octo-org/app:ref:refs/heads/other".into();
    let parts: Vec<&str> = good.split('.').collect();
    let other = token(&aws, GITHUB, &fraud);
    let tampered = format!("{}.{}.{}", parts[0], other.split('.').nth(1).unwrap(), parts[2]);
    let none = BASE64URL.encode(r#"{"alg":"none"}"#);
    let unsigned = format!("{none}.{}.{}", parts[1], parts[2]);
    let elsewhere = token(&aws, "evil.example.com", &job(MAIN));
    for (token, expected) in [
        (token(&aws, GITHUB, &job("repo:other-org/app:ref:refs/heads/main")), denied.to_owned()),
        (token(&aws, GITHUB, &job("repo:octo-org/app:pull_request")), denied.to_owned()),
        (
            token(&aws, GITHUB, &json!({"sub": MAIN, "aud": "https://github.com/octo-org"})),
            "InvalidIdentityToken: Incorrect token audience".to_owned(),
        ),
        (
            token(&aws, GITHUB, &json!({"aud": "sts.amazonaws.com"})),
            "InvalidIdentityToken: Missing a required claim: sub".to_owned(),
        ),
        (elsewhere, missing("evil.example.com")),
        (tampered, unverified.to_owned()),
        (unsigned, no_key.to_owned()),
        ("not.a.token".to_owned(), not_jwt.to_owned()),
    ] {
        assert_eq!(send(&mut aws, &with_token("ci", &token)).unwrap_err(), expected);
    }
    // A role that is not there looks like one that does not trust the token.
    assert_eq!(send(&mut aws, &with_token("nobody", &good)).unwrap_err(), denied);
    let long = with_token("ci", &good).with("DurationSeconds", 7_200);
    assert!(send(&mut aws, &long).unwrap_err().contains("exceeds the MaxSessionDuration"));
    let (now, end) = (aws.now.plus(300).0, aws.now.plus(300).0);
    aws.now = aws.now.plus(300);
    let expired = format!(
        "ExpiredTokenException: Token expired: current date/time {now} must be before the expiration date/time {end}"
    );
    assert_eq!(send(&mut aws, &with_token("ci", &good)).unwrap_err(), expired);
    let fresh = token(&aws, GITHUB, &job(MAIN));
    let delete = Call::new("iam", "DeleteOpenIDConnectProvider");
    aws.must(&admin, delete.with("OpenIDConnectProviderArn", provider_arn("oidc", GITHUB)));
    assert_eq!(send(&mut aws, &with_token("ci", &fresh)).unwrap_err(), missing(GITHUB));
}

#[test]
fn a_token_that_was_changed_anywhere_is_good_for_nothing() {
    let (mut aws, _) = github();
    let good = token(&aws, GITHUB, &job(MAIN));
    send(&mut aws, &with_token("ci", &good)).unwrap();
    for at in (0..good.len()).step_by(7).chain([good.len() - 1]) {
        let other = if good.as_bytes()[at] == b'B' { "C" } else { "B" };
        let changed = format!("{}{other}{}", &good[..at], &good[at + 1..]);
        let refused = send(&mut aws, &with_token("ci", &changed)).unwrap_err();
        assert!(refused.starts_with("InvalidIdentityToken"), "{at}: {refused}");
    }
    // Even what is refused is recorded in the account of the role.
    let event = &aws.history.records().last().unwrap().event;
    assert_eq!(
        (event.recipient_account_id.as_str(), event.error_code.as_deref()),
        (ACCOUNT, Some("InvalidIdentityToken"))
    );
}

#[test]
fn keys_are_the_worlds_own() {
    let (aws, _) = github();
    let jwks = |aws: &Aws, issuer: &str| {
        fetch(aws, "GET", &format!("https://{issuer}/.well-known/jwks"), &json!(""))
    };
    assert_eq!(jwks(&aws, GITHUB), jwks(&aws, GITHUB));
    assert_ne!(jwks(&aws, GITHUB), jwks(&aws, "gitlab.com"));
    let mut another = aws.history.world().clone();
    another.provider_seed ^= 1;
    let mut elsewhere = aws.clone();
    elsewhere.history = cloud::History::new(another);
    assert_ne!(jwks(&aws, GITHUB), jwks(&elsewhere, GITHUB));
    let stolen = token(&elsewhere, GITHUB, &job(MAIN));
    let mut aws = aws;
    assert!(send(&mut aws, &with_token("ci", &stolen)).unwrap_err().contains("verification key"));
    let discovery =
        fetch(&aws, "GET", &format!("https://{GITHUB}/.well-known/openid-configuration"), &json!(""));
    let discovery: Value = serde_json::from_str(&discovery).unwrap();
    assert_eq!(discovery["jwks_uri"], format!("https://{GITHUB}/.well-known/jwks"));
    let (http, _) = HttpRequest::of_url("GET", "https://b.s3.amazonaws.com/.well-known/jwks").unwrap();
    assert_eq!(outside::answer(aws.history.world(), &http, aws.now), None, "S3's names are AWS's");
}

/// Which claims conditions see: GitHub's own, `amr` with its several values, and none that AWS does not know.
#[test]
fn claims_are_condition_keys() {
    let (mut aws, admin) = github();
    let issuer = "idp.example.com";
    let create = Call::new("iam", "CreateOpenIDConnectProvider").with("Url", format!("https://{issuer}"));
    aws.must(&admin, create.with("ClientIDList", json!(["my-app"])));
    let action = json!("sts:AssumeRoleWithWebIdentity");
    let cases = [
        (GITHUB, json!({"environment": "prod"}), json!({"environment": "prod"}), true),
        (GITHUB, json!({"environment": "prod"}), json!({"environment": "dev"}), false),
        (GITHUB, json!({"repository_id": "42"}), json!({"repository_id": 42}), true),
        (GITHUB, json!({"repository_owner": "o"}), json!({"repository_owner": "o"}), false),
        (issuer, json!({"amr": "mfa"}), json!({"amr": ["pwd", "mfa"]}), true),
        (issuer, json!({"amr": "mfa"}), json!({"amr": ["pwd"]}), false),
        (issuer, json!({"department": "it"}), json!({"department": "it"}), false),
    ];
    for (n, (issuer, wanted, claims, allowed)) in cases.into_iter().enumerate() {
        let name = format!("role-{n}");
        let (key, value) = wanted.as_object().unwrap().iter().next().unwrap();
        let condition = json!({"ForAnyValue:StringEquals": {format!("{issuer}:{key}"): value},
            "StringLike": {format!("{issuer}:sub"): "*"}});
        role(&mut aws, &admin, &name, &provider_arn("oidc", issuer), &action, &condition);
        let mut all = json!({"sub": "somebody", "aud": ["my-app", "sts.amazonaws.com"]});
        all.as_object_mut().unwrap().extend(claims.as_object().unwrap().clone());
        let token = token(&aws, issuer, &all);
        assert_eq!(send(&mut aws, &with_token(&name, &token)).is_ok(), allowed, "{claims}");
    }
}

#[test]
fn tags_and_source_identity_come_from_the_token_if_the_role_lets_them() {
    let (mut aws, admin) = github();
    let issuer = "gitlab.com";
    let create = Call::new("iam", "CreateOpenIDConnectProvider").with("Url", format!("https://{issuer}"));
    aws.must(&admin, create.with("ClientIDList", json!(["my-app"])));
    let condition = json!({"StringLike": {format!("{issuer}:sub"): "*"}});
    let all = json!(["sts:AssumeRoleWithWebIdentity", "sts:TagSession", "sts:SetSourceIdentity"]);
    let arn = provider_arn("oidc", issuer);
    role(&mut aws, &admin, "bare", &arn, &json!("sts:AssumeRoleWithWebIdentity"), &condition);
    role(&mut aws, &admin, "full", &arn, &all, &condition);
    let put = Call::new("iam", "PutRolePolicy").with("RoleName", "full").with("PolicyName", "tag");
    let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "iam:ListUsers",
        "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalTag/team": "blue",
        "aws:SourceIdentity": "alice", "aws:FederatedProvider": arn}}}});
    aws.must(&admin, put.with("PolicyDocument", policy.to_string()));
    let nested = json!({"sub": "p", "aud": "my-app", "https://aws.amazon.com/source_identity": "alice",
        "https://aws.amazon.com/tags": {"principal_tags": {"team": ["blue"]}, "transitive_tag_keys": ["team"]}});
    let flat = json!({"sub": "p", "aud": "my-app", "https://aws.amazon.com/source_identity": "alice",
        "https://aws.amazon.com/tags/principal_tags/team": "blue"});
    for claims in [nested, flat] {
        let token = token(&aws, issuer, &claims);
        let refused = send(&mut aws, &with_token("bare", &token)).unwrap_err();
        assert_eq!(refused, "AccessDenied: Not authorized to perform sts:TagSession");
        let reply = send(&mut aws, &with_token("full", &token)).unwrap();
        assert_eq!(reply.text(&["SourceIdentity"]), Some("alice"));
        aws.must(&credentials(&reply), Call::new("iam", "ListUsers"));
    }
    let two = json!({"sub": "p", "aud": "my-app",
        "https://aws.amazon.com/tags": {"principal_tags": {"team": ["blue", "red"]}}});
    let token = token(&aws, issuer, &two);
    assert!(send(&mut aws, &with_token("full", &token)).unwrap_err().starts_with("InvalidIdentityToken"));
}

#[test]
fn what_nobody_signs_is_only_for_tokens() {
    let (mut aws, _) = github();
    let call = Call::new("sts", "AssumeRole").with("RoleArn", format!("arn:aws:iam::{ACCOUNT}:role/ci"));
    let refused = send(&mut aws, &call.with("RoleSessionName", "s9")).unwrap_err();
    assert!(refused.starts_with("MissingAuthenticationToken"), "{refused}");
}
