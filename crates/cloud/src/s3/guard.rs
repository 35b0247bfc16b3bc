//! The policy that guards a bucket or an object: the bucket policy, what ACLs add to it, and what Block
//! Public Access takes away. Source: spec s3-api.md §3, §4; access-denied-messages.md §3.

use super::model::{Bucket, Object};
use super::public::is_public;
use super::public_access::{self, PublicAccessBlock};
use crate::arn;
use crate::caller::Caller;
use crate::world::World;
use policy::{NamedPolicy, Policy, Principal};
use serde_json::{Value, json};

/// What stands in the place of a public bucket policy for all whom RestrictPublicBuckets shuts out.
const RESTRICTED: &str = r#"{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "RestrictPublicBuckets",
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": "*"
  }
}"#;

/// What guards a bucket, and what may be put into it.
pub(super) fn of_bucket(world: &World, caller: &Caller, bucket: &Bucket) -> Option<NamedPolicy> {
    let block = public_access::effective(world, bucket);
    if is_restricted(caller, bucket, block) {
        return restricted(bucket);
    }
    let acl = bucket.has_acls().then(|| bucket.acl.of_bucket(&bucket.arn(), block.ignore_public_acls));
    merged(bucket, own(bucket), acl.unwrap_or_default())
}

/// What guards an object. The bucket policy has no say about what belongs to another account.
pub(super) fn of_object(
    world: &World,
    caller: &Caller,
    bucket: &Bucket,
    key: &str,
    object: &Object,
) -> Option<NamedPolicy> {
    let block = public_access::effective(world, bucket);
    let policy = if *bucket.owner_of(object) == bucket.owner { own(bucket) } else { None };
    if policy.is_some() && is_restricted(caller, bucket, block) {
        return restricted(bucket);
    }
    let arn = || arn::s3(&bucket.name, Some(key));
    let acl = bucket.has_acls().then(|| object.acl.of_object(&arn(), block.ignore_public_acls));
    merged(bucket, policy, acl.unwrap_or_default())
}

fn own(bucket: &Bucket) -> Option<&Policy> {
    bucket.policy.as_ref().map(|stored| &stored.0)
}

/// Where RestrictPublicBuckets is on, a public policy lets in AWS services and the owner's account only.
fn is_restricted(caller: &Caller, bucket: &Bucket, block: PublicAccessBlock) -> bool {
    let let_in = matches!(caller.principal, Principal::Service { .. })
        || caller.account.as_ref() == Some(&bucket.owner);
    block.restrict_public_buckets && !let_in && own(bucket).is_some_and(|policy| is_public(policy.document()))
}

fn restricted(bucket: &Bucket) -> Option<NamedPolicy> {
    let policy = Policy::parse(RESTRICTED).ok()?;
    Some(NamedPolicy::new(&format!("Block Public Access of {}", bucket.name), policy))
}

/// The bucket policy with the statements that ACLs amount to.
fn merged(bucket: &Bucket, policy: Option<&Policy>, acl: Vec<Value>) -> Option<NamedPolicy> {
    let name = &bucket.name;
    if acl.is_empty() {
        return policy.map(|policy| NamedPolicy::new(&format!("bucket policy of {name}"), policy.clone()));
    }
    let mut document = policy.map_or_else(
        || json!({"Version": "2012-10-17"}),
        |policy| serde_json::from_str(policy.text()).unwrap_or_default(),
    );
    let mut statements = match document.get_mut("Statement").map(Value::take) {
        Some(Value::Array(statements)) => statements,
        Some(statement) => vec![statement],
        None => Vec::new(),
    };
    statements.extend(acl);
    document["Statement"] = statements.into();
    let text = serde_json::to_string_pretty(&document).ok()?;
    let title = if policy.is_some() { "bucket policy and ACL" } else { "ACL" };
    Some(NamedPolicy::new(&format!("{title} of {name}"), Policy::parse(&text).ok()?))
}
