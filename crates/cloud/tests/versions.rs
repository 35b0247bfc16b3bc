//! Versions of objects. Source: spec s3-api.md §5.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::{Credentials, Reply};
use serde_json::{Value, json};
use support::Aws;
use support::s3::{BUCKET, on, put, s3};

fn text(reply: &Reply, member: &str) -> String {
    reply.text(&[member]).unwrap_or_default().to_owned()
}

/// The versions of a list, newest first: key, id, and whether it is an object and the latest.
fn listed(aws: &mut Aws, who: &Credentials, call: cloud::Call) -> Vec<String> {
    let reply = aws.must(who, call);
    let row = |member: &'static str| {
        let mark = if member == "Versions" { "" } else { "deleted " };
        let rows = reply.list(member).to_vec();
        rows.into_iter().map(move |row| {
            let latest = if row["IsLatest"] == true { " latest" } else { "" };
            format!("{} {mark}{}{latest}", row["Key"].as_str().unwrap(), row["VersionId"].as_str().unwrap())
        })
    };
    row("Versions").chain(row("DeleteMarkers")).collect()
}

#[test]
fn what_was_put_before_stays_behind() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.must(&admin, put("a", "zero"));
    assert_eq!(aws.must(&admin, s3("GetBucketVersioning")).output.len(), 0);
    aws.versioning(&admin, "Enabled");
    let one = text(&aws.must(&admin, put("a", "one")), "VersionId");
    let two = text(&aws.must(&admin, put("a", "two!")), "VersionId");
    assert_eq!((one.len(), two.len()), (32, 32));
    assert_ne!(one, two);
    let length = |aws: &mut Aws, version: Option<&str>| {
        let call = on("GetObject", "a");
        let call = match version {
            Some(id) => call.with("VersionId", id),
            None => call,
        };
        aws.must(&admin, call).output["ContentLength"].clone()
    };
    assert_eq!(length(&mut aws, None), 4);
    assert_eq!(length(&mut aws, Some(&one)), 3);
    assert_eq!(length(&mut aws, Some("null")), 4);
    let expected = [format!("a {two} latest"), format!("a {one}"), "a null".to_owned()];
    assert_eq!(listed(&mut aws, &admin, s3("ListObjectVersions")), expected);

    let marker = aws.must(&admin, on("DeleteObject", "a"));
    assert_eq!(marker.output["DeleteMarker"], true);
    assert_eq!(aws.refused(&admin, on("GetObject", "a")), "NoSuchKey: The specified key does not exist.");
    assert_eq!(aws.must(&admin, s3("ListObjectsV2")).output["KeyCount"], 0);
    let marker = text(&marker, "VersionId");
    assert_eq!(
        aws.refused(&admin, on("GetObject", "a").with("VersionId", marker.as_str())),
        "MethodNotAllowed: The specified method is not allowed against this resource."
    );
    // Removing the marker brings the object back.
    let undeleted = aws.must(&admin, on("DeleteObject", "a").with("VersionId", marker.as_str()));
    assert_eq!(undeleted.output["DeleteMarker"], true);
    assert_eq!(length(&mut aws, None), 4);
    // Removing the newest version makes the one before current.
    aws.must(&admin, on("DeleteObject", "a").with("VersionId", two.as_str()));
    assert_eq!(length(&mut aws, None), 3);
    assert_eq!(
        aws.refused(&admin, on("GetObject", "a").with("VersionId", two.as_str())),
        "NoSuchVersion: The specified version does not exist."
    );
    assert_eq!(
        aws.refused(&admin, on("GetObject", "a").with("VersionId", "x")),
        "InvalidArgument: Invalid version id specified"
    );
}

#[test]
fn suspended_buckets_have_one_null_version() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.versioning(&admin, "Enabled");
    let one = text(&aws.must(&admin, put("a", "one")), "VersionId");
    aws.versioning(&admin, "Suspended");
    for body in ["x", "xx"] {
        assert_eq!(text(&aws.must(&admin, put("a", body)), "VersionId"), "null");
    }
    assert_eq!(listed(&mut aws, &admin, s3("ListObjectVersions")), ["a null latest", &format!("a {one}")]);
    // The null delete marker takes the place of the null version.
    assert_eq!(text(&aws.must(&admin, on("DeleteObject", "a")), "VersionId"), "null");
    let expected = [format!("a {one}"), "a deleted null latest".to_owned()];
    assert_eq!(listed(&mut aws, &admin, s3("ListObjectVersions")), expected);
    assert_eq!(
        aws.refused(&admin, s3("DeleteBucket")),
        "BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket."
    );
    for id in ["null", &one] {
        aws.must(&admin, on("DeleteObject", "a").with("VersionId", id));
    }
    aws.must(&admin, s3("DeleteBucket"));
}

