//! Whatever is signed is accepted, and no byte of it can be changed on the way: method, path, query, headers, body
//! and session token, with every protocol, in headers and in presigned URLs.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::{Call, HttpRequest};
use cloud::sigv4::{Scope, canonical_request, presign};
use cloud::{Credentials, Endpoint as _, Fault, Origin, SignedRequest, Tick, handle};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::json;
use support::Aws;

/// A call of each protocol, with everything that its requests can carry.
fn calls() -> impl Strategy<Value = Call> {
    ("[a-zé/ +%&=?#\"<]{1,12}", "[ -~]{1,20}").prop_flat_map(|(name, text)| {
        let name = format!("k{name}");
        let object = |operation: &str| {
            Call::new("s3", operation).with("Bucket", "my-bucket").with("Key", name.as_str())
        };
        prop::sample::select(vec![
            Call::new("iam", "TagUser")
                .with("UserName", "admin")
                .with("Tags", json!([{"Key": name.as_str(), "Value": text.as_str()}])),
            Call::new("sts", "GetCallerIdentity").in_region("eu-west-1"),
            Call::new("sns", "CreateTopic")
                .with("Name", "news")
                .with("Attributes", json!({"DisplayName": text})),
            Call::new("dynamodb", "PutItem")
                .with("TableName", "table")
                .with("Item", json!({"id": {"S": name.as_str()}, "text": {"S": text.as_str()}})),
            Call::new("s3", "ListObjectsV2")
                .with("Bucket", "my-bucket")
                .with("Prefix", name.as_str())
                .with("MaxKeys", 7),
            object("PutObject")
                .with("Body", "aGVsbG8=")
                .with("ContentType", "text/plain")
                .with("Metadata", json!({"note": "a  b"})),
            object("GetObject").with("Range", "bytes=0-1"),
            object("DeleteObject"),
        ])
    })
}

/// An administrator with a bucket, its long-term key and credentials of a session.
fn stage() -> (Aws, [Credentials; 2]) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("s3", "CreateBucket").with("Bucket", "my-bucket"));
    let trust = support::trust("arn:aws:iam::111122223333:user/admin");
    let role = Call::new("iam", "CreateRole").with("RoleName", "ops").with("AssumeRolePolicyDocument", trust);
    aws.must(&admin, role);
    let attach = Call::new("iam", "AttachRolePolicy").with("RoleName", "ops");
    aws.must(&admin, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
    let session = aws.assume(&admin, support::assume_role("ops"));
    (aws, [admin, session])
}

/// How a request is signed.
#[derive(Clone, Copy, Debug)]
enum Signed {
    InHeaders,
    InUrl,
}

fn signed(call: &Call, who: &Credentials, tick: Tick, how: Signed) -> SignedRequest {
    match how {
        Signed::InUrl if call.service == "s3" => {
            let mut request = SignedRequest::unsigned(call, Origin::terminal()).unwrap();
            // A presigned URL carries no header but its host's.
            request.http.headers.clear();
            presign(&mut request.http, who, &Scope::new(tick.now, &call.region, "s3"), tick.now, 60);
            request
        }
        _ => SignedRequest::new(call, who, tick.now, Origin::terminal()).unwrap(),
    }
}

/// A part of a request.
#[derive(Clone, Copy, Debug)]
enum Part {
    Method,
    Path,
    QueryName,
    QueryValue,
    Header,
    Body,
}

const PARTS: [Part; 6] =
    [Part::Method, Part::Path, Part::QueryName, Part::QueryValue, Part::Header, Part::Body];

/// Parameters and headers that tell who signed and how: changed, they are no valid signature of anybody's.
fn of_signature(name: &str) -> bool {
    name == "authorization" || name.to_ascii_lowercase().starts_with("x-amz-")
}

/// The texts of a part: all that say what is done, and the body.
fn texts(http: &mut HttpRequest, part: Part) -> Vec<&mut String> {
    let query = http.query.iter_mut().filter(|(name, _)| !of_signature(name));
    match part {
        Part::Method => vec![&mut http.method],
        Part::Path => vec![&mut http.path],
        Part::QueryName => query.map(|(name, _)| name).collect(),
        Part::QueryValue => query.map(|(_, value)| value).collect(),
        Part::Header => {
            let says =
                |name: &str| !of_signature(name) || ["x-amz-target", "x-amz-meta-note"].contains(&name);
            http.headers.iter_mut().filter(|(name, _)| says(name)).map(|(_, value)| value).collect()
        }
        Part::Body => Vec::new(),
    }
}

/// Changes one character, or one byte of the body. `false` if the part has none.
fn tamper(http: &mut HttpRequest, part: Part, place: Index, flip: u8) -> bool {
    if matches!(part, Part::Body) {
        if http.body.is_empty() {
            return false;
        }
        let at = place.index(http.body.len());
        http.body[at] ^= flip;
        return true;
    }
    let mut texts = texts(http, part);
    let length: usize = texts.iter().map(|text| text.chars().count()).sum();
    if length == 0 {
        return false;
    }
    let mut at = place.index(length);
    for text in &mut texts {
        let count = text.chars().count();
        if at < count {
            let changed =
                |(i, c): (usize, char)| if i == at { char::from(c as u8 ^ (flip & 0x7f).max(1)) } else { c };
            **text = text.chars().enumerate().map(changed).collect();
            return true;
        }
        at -= count;
    }
    false
}

