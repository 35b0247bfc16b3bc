//! Block Public Access, ACLs, tags and what else decides about objects. Source: spec s3-api.md.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::sigv4::{self, Scope};
use cloud::{Credentials, Endpoint as _, Origin, SignedRequest};
use serde_json::{Value, json};
use support::s3::{BUCKET, OTHER, block, bucket_policy, on, put, s3};
use support::{ACCOUNT, Aws};

fn everyone() -> Value {
    json!("*")
}

fn put_policy(principal: &Value, action: &str, condition: &Value) -> Call {
    s3("PutBucketPolicy").with("Policy", bucket_policy("Allow", principal, action, condition))
}

/// A user with one inline policy.
fn user(aws: &mut Aws, admin: &Credentials, name: &str, statements: &Value) -> Credentials {
    aws.must(admin, Call::new("iam", "CreateUser").with("UserName", name));
    let policy = json!({"Version": "2012-10-17", "Statement": statements}).to_string();
    let put = Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", "p");
    aws.must(admin, put.with("PolicyDocument", policy));
    aws.access_key(admin, name)
}

#[test]
fn public_policies_are_blocked_until_the_block_is_lifted() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.must(&admin, put("a", "hello"));
    let public = put_policy(&everyone(), "s3:GetObject", &Value::Null);
    assert_eq!(
        aws.refused(&admin, public.clone()),
        format!(
            "AccessDenied: User: arn:aws:iam::{ACCOUNT}:user/admin is not authorized to perform: s3:PutBucketPolicy \
             on resource: \"arn:aws:s3:::{BUCKET}\" because public policies are prevented by the BlockPublicPolicy \
             setting in S3 Block Public Access."
        )
    );
    // Fixed circumstances are not public.
    let from_office = json!({"IpAddress": {"aws:SourceIp": "203.0.113.0/24"}});
    aws.must(&admin, put_policy(&everyone(), "s3:GetObject", &from_office));
    assert_eq!(aws.must(&admin, s3("GetBucketPolicyStatus")).output["PolicyStatus"]["IsPublic"], false);
    assert!(aws.unsigned(&on("GetObject", "a")).is_ok());

    aws.must(&admin, block(false));
    aws.must(&admin, public.clone());
    assert_eq!(aws.must(&admin, s3("GetBucketPolicyStatus")).output["PolicyStatus"]["IsPublic"], true);
    assert!(aws.unsigned(&on("GetObject", "a")).is_ok());
    // A missing key is not told to those who may not list.
    assert_eq!(aws.unsigned(&on("GetObject", "b")).unwrap_err(), "AccessDenied: Access Denied");

    // The account's block counts as well, and the policy stays what it is.
    let account = Call::new("s3control", "PutPublicAccessBlock").with("AccountId", ACCOUNT);
    let restrict = json!({"RestrictPublicBuckets": true});
    aws.must(&admin, account.with("PublicAccessBlockConfiguration", restrict));
    assert_eq!(aws.unsigned(&on("GetObject", "a")).unwrap_err(), "AccessDenied: Access Denied");
    aws.must(&admin, on("GetObject", "a"));
    let control = |operation: &str| Call::new("s3control", operation).with("AccountId", ACCOUNT);
    let shown = aws.must(&admin, control("GetPublicAccessBlock"));
    let expected = json!({"BlockPublicAcls": false, "IgnorePublicAcls": false, "BlockPublicPolicy": false,
        "RestrictPublicBuckets": true});
    assert_eq!(shown.output["PublicAccessBlockConfiguration"], expected);
    aws.must(&admin, control("DeletePublicAccessBlock"));
    assert_eq!(
        aws.refused(&admin, control("GetPublicAccessBlock")),
        "NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found"
    );
    assert_eq!(
        aws.refused(&admin, Call::new("s3control", "GetPublicAccessBlock").with("AccountId", OTHER)),
        "AccessDenied: Access Denied"
    );
}

