//! Signatures: botocore's check values, and what is refused besides wrong ones.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::{Call, HttpRequest};
use cloud::sigv4::{Scope, canonical_request, presign, sign, string_to_sign};
use cloud::{Credentials, Endpoint as _, Origin, SignedRequest, Timestamp, handle};
use serde_json::Value;
use support::Aws;

fn request(case: &Value) -> (HttpRequest, Credentials, Scope, Timestamp) {
    let text = |name: &str| case[name].as_str().unwrap_or_default().to_owned();
    let url = case["url"].as_str().or(case["presigned_url"].as_str()).unwrap();
    let (host, path) = url.strip_prefix("https://").unwrap().split_once('/').unwrap();
    let content_type = case["headers_sent"]["Content-Type"].as_str();
    let http = HttpRequest {
        method: case["method"].as_str().unwrap_or("GET").to_owned(),
        host: host.to_owned(),
        path: format!("/{}", path.split('?').next().unwrap()),
        query: Vec::new(),
        headers: content_type.iter().map(|v| ("content-type".to_owned(), (*v).to_owned())).collect(),
        body: text("body").into_bytes(),
    };
    let credentials = Credentials {
        access_key_id: text("access_key_id"),
        secret_access_key: text("secret_access_key"),
        session_token: case["session_token"].as_str().map(str::to_owned),
    };
    let now = Timestamp::from_amz(&text("amz_date")).unwrap();
    (http, credentials, Scope::new(now, &text("region"), &text("service")), now)
}

#[test]
fn check_values() {
    let cases: Vec<Value> = serde_json::from_str(include_str!("data/sigv4.json")).unwrap();
    assert_eq!(cases.len(), 5);
    for case in cases {
        let (mut http, credentials, scope, now) = request(&case);
        let name = case["name"].as_str().unwrap();
        if let Some(url) = case["presigned_url"].as_str() {
            presign(&mut http, &credentials, &scope, now, case["expires"].as_i64().unwrap());
            let signature = &http.query.last().unwrap().1;
            assert!(url.ends_with(&format!("X-Amz-Signature={signature}")), "{name}");
            continue;
        }
        sign(&mut http, &credentials, &scope, now);
        let signed = case["authorization"].as_str().unwrap();
        assert_eq!(http.header("authorization"), Some(signed), "{name}");
        let headers = signed.split("SignedHeaders=").nth(1).unwrap().split(',').next().unwrap();
        let canonical = canonical_request(&http, headers, &scope.service);
        assert_eq!(canonical, case["canonical_request"].as_str().unwrap(), "{name}");
        let to_sign = string_to_sign(&canonical, &scope, &now.amz());
        assert_eq!(to_sign, case["string_to_sign"].as_str().unwrap(), "{name}");
    }
}

fn signed(aws: &mut Aws, who: &Credentials) -> SignedRequest {
    let call = Call::new("iam", "TagUser")
        .with("UserName", "admin")
        .with("Tags", serde_json::json!([{"Key": "team", "Value": "blue"}]));
    let now = aws.tick().now;
    SignedRequest::new(&call, who, now, Origin::terminal()).unwrap()
}

#[test]
fn wrong_credentials_are_refused_each_in_its_own_way() {
    let (mut aws, admin) = Aws::with_admin();
    let wrong = |change: fn(&mut Credentials)| {
        let mut credentials = admin.clone();
        change(&mut credentials);
        credentials
    };
    let token = Call::new("sts", "GetSessionToken");
    let session = support::credentials(&aws.must(&admin, token));
    let no_token = Credentials { session_token: None, ..session.clone() };
    let other_token = Credentials { session_token: Some("x".to_owned()), ..session.clone() };
    let secret = wrong(|c| c.secret_access_key.push('x'));
    let key = wrong(|c| c.access_key_id = "AKIAIOSFODNN7EXAMPLE".to_owned());
    for (who, iam, s3) in [
        (&secret, "SignatureDoesNotMatch", "SignatureDoesNotMatch"),
        (&key, "InvalidClientTokenId", "InvalidAccessKeyId"),
        (&no_token, "InvalidClientTokenId", "InvalidToken"),
        (&other_token, "InvalidClientTokenId", "InvalidToken"),
    ] {
        let error = aws.refused(who, Call::new("sts", "GetCallerIdentity"));
        assert!(error.starts_with(iam), "{error}");
        let error = aws.refused(who, Call::new("s3", "ListBuckets"));
        assert!(error.starts_with(s3), "{error}");
    }
    assert!(aws.must(&session, Call::new("s3", "ListBuckets")).list("Buckets").is_empty());
    // Without MFA these credentials are good for everything but IAM.
    assert!(aws.refused(&session, Call::new("iam", "ListUsers")).starts_with("InvalidClientTokenId"));
}

#[test]
fn an_old_or_early_request_is_refused() {
    let (mut aws, admin) = Aws::with_admin();
    let request = signed(&mut aws, &admin);
    for (seconds, ok) in [(0, true), (900, true), (901, false), (-900, true), (-901, false)] {
        let mut tick = aws.tick();
        tick.now = tick.now.plus(seconds);
        assert_eq!(handle(aws.history.world(), &request, tick).result.is_ok(), ok, "{seconds}");
    }
}

#[test]
fn presigned_urls_expire() {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("s3", "CreateBucket").with("Bucket", "bucket-1"));
    aws.must(
        &admin,
        Call::new("s3", "PutObject").with("Bucket", "bucket-1").with("Key", "k").with("Body", "aGk="),
    );
    let call = Call::new("s3", "GetObject").with("Bucket", "bucket-1").with("Key", "k");
    let mut request = SignedRequest::unsigned(&call, Origin::terminal()).unwrap();
    let tick = aws.tick();
    presign(&mut request.http, &admin, &Scope::new(tick.now, "us-east-1", "s3"), tick.now, 60);
    for (seconds, expected) in [(0, None), (59, None), (60, Some("Request has expired"))] {
        let later = cloud::Tick { now: tick.now.plus(seconds), ..tick };
        let error = handle(aws.history.world(), &request, later).result.err();
        assert_eq!(error.as_ref().map(|e| e.message.as_str()), expected, "{seconds}");
    }
    request.http.path.push('2');
    assert_eq!(handle(aws.history.world(), &request, tick).result.unwrap_err().code, "SignatureDoesNotMatch");
}
