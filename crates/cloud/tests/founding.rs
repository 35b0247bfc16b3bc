//! The founding exercise, and what must be refused along its way.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Fault, signin};
use cloud::{Tick, request::Door};
use support::{ACCOUNT, Aws, S3_READ_ONLY, assume_role, credentials, identity, trust};

const USER: &str = "arn:aws:iam::111122223333:user/fake_user1";

fn prepared() -> (Aws, Credentials, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("s3", "CreateBucket").with("Bucket", "reports-111122223333"));
    let put = Call::new("s3", "PutObject").with("Bucket", "reports-111122223333").with("Key", "q1.txt");
    aws.must(&admin, put.with("Body", "aGVsbG8="));
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "fake_user1"));
    let role = Call::new("iam", "CreateRole").with("RoleName", "s3_access_trust_policy");
    aws.must(&admin, role.with("AssumeRolePolicyDocument", trust(USER)));
    let attach = Call::new("iam", "AttachRolePolicy").with("RoleName", "s3_access_trust_policy");
    aws.must(&admin, attach.with("PolicyArn", S3_READ_ONLY));
    let user = aws.access_key(&admin, "fake_user1");
    (aws, admin, user)
}

fn list_buckets() -> Call {
    Call::new("s3", "ListBuckets")
}

#[test]
fn the_role_opens_s3_for_reading_only() {
    let (mut aws, _, user) = prepared();
    assert_eq!(
        aws.refused(&user, list_buckets()),
        "AccessDenied: User: arn:aws:iam::111122223333:user/fake_user1 is not authorized to perform: \
         s3:ListAllMyBuckets because no identity-based policy allows the s3:ListAllMyBuckets action"
    );
    let role = aws.assume(&user, assume_role("s3_access_trust_policy"));
    let who = aws.must(&role, Call::new("sts", "GetCallerIdentity"));
    assert_eq!(
        who.text(&["Arn"]),
        Some("arn:aws:sts::111122223333:assumed-role/s3_access_trust_policy/lab1")
    );
    assert_eq!(aws.must(&role, list_buckets()).list("Buckets").len(), 1);
    let object =
        |operation| Call::new("s3", operation).with("Bucket", "reports-111122223333").with("Key", "q1.txt");
    assert_eq!(aws.must(&role, object("GetObject")).text(&["Body"]), Some("aGVsbG8="));
    for call in [
        object("PutObject"),
        object("DeleteObject"),
        Call::new("s3", "CreateBucket").with("Bucket", "mine-1"),
    ] {
        let error = aws.refused(&role, call);
        assert!(error.contains("because no identity-based policy allows the s3:"), "{error}");
    }
    assert!(aws.refused(&user, list_buckets()).starts_with("AccessDenied"));
}

#[test]
fn temporary_credentials_expire_by_the_worlds_clock() {
    let (mut aws, _, user) = prepared();
    let role = aws.assume(&user, assume_role("s3_access_trust_policy"));
    aws.now = aws.now.plus(3_599);
    aws.must(&role, list_buckets());
    aws.now = aws.now.plus(1);
    assert_eq!(aws.refused(&role, list_buckets()), "ExpiredToken: The provided token has expired.");
    assert_eq!(
        aws.refused(&role, Call::new("sts", "GetCallerIdentity")),
        "ExpiredToken: The security token included in the request is expired"
    );
    aws.must(&user, Call::new("sts", "GetCallerIdentity"));
}

#[test]
fn a_denial_is_recorded_with_its_decision() {
    let (mut aws, _, user) = prepared();
    let failure = aws.try_call(&user, list_buckets()).unwrap_err();
    assert_eq!(failure.error.fault, Fault::Authorization);
    let record = aws.history.record(failure.record.unwrap()).unwrap();
    assert_eq!(record.door, Some(Door::Terminal));
    assert_eq!(record.event.event_name, "ListBuckets");
    assert_eq!(record.event.error_code.as_deref(), Some("AccessDenied"));
    assert_eq!(record.event.caller_arn(), Some(USER));
    let check = record.checks.last().unwrap();
    assert_eq!(check.action, "s3:ListAllMyBuckets");
    assert_eq!(check.explanation.decision.decided_by, policy::DecidedBy::Identity);
}