#[test]
fn acls_count_only_when_they_are_on() {
    let (mut aws, admin) = Aws::with_bucket();
    let stranger = aws.other_account();
    aws.must(&admin, put("a", "hello"));
    let public = on("PutObjectAcl", "a").with("ACL", "public-read");
    assert_eq!(
        aws.refused(&admin, public.clone()),
        "AccessControlListNotSupported: The bucket does not allow ACLs"
    );
    aws.must(&admin, on("PutObjectAcl", "a").with("ACL", "bucket-owner-full-control"));
    let ownership = |rule: &str| {
        let rules = json!({"Rules": [{"ObjectOwnership": rule}]});
        s3("PutBucketOwnershipControls").with("OwnershipControls", rules)
    };
    aws.must(&admin, ownership("ObjectWriter"));
    assert!(
        aws.refused(&admin, public.clone()).contains("BlockPublicAcls setting in S3 Block Public Access.")
    );
    aws.must(&admin, block(false));
    aws.must(&admin, public);
    assert!(aws.unsigned(&on("GetObject", "a")).is_ok());
    assert!(aws.unsigned(&s3("ListObjectsV2")).is_err());
    let shown = aws.must(&admin, on("GetObjectAcl", "a"));
    assert_eq!(shown.list("Grants").len(), 2);
    assert_eq!(shown.list("Grants")[1]["Grantee"]["URI"], "http://acs.amazonaws.com/groups/global/AllUsers");

    // Public ACLs can be left in place and ignored.
    let ignore = json!({"IgnorePublicAcls": true});
    aws.must(&admin, s3("PutPublicAccessBlock").with("PublicAccessBlockConfiguration", ignore));
    assert!(aws.unsigned(&on("GetObject", "a")).is_err());

    // Who may write by the bucket's ACL owns what is written, and the bucket's owner may not read it.
    let id = aws.history.world().account(OTHER).unwrap().canonical_user.clone();
    aws.must(&admin, s3("PutBucketAcl").with("GrantWrite", format!("id=\"{id}\"")));
    aws.must(&stranger, put("theirs", "secret"));
    aws.must(&stranger, on("GetObject", "theirs"));
    assert_eq!(aws.refused(&admin, on("GetObject", "theirs")), "AccessDenied: Access Denied");
    aws.must(&stranger, on("PutObjectAcl", "theirs").with("ACL", "bucket-owner-full-control"));
    aws.must(&admin, on("GetObject", "theirs"));
    // Once ACLs are off, everything is the bucket owner's.
    aws.must(&admin, s3("PutBucketAcl").with("ACL", "private"));
    aws.must(&admin, ownership("BucketOwnerEnforced"));
    assert_eq!(aws.refused(&stranger, on("GetObject", "theirs")), "AccessDenied: Access Denied");
    aws.must(&admin, on("GetObject", "theirs"));
}