fn refused(aws: &Aws, request: &SignedRequest, tick: Tick) -> String {
    let turn = handle(aws.history.world(), request, tick);
    let error = turn.result.unwrap_err();
    assert_eq!(error.fault, Fault::Authentication, "{error}");
    assert_eq!(&turn.world, aws.history.world());
    error.code
}

fn code(call: &Call) -> &'static str {
    if call.service == "dynamodb" { "InvalidSignatureException" } else { "SignatureDoesNotMatch" }
}

proptest! {
    #[test]
    fn what_is_signed_is_accepted(call in calls(), session: bool, in_url: bool) {
        let (mut aws, who) = stage();
        let (tick, how) = (aws.tick(), if in_url { Signed::InUrl } else { Signed::InHeaders });
        let request = signed(&call, &who[usize::from(session)], tick, how);
        if let Err(error) = handle(aws.history.world(), &request, tick).result {
            prop_assert_ne!(error.fault, Fault::Authentication, "{}", error);
        }
    }

    #[test]
    fn no_byte_can_be_changed(
        call in calls(), session: bool, in_url: bool,
        part in prop::sample::select(&PARTS[..]), place: Index, flip in 1u8..=255,
    ) {
        let (mut aws, who) = stage();
        let (tick, how) = (aws.tick(), if in_url { Signed::InUrl } else { Signed::InHeaders });
        let mut request = signed(&call, &who[usize::from(session)], tick, how);
        let headers = request.http.headers.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(";");
        let canonical = |http: &HttpRequest| canonical_request(http, &headers, "s3");
        let before = (canonical(&request.http), request.http.body.clone());
        prop_assume!(tamper(&mut request.http, part, place, flip));
        // The body of a presigned request is nobody's to vouch for; runs of blanks in headers are one.
        prop_assume!(!(in_url && call.service == "s3" && matches!(part, Part::Body)));
        prop_assume!(before != (canonical(&request.http), request.http.body.clone()));
        prop_assert_eq!(refused(&aws, &request, tick), code(&call));
    }

    #[test]
    fn the_signature_and_its_date_cannot_be_changed(call in calls(), session: bool, in_url: bool, place: Index) {
        let (mut aws, who) = stage();
        let (tick, how) = (aws.tick(), if in_url { Signed::InUrl } else { Signed::InHeaders });
        let request = signed(&call, &who[usize::from(session)], tick, how);
        let digit = |text: &str, from: usize, to: usize| {
            let at = from + place.index(to - from);
            let change = |(i, c): (usize, char)| match c {
                c if i != at => c,
                '0' => '1',
                _ => '0',
            };
            text.chars().enumerate().map(change).collect::<String>()
        };
        for name in ["authorization", "x-amz-date", "X-Amz-Signature", "X-Amz-Date"] {
            let mut request = request.clone();
            let HttpRequest { headers, query, .. } = &mut request.http;
            let Some((_, value)) = headers.iter_mut().chain(query).find(|(n, _)| n == name) else { continue };
            // The last digits are the signature's, or the minutes and seconds.
            let (from, to) = match value.len() {
                16 => (11, 15),
                length => (length - 64, length),
            };
            *value = digit(value, from, to);
            prop_assert_eq!(refused(&aws, &request, tick), code(&call), "{}", name);
        }
    }
}

#[test]
fn a_token_belongs_to_its_key() {
    let (mut aws, [_, session]) = stage();
    let tick = aws.tick();
    let list = Call::new("s3", "ListBuckets");
    for (call, expected) in
        [(&list, "InvalidToken"), (&Call::new("iam", "ListUsers"), "InvalidClientTokenId")]
    {
        let request = signed(call, &session, tick, Signed::InHeaders);
        let token = request.http.headers.iter().position(|(name, _)| name == "x-amz-security-token").unwrap();
        let length = request.http.headers[token].1.len();
        for at in 0..length {
            let mut request = request.clone();
            let swap = |(i, c): (usize, char)| if i == at { if c == 'x' { 'y' } else { 'x' } } else { c };
            let changed = request.http.headers[token].1.chars().enumerate().map(swap).collect();
            request.http.headers[token].1 = changed;
            assert_eq!(refused(&aws, &request, tick), expected);
        }
    }
    let mut request = signed(&list, &session, tick, Signed::InHeaders);
    request.http.headers.retain(|(name, _)| name != "x-amz-security-token");
    assert_eq!(refused(&aws, &request, tick), "InvalidToken");
}

#[test]
fn headers_that_say_what_is_done_must_be_signed() {
    let (mut aws, [admin, _]) = stage();
    let tick = aws.tick();
    let put = Call::new("s3", "PutObject").with("Bucket", "my-bucket").with("Key", "k").with("Body", "aGk=");
    for how in [Signed::InHeaders, Signed::InUrl] {
        let mut request = signed(&put, &admin, tick, how);
        request.http.headers.push(("x-amz-acl".to_owned(), "public-read".to_owned()));
        assert_eq!(refused(&aws, &request, tick), "AccessDenied", "{how:?}");
    }
    let mut request = signed(&Call::new("iam", "ListUsers"), &admin, tick, Signed::InHeaders);
    request.http.headers.push(("x-amz-more".to_owned(), "x".to_owned()));
    assert_eq!(refused(&aws, &request, tick), "SignatureDoesNotMatch");
}
