//! Who may do what in S3: every operation in every situation, as a golden table.
//!
//! `UPDATE_GOLDEN=1` writes `tests/data/s3-matrix.txt` anew.

#![allow(clippy::unwrap_used)]
#![allow(clippy::disallowed_methods, reason = "the table is written anew when asked for")]

mod support;

use cloud::{Call, Credentials, Endpoint as _, History, Origin, SignedRequest, World, registry};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use support::s3::{BUCKET, OTHER, block, bucket_policy, on, put, s3};
use support::{ACCOUNT, Aws};

const KEY: &str = "hello.txt";

/// A call of every operation, about the bucket and its object, that would succeed.
fn calls() -> Vec<Call> {
    let tags = json!({"TagSet": [{"Key": "team", "Value": "blue"}]});
    let policy = bucket_policy("Allow", &json!({"AWS": ACCOUNT}), "s3:GetObject", &Value::Null);
    let block = json!({"BlockPublicAcls": true});
    let control = |operation: &str| Call::new("s3control", operation).with("AccountId", ACCOUNT);
    let rule = json!({"Rules": [{"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]});
    vec![
        Call::new("s3", "ListBuckets"),
        Call::new("s3", "CreateBucket").with("Bucket", "another-bucket"),
        s3("DeleteBucket"),
        s3("HeadBucket"),
        s3("GetBucketLocation"),
        s3("ListObjects"),
        s3("ListObjectsV2"),
        s3("ListObjectVersions"),
        on("GetObject", KEY),
        on("HeadObject", KEY),
        on("GetObjectAttributes", KEY).with("ObjectAttributes", json!(["ETag"])),
        put(KEY, "new"),
        on("CopyObject", "copy.txt").with("CopySource", format!("{BUCKET}/{KEY}")),
        on("DeleteObject", KEY),
        s3("DeleteObjects").with("Delete", json!({"Objects": [{"Key": KEY}]})),
        s3("GetBucketPolicy"),
        s3("PutBucketPolicy").with("Policy", policy),
        s3("DeleteBucketPolicy"),
        s3("GetBucketPolicyStatus"),
        s3("GetBucketVersioning"),
        s3("PutBucketVersioning").with("VersioningConfiguration", json!({"Status": "Enabled"})),
        s3("GetBucketTagging"),
        s3("PutBucketTagging").with("Tagging", tags.clone()),
        s3("DeleteBucketTagging"),
        on("GetObjectTagging", KEY),
        on("PutObjectTagging", KEY).with("Tagging", tags),
        on("DeleteObjectTagging", KEY),
        s3("GetPublicAccessBlock"),
        s3("PutPublicAccessBlock").with("PublicAccessBlockConfiguration", block.clone()),
        s3("DeletePublicAccessBlock"),
        s3("GetBucketOwnershipControls"),
        s3("PutBucketOwnershipControls")
            .with("OwnershipControls", json!({"Rules": [{"ObjectOwnership": "ObjectWriter"}]})),
        s3("DeleteBucketOwnershipControls"),
        s3("GetBucketAcl"),
        s3("PutBucketAcl").with("ACL", "private"),
        on("GetObjectAcl", KEY),
        on("PutObjectAcl", KEY).with("ACL", "bucket-owner-full-control"),
        s3("GetBucketEncryption"),
        s3("PutBucketEncryption").with("ServerSideEncryptionConfiguration", rule),
        s3("DeleteBucketEncryption"),
        s3("GetBucketWebsite"),
        s3("PutBucketWebsite").with("WebsiteConfiguration", json!({"IndexDocument": {"Suffix": "i.html"}})),
        s3("DeleteBucketWebsite"),
        control("GetPublicAccessBlock"),
        control("PutPublicAccessBlock").with("PublicAccessBlockConfiguration", block),
        control("DeletePublicAccessBlock"),
    ]
}

/// The operations that work on the bucket itself, whose own state must let them succeed.
fn prepare(aws: &mut Aws, admin: &Credentials, call: &Call) {
    match call.operation.as_str() {
        "DeleteBucket" => drop(aws.must(admin, on("DeleteObject", KEY))),
        "PutBucketAcl" => drop(aws.must(admin, s3("DeleteBucketOwnershipControls"))),
        _ => {}
    }
}

/// Who asks, and what lets them.
struct Situation {
    title: &'static str,
    world: World,
    who: Option<Credentials>,
}

/// A principal that everybody is.
fn everyone() -> Value {
    json!("*")
}

fn situations(aws: &mut Aws, admin: &Credentials) -> Vec<Situation> {
    let mut user = |account: &str, by: &Credentials, name: &str, allowed: bool| {
        aws.must(by, Call::new("iam", "CreateUser").with("UserName", name));
        if allowed {
            let put = Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", "p");
            aws.must(by, put.with("PolicyDocument", support::identity("Allow", "s3:*")));
        }
        (aws.access_key(by, name), json!({"AWS": format!("arn:aws:iam::{account}:user/{name}")}))
    };
    let (allowed, _) = user(ACCOUNT, admin, "allowed", true);
    let (bare, bare_principal) = user(ACCOUNT, admin, "bare", false);
    let stranger = aws.other_account();
    let mut user = |name: &str, allowed: bool| {
        aws.must(&stranger, Call::new("iam", "CreateUser").with("UserName", name));
        if allowed {
            let put = Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", "p");
            aws.must(&stranger, put.with("PolicyDocument", support::identity("Allow", "s3:*")));
        }
        let principal = json!({"AWS": format!("arn:aws:iam::{OTHER}:user/{name}")});
        (aws.access_key(&stranger, name), principal)
    };
    let (foreign, foreign_principal) = user("foreign", true);
    let (foreign_bare, foreign_bare_principal) = user("foreign-bare", false);
    let start = aws.history.world().clone();
    let mut of = |title, who: Option<&Credentials>, principal: Option<Value>, restricted: bool| {
        aws.history = History::new(start.clone());
        aws.must(admin, block(false));
        if let Some(principal) = principal {
            let policy = bucket_policy("Allow", &principal, "s3:*", &Value::Null);
            aws.must(admin, s3("PutBucketPolicy").with("Policy", policy));
        }
        if restricted {
            aws.must(admin, block(true));
        }
        Situation { title, world: aws.history.world().clone(), who: who.cloned() }
    };
    vec![
        of("own account: nothing", Some(&bare), None, false),
        of("own account: identity policy", Some(&allowed), None, false),
        of("own account: bucket policy", Some(&bare), Some(bare_principal), false),
        of("other account: identity policy", Some(&foreign), None, false),
        of("other account: bucket policy", Some(&foreign_bare), Some(foreign_bare_principal), false),
        of("other account: both", Some(&foreign), Some(foreign_principal.clone()), false),
        of("other account: both, all blocked", Some(&foreign), Some(foreign_principal), true),
        of("other account: both, public, all blocked", Some(&foreign), Some(everyone()), true),
        of("own account: public policy, all blocked", Some(&bare), Some(everyone()), true),
        of("anonymous: nothing", None, None, false),
        of("anonymous: public policy", None, Some(everyone()), false),
        of("anonymous: public policy, all blocked", None, Some(everyone()), true),
    ]
}

/// What becomes of a call: `✓`, or the error's code.
fn outcome(aws: &mut Aws, situation: &Situation, call: &Call) -> String {
    let tick = aws.tick();
    let request = match &situation.who {
        Some(who) => SignedRequest::new(call, who, tick.now, Origin::terminal()),
        None => SignedRequest::unsigned(call, Origin::terminal()),
    };
    match aws.history.send(&request.unwrap(), tick) {
        Ok(success) => {
            let part = success.reply.list("Errors").first().map(|error| error["Code"].clone());
            part.and_then(|code| code.as_str().map(str::to_owned)).unwrap_or_else(|| "✓".to_owned())
        }
        Err(failure) => failure.error.code,
    }
}

#[test]
fn the_matrix_is_as_it_was() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.must(&admin, put(KEY, "hello"));
    let tags = json!({"TagSet": [{"Key": "team", "Value": "blue"}]});
    aws.must(&admin, s3("PutBucketTagging").with("Tagging", tags));
    let website = json!({"IndexDocument": {"Suffix": "index.html"}});
    aws.must(&admin, s3("PutBucketWebsite").with("WebsiteConfiguration", website));
    let some = json!({"BlockPublicAcls": true});
    let account = Call::new("s3control", "PutPublicAccessBlock").with("AccountId", ACCOUNT);
    aws.must(&admin, account.with("PublicAccessBlockConfiguration", some));
    let situations = situations(&mut aws, &admin);

    let mut table = String::from("# What becomes of each operation: ✓ or the error's code.\n");
    for situation in &situations {
        writeln!(table, "\n## {}", situation.title).unwrap();
        for call in calls() {
            aws.history = History::new(situation.world.clone());
            prepare(&mut aws, &admin, &call);
            let service = if call.service == "s3" { "" } else { "account's " };
            let outcome = outcome(&mut aws, situation, &call);
            writeln!(table, "{:<40}{outcome}", format!("{service}{}", call.operation)).unwrap();
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/s3-matrix.txt");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, &table).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    for (line, (was, is)) in expected.lines().zip(table.lines()).enumerate() {
        assert_eq!(is, was, "line {} of {}", line + 1, path.display());
    }
    assert_eq!(table.lines().count(), expected.lines().count());
}

#[test]
fn every_operation_is_in_the_matrix() {
    let called: BTreeSet<(String, String)> = calls().into_iter().map(|c| (c.service, c.operation)).collect();
    let s3 = registry().filter(|o| o.service.starts_with("s3"));
    assert_eq!(called, s3.map(|o| (o.service.to_owned(), o.name.to_owned())).collect());
}