#[test]
fn tags_decide_where_policies_ask_for_them() {
    let (mut aws, admin) = Aws::with_bucket();
    let blue = json!({"StringEquals": {"s3:ExistingObjectTag/team": "blue"}});
    let only_blue = json!({"StringEquals": {"s3:RequestObjectTag/team": "blue"}});
    let statements = json!([
        {"Effect": "Allow", "Action": ["s3:GetObject", "s3:GetObjectTagging"], "Resource": "*", "Condition": blue},
        {"Effect": "Allow", "Action": ["s3:PutObject", "s3:PutObjectTagging"], "Resource": "*", "Condition": only_blue},
    ]);
    let bob = user(&mut aws, &admin, "bob", &statements);
    aws.must(&admin, put("blue", "x").with("Tagging", "team=blue&size=xl"));
    aws.must(&admin, put("red", "x").with("Tagging", "team=red"));
    aws.must(&bob, on("GetObject", "blue"));
    assert!(aws.refused(&bob, on("GetObject", "red")).contains("s3:GetObject on resource"));
    let tags = aws.must(&bob, on("GetObjectTagging", "blue"));
    assert_eq!(
        tags.output["TagSet"],
        json!([{"Key": "team", "Value": "blue"}, {"Key": "size", "Value": "xl"}])
    );
    aws.must(&bob, put("new", "x").with("Tagging", "team=blue"));
    assert!(aws.refused(&bob, put("new", "x").with("Tagging", "team=red")).contains("s3:PutObject on"));
    assert!(aws.refused(&bob, put("new", "x")).contains("s3:PutObject on"));
    let red = json!({"TagSet": [{"Key": "team", "Value": "red"}]});
    assert!(
        aws.refused(&bob, on("PutObjectTagging", "blue").with("Tagging", red)).contains("PutObjectTagging")
    );
    for (tags, error) in [
        (
            json!([{"Key": "a", "Value": ""}, {"Key": "a", "Value": ""}]),
            "InvalidTag: Cannot provide multiple Tags",
        ),
        (json!([{"Key": "aws:a", "Value": ""}]), "InvalidTag: System tags"),
        ((0..11).map(|n| json!({"Key": n.to_string(), "Value": ""})).collect(), "BadRequest: Object tags"),
    ] {
        let refused =
            aws.refused(&admin, on("PutObjectTagging", "red").with("Tagging", json!({"TagSet": tags})));
        assert!(refused.starts_with(error), "{refused}");
    }
}

#[test]
fn copies_need_both_sides() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.must(&admin, put("a b", "hello").with("Tagging", "k=v").with("Metadata", json!({"x": "1"})));
    let copy = |key: &str| on("CopyObject", key).with("CopySource", format!("/{BUCKET}/a%20b"));
    let allow = |actions: &[&str]| json!([{"Effect": "Allow", "Action": actions, "Resource": "*"}]);
    let steps = [
        ("s3:GetObject", "s3:GetObjectTagging"),
        ("s3:GetObjectTagging", "s3:PutObject"),
        ("s3:PutObject", "s3:PutObjectTagging"),
    ];
    let mut allowed: Vec<&str> = Vec::new();
    for (n, (next, missing)) in steps.into_iter().enumerate() {
        allowed.push(next);
        let bob = user(&mut aws, &admin, &format!("bob{n}"), &allow(&allowed));
        let refused = aws.refused(&bob, copy("c"));
        assert!(refused.contains(&format!("perform: {missing} on")), "{refused}");
    }
    allowed.push("s3:PutObjectTagging");
    let bob = user(&mut aws, &admin, "bob", &allow(&allowed));
    aws.must(&bob, copy("c"));
    let copied = aws.must(&admin, on("GetObject", "c"));
    assert_eq!(copied.output["Metadata"], json!({"x": "1"}));
    assert_eq!(aws.must(&admin, on("GetObjectTagging", "c")).list("TagSet").len(), 1);
    let replaced = copy("d").with("MetadataDirective", "REPLACE").with("TaggingDirective", "REPLACE");
    aws.must(&admin, replaced.with("ContentType", "text/plain"));
    let copied = aws.must(&admin, on("HeadObject", "d"));
    assert_eq!(
        (&copied.output["Metadata"], &copied.output["ContentType"]),
        (&json!({}), &json!("text/plain"))
    );
    assert_eq!(aws.must(&admin, on("GetObjectTagging", "d")).list("TagSet").len(), 0);
    assert!(aws.refused(&admin, copy("a b")).starts_with("InvalidRequest: This copy request is illegal"));
}