#[test]
fn pages_hold_every_version_once() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.versioning(&admin, "Enabled");
    for key in ["a", "d/1", "d/2", "z"] {
        for body in ["1", "2", "3"] {
            aws.must(&admin, put(key, body));
        }
    }
    aws.must(&admin, on("DeleteObject", "a"));
    let order = |reply: &Reply| -> Vec<Value> {
        let rows = reply.list("Versions").iter().chain(reply.list("DeleteMarkers"));
        let rows = rows.map(|row| json!([row["Key"], row["VersionId"]]));
        rows.chain(reply.list("CommonPrefixes").iter().cloned()).collect()
    };
    for delimiter in ["", "/"] {
        let call = s3("ListObjectVersions").with("Delimiter", delimiter);
        let mut whole = order(&aws.must(&admin, call.clone()));
        assert_eq!(whole.len(), if delimiter.is_empty() { 13 } else { 8 });
        whole.sort_by_key(Value::to_string);
        for most in 1..=13 {
            let mut call = call.clone().with("MaxKeys", most);
            let mut pages = Vec::new();
            loop {
                let reply = aws.must(&admin, call.clone());
                let rows = order(&reply);
                assert!(rows.len() <= most);
                pages.extend(rows);
                if reply.output["IsTruncated"] == false {
                    break;
                }
                call = call.with("KeyMarker", text(&reply, "NextKeyMarker"));
                call = call.with("VersionIdMarker", text(&reply, "NextVersionIdMarker"));
            }
            pages.sort_by_key(Value::to_string);
            assert_eq!(pages, whole, "{most} a page, delimiter {delimiter:?}");
        }
    }
}

#[test]
fn versions_have_actions_of_their_own() {
    let (mut aws, admin) = Aws::with_bucket();
    aws.versioning(&admin, "Enabled");
    let id = text(&aws.must(&admin, put("a", "one")), "VersionId");
    aws.must(&admin, cloud::Call::new("iam", "CreateUser").with("UserName", "bob"));
    let bob = aws.access_key(&admin, "bob");
    let allow = |aws: &mut Aws, actions: &[&str]| {
        let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": actions,
            "Resource": "*"}});
        let call = cloud::Call::new("iam", "PutUserPolicy").with("UserName", "bob").with("PolicyName", "p");
        aws.must(&admin, call.with("PolicyDocument", policy.to_string()));
    };
    allow(&mut aws, &["s3:GetObject", "s3:DeleteObject", "s3:ListBucket"]);
    aws.must(&bob, on("GetObject", "a"));
    let denied = |action: &str, resource: &str| {
        format!(
            "AccessDenied: User: arn:aws:iam::111122223333:user/bob is not authorized to perform: {action} on \
             resource: \"arn:aws:s3:::{resource}\" because no identity-based policy allows the {action} action"
        )
    };
    let object = format!("{BUCKET}/a");
    for (operation, action) in [
        ("GetObject", "s3:GetObjectVersion"),
        ("DeleteObject", "s3:DeleteObjectVersion"),
        ("GetObjectTagging", "s3:GetObjectVersionTagging"),
    ] {
        let call = on(operation, "a").with("VersionId", id.as_str());
        assert_eq!(aws.refused(&bob, call), denied(action, &object));
    }
    assert_eq!(aws.refused(&bob, s3("ListObjectVersions")), denied("s3:ListBucketVersions", BUCKET));
    aws.must(&bob, on("DeleteObject", "a"));
    allow(&mut aws, &["s3:GetObjectVersion", "s3:ListBucketVersions"]);
    aws.must(&bob, on("GetObject", "a").with("VersionId", id.as_str()));
    aws.must(&bob, s3("ListObjectVersions"));
}
