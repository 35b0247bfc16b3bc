//! Eventual consistency: changes of IAM take a while to be seen by requests, where the world says so.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Endpoint, History, World};
use support::{ACCOUNT, Aws, S3_READ_ONLY, assume_role, trust};

const DELAY: i64 = 5;

/// An administrator and a user with a key, in a world where all of this has spread.
fn settled() -> (Aws, Credentials, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "ann"));
    let ann = aws.access_key(&admin, "ann");
    aws.history.set_iam_delay(DELAY);
    (aws, admin, ann)
}

fn attach(operation: &str) -> Call {
    Call::new("iam", operation).with("UserName", "ann").with("PolicyArn", S3_READ_ONLY)
}

fn later(aws: &mut Aws, seconds: i64) {
    aws.now = aws.now.plus(seconds);
}

fn buckets() -> Call {
    Call::new("s3", "ListBuckets")
}

#[test]
fn policies_count_and_cease_to_count_after_the_delay() {
    let (mut aws, admin, ann) = settled();
    aws.must(&admin, attach("AttachUserPolicy"));
    assert_eq!(aws.history.world().settles_at(aws.now), Some(aws.now.plus(DELAY)));
    later(&mut aws, DELAY - 1);
    assert!(aws.refused(&ann, buckets()).starts_with("AccessDenied: "));
    later(&mut aws, 1);
    aws.must(&ann, buckets());
    assert_eq!(aws.history.world().settles_at(aws.now), None);
    aws.must(&admin, attach("DetachUserPolicy"));
    aws.must(&ann, buckets());
    later(&mut aws, DELAY);
    assert!(aws.refused(&ann, buckets()).starts_with("AccessDenied: "));
}

#[test]
fn a_new_key_is_unknown_at_first() {
    let (mut aws, admin, _) = settled();
    let key = aws.access_key(&admin, "ann");
    let whoami = || Call::new("sts", "GetCallerIdentity");
    assert!(aws.refused(&key, whoami()).starts_with("InvalidClientTokenId: "));
    later(&mut aws, DELAY);
    aws.must(&key, whoami());
}

#[test]
fn a_new_role_can_be_read_at_once_and_assumed_later() {
    let (mut aws, admin, _) = settled();
    let create = Call::new("iam", "CreateRole").with("RoleName", "app");
    aws.must(&admin, create.with("AssumeRolePolicyDocument", trust(ACCOUNT)));
    aws.must(&admin, Call::new("iam", "GetRole").with("RoleName", "app"));
    aws.refused(&admin, assume_role("app"));
    later(&mut aws, DELAY);
    aws.must(&admin, assume_role("app"));
}

/// Each change waits for itself: one does not hold up those before it, and none comes before its time.
#[test]
fn changes_spread_one_after_the_other() {
    let (mut aws, admin, ann) = settled();
    aws.must(&admin, attach("AttachUserPolicy"));
    later(&mut aws, 3);
    let put = Call::new("iam", "PutUserPolicy").with("UserName", "ann").with("PolicyName", "p");
    aws.must(&admin, put.with("PolicyDocument", support::identity("Allow", "iam:ListUsers")));
    let users = || Call::new("iam", "ListUsers");
    later(&mut aws, 2);
    aws.must(&ann, buckets());
    aws.refused(&ann, users());
    later(&mut aws, 3);
    aws.must(&ann, users());
}

#[test]
fn nothing_waits_unless_told_and_loading_settles_all() {
    let (mut aws, admin, ann) = settled();
    aws.must(&admin, attach("AttachUserPolicy"));
    aws.refused(&ann, buckets());
    let saved = serde_json::to_vec(aws.history.world()).unwrap();
    let loaded: World = serde_json::from_slice(&saved).unwrap();
    assert_eq!((loaded.settling.delay, loaded.settles_at(aws.now)), (DELAY, None));
    aws.history = History::new(loaded);
    aws.must(&ann, buckets());
    aws.history.set_iam_delay(0);
    aws.must(&admin, attach("DetachUserPolicy"));
    aws.refused(&ann, buckets());
}

#[test]
fn undoing_keeps_the_delay() {
    let (mut aws, admin, ann) = settled();
    aws.must(&admin, attach("AttachUserPolicy"));
    later(&mut aws, DELAY);
    aws.must(&ann, buckets());
    aws.history.set_iam_delay(2 * DELAY);
    aws.history.undo().unwrap();
    assert_eq!(aws.history.world().settling.delay, 2 * DELAY);
    let tick = aws.tick();
    assert_eq!(aws.history.world().settles_at(tick.now), None);
    aws.refused(&ann, buckets());
}