#[test]
fn the_console_signs_in_and_switches() {
    let (mut aws, admin, _) = prepared();
    let password = Call::new("iam", "CreateLoginProfile").with("UserName", "fake_user1");
    aws.must(&admin, password.with("Password", "Correct-Horse-7"));
    let form = |password: &str| signin::SignIn {
        account_or_alias: ACCOUNT.to_owned(),
        user_name: "fake_user1".to_owned(),
        password: password.to_owned(),
        mfa_code: String::new(),
    };
    let tick = Tick { now: aws.now, seed: 5 };
    let wrong = signin::console(aws.history.world(), &form("wrong"), tick);
    assert!(aws.history.push(wrong, Some(Door::Console), tick).is_err());
    let right = signin::console(aws.history.world(), &form("Correct-Horse-7"), tick);
    let reply = aws.history.push(right, Some(Door::Console), tick).unwrap().reply;
    let console = credentials(&reply);
    assert!(aws.refused(&console, list_buckets()).starts_with("AccessDenied"));
    let role = aws.assume(&console, assume_role("s3_access_trust_policy"));
    assert_eq!(aws.must(&role, list_buckets()).list("Buckets").len(), 1);
}

#[test]
fn a_new_user_of_the_same_name_is_not_trusted() {
    let (mut aws, admin, user) = prepared();
    let delete = |name| Call::new("iam", name).with("UserName", "fake_user1");
    aws.must(&admin, delete("DeleteAccessKey").with("AccessKeyId", user.access_key_id.as_str()));
    aws.must(&admin, delete("DeleteUser"));
    aws.must(&admin, delete("CreateUser"));
    let again = aws.access_key(&admin, "fake_user1");
    assert_eq!(
        aws.refused(&again, assume_role("s3_access_trust_policy")),
        "AccessDenied: User: arn:aws:iam::111122223333:user/fake_user1 is not authorized to perform: \
         sts:AssumeRole on resource: arn:aws:iam::111122223333:role/s3_access_trust_policy"
    );
    let role = aws.must(&admin, Call::new("iam", "GetRole").with("RoleName", "s3_access_trust_policy"));
    let shown = role.text(&["Role", "AssumeRolePolicyDocument"]).unwrap();
    assert!(shown.contains("\"AIDA"), "{shown}");
}

#[test]
fn wrong_input_gets_awss_error_and_changes_nothing() {
    let (mut aws, admin, _) = prepared();
    let role = |name: &str, document: &str| {
        Call::new("iam", "CreateRole").with("RoleName", name).with("AssumeRolePolicyDocument", document)
    };
    let user = |name: &str| Call::new("iam", "CreateUser").with("UserName", name);
    for (call, expected) in [
        (role("r1", "{"), "MalformedPolicyDocument: This policy contains invalid Json"),
        (
            role("r1", &trust("arn:aws:iam::111122223333:user/ghost")),
            "MalformedPolicyDocument: Invalid principal in policy: \
             \"AWS\":\"arn:aws:iam::111122223333:user/ghost\"",
        ),
        (
            role("S3_ACCESS_trust_policy", &trust(USER)),
            "EntityAlreadyExists: Role with name S3_ACCESS_trust_policy already exists.",
        ),
        (user("fake_user1"), "EntityAlreadyExists: User with name fake_user1 already exists."),
        (
            user("bad name!"),
            "ValidationError: 1 validation error detected: Value at 'userName' failed to satisfy constraint: \
             Member must satisfy regular expression pattern: [\\w+=,.@-]+",
        ),
        (
            Call::new("iam", "CreateUser"),
            "ValidationError: 1 validation error detected: Value null at 'userName' failed to satisfy \
             constraint: Member must not be null",
        ),
        (
            Call::new("iam", "GetUser").with("UserName", "ghost"),
            "NoSuchEntity: The user with name ghost cannot be found.",
        ),
        (
            Call::new("iam", "DeleteUser").with("UserName", "fake_user1"),
            "DeleteConflict: Cannot delete entity, must delete access keys first.",
        ),
    ] {
        assert_eq!(aws.refused(&admin, call), expected);
    }
}

#[test]
fn undo_and_redo_move_through_the_changes() {
    let (mut aws, admin, _) = prepared();
    let names = |aws: &Aws| aws.history.world().account(ACCOUNT).unwrap().iam.users.len();
    let before = aws.history.world().clone();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "eve"));
    assert_eq!(names(&aws), 4);
    assert_eq!(aws.history.undo().unwrap().event.event_name, "CreateUser");
    aws.history.undo().unwrap();
    assert_eq!(*aws.history.world(), before);
    aws.history.redo().unwrap();
    assert_eq!(names(&aws), 3);
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "zoe"));
    assert!(aws.history.redo().is_none());
    aws.history.undo().unwrap();
    aws.history.undo().unwrap();
    assert_eq!(names(&aws), 2);
}