#[test]
fn deleting_many_tells_of_each() {
    let (mut aws, admin) = Aws::with_bucket();
    let statement = json!([{"Effect": "Allow", "Action": "s3:DeleteObject",
        "Resource": format!("arn:aws:s3:::{BUCKET}/mine/*")}]);
    let bob = user(&mut aws, &admin, "bob", &statement);
    for key in ["mine/a", "yours/b"] {
        aws.must(&admin, put(key, "x"));
    }
    let objects = json!({"Objects": [{"Key": "mine/a"}, {"Key": "yours/b"}, {"Key": "mine/none"}]});
    let reply = aws.must(&bob, s3("DeleteObjects").with("Delete", objects));
    assert_eq!(reply.output["Deleted"], json!([{"Key": "mine/a"}, {"Key": "mine/none"}]));
    let error = &reply.list("Errors")[0];
    assert_eq!((&error["Key"], &error["Code"]), (&json!("yours/b"), &json!("AccessDenied")));
    assert!(error["Message"].as_str().unwrap().contains("because no identity-based policy allows"));
    assert_eq!(aws.must(&admin, s3("ListObjectsV2")).output["KeyCount"], 1);
}

#[test]
fn requests_can_set_conditions_and_ask_for_parts() {
    let (mut aws, admin) = Aws::with_bucket();
    let etag = aws.must(&admin, put("a", "0123456789")).output["ETag"].clone();
    for (range, body, content) in [
        ("bytes=0-3", "MDEyMw==", "bytes 0-3/10"),
        ("bytes=-2", "ODk=", "bytes 8-9/10"),
        ("bytes=8-99", "ODk=", "bytes 8-9/10"),
    ] {
        let reply = aws.must(&admin, on("GetObject", "a").with("Range", range));
        assert_eq!((&reply.output["Body"], &reply.output["ContentRange"]), (&json!(body), &json!(content)));
    }
    assert!(aws.refused(&admin, on("GetObject", "a").with("Range", "bytes=10-")).starts_with("InvalidRange"));
    aws.must(&admin, on("GetObject", "a").with("IfMatch", etag.clone()));
    assert!(aws.refused(&admin, on("GetObject", "a").with("IfNoneMatch", etag)).starts_with("304"));
    assert!(aws.refused(&admin, put("a", "").with("IfNoneMatch", "*")).starts_with("PreconditionFailed"));
    aws.must(&admin, put("b", "").with("IfNoneMatch", "*"));
    let refused = aws.refused(&admin, on("GetObject", "a").with("PartNumber", 1));
    assert!(refused.starts_with("NotSimulated"), "{refused}");
    let elsewhere = s3("ListObjectsV2").with("ExpectedBucketOwner", OTHER);
    assert_eq!(aws.refused(&admin, elsewhere), "AccessDenied: Access Denied");
}

/// Sends a presigned request `age` seconds after it was made.
fn presigned(
    aws: &mut Aws,
    who: &Credentials,
    call: &Call,
    (expires, age): (i64, i64),
) -> Result<cloud::Reply, String> {
    let body = SignedRequest::unsigned(call, Origin::terminal()).unwrap().http.body;
    let mut request = SignedRequest::unsigned(call, Origin::terminal()).unwrap();
    let scope = Scope::new(aws.now, &call.region, "s3");
    request.http.body = Vec::new();
    sigv4::presign(&mut request.http, who, &scope, aws.now, expires);
    request.http.body = body;
    let start = aws.now;
    aws.now = start.plus(age);
    let tick = aws.tick();
    aws.now = start;
    let sent = aws.history.send(&request, tick);
    sent.map(|success| success.reply).map_err(|failure| failure.error.to_string())
}

#[test]
fn presigned_urls_live_as_long_as_they_say() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.must(&admin, put("a", "hello"));
    let get = on("GetObject", "a");
    assert!(presigned(&mut aws, &admin, &get, (60, 59)).is_ok());
    assert_eq!(presigned(&mut aws, &admin, &get, (60, 60)).unwrap_err(), "AccessDenied: Request has expired");
    assert!(presigned(&mut aws, &admin, &get, (604_800, 604_799)).is_ok());
    let refused = presigned(&mut aws, &admin, &get, (604_801, 1)).unwrap_err();
    assert!(refused.starts_with("AuthorizationQueryParametersError"), "{refused}");
    // It carries the permissions of who signed it, and uploads as well.
    assert!(presigned(&mut aws, &admin, &put("up", "loaded"), (60, 1)).is_ok());
    assert_eq!(aws.must(&admin, on("GetObject", "up")).output["ContentLength"], 6);
    let nobody =
        user(&mut aws, &admin, "nobody", &json!([{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]));
    assert!(presigned(&mut aws, &nobody, &get, (60, 1)).unwrap_err().contains("with an explicit deny"));
    // A URL for another region's endpoint is not sent on.
    let elsewhere = get.in_region("eu-west-1");
    assert!(presigned(&mut aws, &admin, &elsewhere, (60, 1)).unwrap_err().starts_with("PermanentRedirect"));
}

#[test]
fn headers_of_an_upload_are_condition_keys() {
    let (mut aws, admin) = Aws::with_bucket();
    let statements = json!([
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
        {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*",
            "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}},
        {"Effect": "Deny", "Action": "s3:ListBucket", "Resource": "*",
            "Condition": {"NumericGreaterThan": {"s3:max-keys": "10"}}},
    ]);
    let bob = user(&mut aws, &admin, "bob", &statements);
    assert!(aws.refused(&bob, put("a", "x")).contains("with an explicit deny"));
    aws.must(&bob, put("a", "x").with("ServerSideEncryption", "aws:kms"));
    assert_eq!(aws.must(&bob, on("HeadObject", "a")).output["ServerSideEncryption"], "aws:kms");
    assert!(aws.refused(&bob, s3("ListObjectsV2")).contains("with an explicit deny"));
    aws.must(&bob, s3("ListObjectsV2").with("MaxKeys", 10));
}

#[test]
fn a_key_behind_an_object_must_be_allowed_as_well() {
    let (mut aws, admin) = Aws::with_bucket();
    let key = aws.must(&admin, Call::new("kms", "CreateKey"));
    let key = key.text(&["KeyMetadata", "Arn"]).unwrap().to_owned();
    let bob = user(&mut aws, &admin, "bob", &json!([{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]));
    let put = put("a", "x").with("ServerSideEncryption", "aws:kms").with("SSEKMSKeyId", key.as_str());
    let denied = |action: &str| {
        format!(
            "AccessDenied: User: arn:aws:iam::{ACCOUNT}:user/bob is not authorized to perform: {action} on this \
             resource because no identity-based policy allows the {action} action"
        )
    };
    assert_eq!(aws.refused(&bob, put.clone()), denied("kms:GenerateDataKey"));
    assert_eq!(aws.must(&admin, put.clone()).output["SSEKMSKeyId"], key);
    assert_eq!(aws.refused(&bob, on("GetObject", "a")), denied("kms:Decrypt"));
    let copy = on("CopyObject", "b").with("CopySource", format!("{BUCKET}/a"));
    assert_eq!(aws.refused(&bob, copy), denied("kms:Decrypt"));
    // By way of S3 only.
    let via = json!({"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}});
    let statements = json!([
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*"},
        {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": key, "Condition": via},
    ]);
    let carol = user(&mut aws, &admin, "carol", &statements);
    aws.must(&carol, put);
    aws.must(&carol, on("GetObject", "a"));
    let direct = Call::new("kms", "GenerateDataKey").with("KeyId", key.as_str()).with("KeySpec", "AES_256");
    assert!(aws.refused(&carol, direct).starts_with("AccessDenied"));
    // The bucket's default asks for the key without anybody saying so.
    let rule =
        json!({"ApplyServerSideEncryptionByDefault": {"SSEAlgorithm": "aws:kms", "KMSMasterKeyID": key}});
    let default =
        s3("PutBucketEncryption").with("ServerSideEncryptionConfiguration", json!({"Rules": [rule]}));
    aws.must(&admin, default);
    assert_eq!(aws.refused(&bob, on("PutObject", "c")), denied("kms:GenerateDataKey"));
    aws.must(&admin, Call::new("kms", "DisableKey").with("KeyId", key.as_str()));
    assert!(aws.refused(&carol, on("GetObject", "a")).starts_with("KMS.DisabledException"));
}