#[test]
fn an_inline_deny_names_no_policy_and_a_managed_one_its_arn() {
    let (mut aws, admin, user) = prepared();
    let inline = Call::new("iam", "PutUserPolicy").with("UserName", "fake_user1").with("PolicyName", "p");
    aws.must(&admin, inline.with("PolicyDocument", identity("Deny", "s3:*")));
    let error = aws.refused(&user, list_buckets());
    assert!(error.ends_with("with an explicit deny in an identity-based policy"), "{error}");
    aws.must(
        &admin,
        Call::new("iam", "DeleteUserPolicy").with("UserName", "fake_user1").with("PolicyName", "p"),
    );
    let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "fake_user1");
    aws.must(&admin, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AWSDenyAll"));
    let error = aws.refused(&user, list_buckets());
    assert!(
        error.ends_with(
            "with an explicit deny in an identity-based policy: arn:aws:iam::aws:policy/AWSDenyAll"
        ),
        "{error}"
    );
}

#[test]
fn what_credentials_may_call_depends_on_where_they_come_from() {
    let (mut aws, root) = Aws::new();
    let user = aws.must(&root, Call::new("iam", "GetUser"));
    assert_eq!(user.text(&["User", "Arn"]), Some("arn:aws:iam::111122223333:root"));
    let who = Call::new("sts", "GetCallerIdentity").in_region("ap-east-1");
    assert_eq!(
        aws.refused(&root, who),
        "RegionDisabledException: STS is not activated in this region for account:111122223333. Your account \
         administrator can activate STS in this region using the IAM Console."
    );
    let role = Call::new("iam", "CreateRole").with("RoleName", "r");
    aws.must(&root, role.with("AssumeRolePolicyDocument", trust("*")));
    assert_eq!(
        aws.refused(&root, assume_role("r")),
        "AccessDenied: Roles may not be assumed by root accounts."
    );
}

#[test]
fn a_renamed_user_keeps_its_sessions() {
    let (mut aws, admin, user) = prepared();
    let session = credentials(&aws.must(&user, Call::new("sts", "GetSessionToken")));
    let rename = Call::new("iam", "UpdateUser").with("UserName", "fake_user1").with("NewUserName", "ann");
    aws.must(&admin, rename);
    let who = aws.must(&session, Call::new("sts", "GetCallerIdentity"));
    assert_eq!(who.text(&["Arn"]), Some("arn:aws:iam::111122223333:user/ann"));
    assert!(aws.assume(&session, assume_role("s3_access_trust_policy")).session_token.is_some());
}

#[test]
fn events_name_the_resources_and_tell_data_from_management() {
    let (mut aws, admin, user) = prepared();
    let failure = aws.try_call(&user, list_buckets()).unwrap_err();
    let event = &aws.history.record(failure.record.unwrap()).unwrap().event;
    assert!(event.management_event && event.resources.is_empty());
    let get = Call::new("s3", "GetObject").with("Bucket", "reports-111122223333").with("Key", "q1.txt");
    aws.must(&admin, get);
    let event = serde_json::to_value(&aws.history.records().next_back().unwrap().event).unwrap();
    assert_eq!(event["eventCategory"], "Data");
    assert_eq!(event["eventTime"], aws.now.iso(), "as CloudTrail writes it");
    assert_eq!(serde_json::from_value::<cloud::Event>(event.clone()).unwrap().event_time, aws.now);
    let object = serde_json::json!([{"accountId": ACCOUNT, "type": "AWS::S3::Object",
        "ARN": "arn:aws:s3:::reports-111122223333/q1.txt"}]);
    assert_eq!(event["resources"], object);
}

#[test]
fn an_anonymous_caller_learns_nothing() {
    use cloud::{Origin, SignedRequest, handle};
    let (aws, _, _) = prepared();
    let tick = Tick { now: aws.now, seed: 1 };
    for call in [
        list_buckets(),
        Call::new("s3", "ListObjectsV2").with("Bucket", "reports-111122223333"),
        Call::new("s3", "CreateBucket").with("Bucket", "new-bucket"),
    ] {
        let request = SignedRequest::unsigned(&call, Origin::terminal()).unwrap();
        let error = handle(aws.history.world(), &request, tick).result.unwrap_err();
        assert_eq!(error.to_string(), "AccessDenied: Access Denied", "{}", call.operation);
    }
}
