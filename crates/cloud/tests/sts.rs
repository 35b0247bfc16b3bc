//! Sessions of every kind, and what they can be used for.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::{ThroughEndpoint, Transport};
use cloud::{Call, Credentials, Endpoint as _, History, Origin, vpc};
use serde_json::{Value, json};
use support::company::{Company, MEMBER, org};
use support::{ACCOUNT, Aws, S3_READ_ONLY, assume_role, credentials, identity, trust};

fn sts(operation: &str) -> Call {
    Call::new("sts", operation)
}

fn federate(name: &str) -> Call {
    sts("GetFederationToken").with("Name", name)
}

#[test]
fn a_federated_user_can_do_what_both_its_parent_and_its_policies_allow() {
    let (mut aws, admin) = Aws::with_admin();
    let policy = identity("Allow", "s3:ListAllMyBuckets");
    let reply = aws.must(&admin, federate("carol").with("Policy", policy));
    assert_eq!(reply.text(&["FederatedUser", "Arn"]), Some("arn:aws:sts::111122223333:federated-user/carol"));
    assert_eq!(reply.text(&["FederatedUser", "FederatedUserId"]), Some("111122223333:carol"));
    let carol = credentials(&reply);
    aws.must(&carol, Call::new("s3", "ListBuckets"));
    let who = aws.must(&carol, sts("GetCallerIdentity"));
    assert_eq!(who.text(&["UserId"]), Some("111122223333:carol"));
    let create = Call::new("s3", "CreateBucket").with("Bucket", "carols-bucket");
    let error = aws.refused(&carol, create.clone());
    assert!(error.ends_with("because no session policy allows the s3:CreateBucket action"), "{error}");
    // Without a policy there is nothing that she may do.
    let reply = aws.must(&admin, federate("dave"));
    assert_eq!(reply.output["PackedPolicySize"], 0);
    aws.refused(&credentials(&reply), Call::new("s3", "ListBuckets"));
    // She is gone with her parent's right.
    let detach = Call::new("iam", "DetachUserPolicy").with("UserName", "admin");
    aws.must(&admin, detach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
    let error = aws.refused(&carol, Call::new("s3", "ListBuckets"));
    assert!(error.contains("no identity-based policy allows"), "{error}");
}

#[test]
fn what_credentials_can_call_at_all() {
    let (mut aws, admin) = Aws::with_admin();
    let full = identity("Allow", "*");
    let federated = credentials(&aws.must(&admin, federate("carol").with("Policy", full)));
    let session = credentials(&aws.must(&admin, sts("GetSessionToken")));
    let role = Call::new("iam", "CreateRole").with("RoleName", "app");
    aws.must(&admin, role.with("AssumeRolePolicyDocument", trust(ACCOUNT)));
    let assumed = aws.assume(&admin, assume_role("app"));
    let key_info = sts("GetAccessKeyInfo").with("AccessKeyId", "AKIAIOSFODNN7EXAMPLE");
    let invalid = "InvalidClientTokenId: The security token included in the request is invalid";
    let cannot = |operation: &str| format!("AccessDenied: Cannot call {operation} with session credentials");
    for (who, call, expected) in [
        (&federated, Call::new("iam", "ListUsers"), invalid.to_owned()),
        (&federated, assume_role("app"), invalid.to_owned()),
        (&federated, sts("GetSessionToken"), cannot("GetSessionToken")),
        (&session, Call::new("iam", "ListUsers"), invalid.to_owned()),
        (&session, key_info, invalid.to_owned()),
        (&session, federate("x1"), cannot("GetFederationToken")),
        (&assumed, federate("x1"), cannot("GetFederationToken")),
        (&assumed, sts("GetSessionToken"), cannot("GetSessionToken")),
    ] {
        let name = call.operation.clone();
        assert_eq!(aws.refused(who, call), expected, "{name}");
    }
    aws.must(&session, assume_role("app"));
    aws.must(&federated, sts("GetCallerIdentity"));
}

#[test]
fn tags_of_a_federated_user_need_permission_and_count_over_its_parents() {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(
        &admin,
        Call::new("iam", "CreateUser")
            .with("UserName", "ann")
            .with("Tags", json!([{"Key": "team", "Value": "red"}, {"Key": "site", "Value": "fr"}])),
    );
    let put = |policy: Value| {
        let put = Call::new("iam", "PutUserPolicy").with("UserName", "ann").with("PolicyName", "p");
        put.with("PolicyDocument", json!({"Version": "2012-10-17", "Statement": policy}).to_string())
    };
    let tagged = json!({"Effect": "Allow", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals":
        {"aws:PrincipalTag/TEAM": "blue", "aws:PrincipalTag/site": "fr"}}});
    let token = json!({"Effect": "Allow", "Action": "sts:GetFederationToken", "Resource": "*"});
    aws.must(&admin, put(json!([tagged, token])));
    let ann = aws.access_key(&admin, "ann");
    let call = federate("guest").with("Policy", identity("Allow", "s3:*"));
    let call = call.with("Tags", json!([{"Key": "Team", "Value": "blue"}]));
    let error = aws.refused(&ann, call.clone());
    assert!(
        error.contains("not authorized to perform: sts:TagSession on resource: arn:aws:sts::"),
        "{error}"
    );
    let tag = json!({"Effect": "Allow", "Action": "sts:TagSession", "Resource": "*",
        "Condition": {"StringEquals": {"aws:RequestTag/Team": "blue"}}});
    aws.must(&admin, put(json!([tagged, token, tag])));
    let guest = credentials(&aws.must(&ann, call));
    aws.must(&guest, Call::new("s3", "ListBuckets"));
    let twice = json!([{"Key": "a", "Value": ""}, {"Key": "A", "Value": ""}]);
    let error = aws.refused(&ann, federate("guest").with("Tags", twice));
    assert!(error.starts_with("InvalidParameterValue: Duplicate tag keys found."), "{error}");
}

#[test]
fn a_root_task_can_do_its_task_and_no_more() {
    let mut c = Company::new();
    let (management, member) = (c.management.clone(), c.member.clone());
    c.aws.must(&management, Call::new("iam", "CreateUser").with("UserName", "ann"));
    let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "ann");
    c.aws.must(&management, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
    let ann = c.aws.access_key(&management, "ann");
    // A bucket that locks everybody out, the root user included.
    let bucket = |operation: &str| Call::new("s3", operation).with("Bucket", "locked-bucket");
    c.aws.must(&member, bucket("CreateBucket"));
    let lock = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*",
        "Action": "s3:*", "Resource": ["arn:aws:s3:::locked-bucket", "arn:aws:s3:::locked-bucket/*"]}]});
    c.aws.must(&member, bucket("PutBucketPolicy").with("Policy", lock.to_string()));
    let task = |name: &str, target: &str| {
        let arn = format!("arn:aws:iam::aws:policy/root-task/{name}");
        sts("AssumeRoot").with("TargetPrincipal", target).with("TaskPolicyArn", json!({"arn": arn}))
    };
    let unlock = task("S3UnlockBucketPolicy", MEMBER);
    assert!(c.aws.refused(&ann, unlock.clone()).starts_with("AccessDenied"));
    let enable = Call::new("iam", "EnableOrganizationsRootSessions");
    assert!(c.aws.refused(&ann, enable.clone()).starts_with("ServiceAccessNotEnabledException"));
    let trusted = org("EnableAWSServiceAccess").with("ServicePrincipal", "iam.amazonaws.com");
    c.aws.must(&management, trusted);
    c.aws.must(&ann, enable);
    let root = c.aws.assume(&ann, unlock.clone());
    let who = c.aws.must(&root, sts("GetCallerIdentity"));
    assert_eq!(who.text(&["Arn"]), Some("arn:aws:iam::222222222222:root"));
    c.aws.must(&root, bucket("DeleteBucketPolicy"));
    assert_eq!(c.aws.history.records().next_back().unwrap().event.user_identity["type"], "Root");
    let error = c.aws.refused(&root, Call::new("iam", "ListUsers"));
    assert!(error.starts_with("AccessDenied"), "{error}");
    // Neither other accounts, nor other policies, nor the root user itself.
    assert!(c.aws.refused(&ann, task("S3UnlockBucketPolicy", ACCOUNT)).starts_with("AccessDenied"));
    assert!(c.aws.refused(&ann, task("Nope", MEMBER)).starts_with("ValidationError"));
    assert!(c.aws.refused(&management, unlock).starts_with("AccessDenied"));
}

/// The account's user `reader`, whose S3 rights depend on a condition.
fn conditional(condition: &Value) -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "reader"));
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": "s3:ListAllMyBuckets", "Resource": "*", "Condition": condition}]});
    let put = Call::new("iam", "PutUserPolicy").with("UserName", "reader").with("PolicyName", "p");
    aws.must(&admin, put.with("PolicyDocument", policy.to_string()));
    let reader = aws.access_key(&admin, "reader");
    (aws, reader)
}

#[test]
fn conditions_see_where_a_request_comes_from() {
    let through = |id: &str| Some(ThroughEndpoint { id: id.to_owned(), private_ip: "10.0.0.9".to_owned() });
    let home = Origin::terminal();
    let office = Origin { source_ip: "198.51.100.7".to_owned(), ..home.clone() };
    let script = Origin { user_agent: "my-script/1.0".to_owned(), ..home.clone() };
    let plain = Origin { transport: Transport::Plain, ..home.clone() };
    let private = Origin { endpoint: through("vpce-1a2b3c4d"), ..home.clone() };
    for (condition, from, other) in [
        (json!({"IpAddress": {"aws:SourceIp": "198.51.100.0/24"}}), &office, &home),
        (json!({"StringLike": {"aws:UserAgent": "my-script/*"}}), &script, &home),
        (json!({"Bool": {"aws:SecureTransport": "true"}}), &home, &plain),
        (json!({"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}), &private, &home),
        (json!({"StringEquals": {"aws:SourceVpc": "vpc-9"}}), &private, &home),
        (json!({"IpAddress": {"aws:VpcSourceIp": "10.0.0.0/8"}}), &private, &home),
        (json!({"StringEquals": {"aws:VpceAccount": ACCOUNT}}), &private, &home),
        // Through an endpoint there is no public address.
        (json!({"Null": {"aws:SourceIp": "true"}}), &private, &home),
    ] {
        let (mut aws, reader) = conditional(&condition);
        let mut world = aws.history.world().clone();
        vpc::open_endpoint(&mut world, ACCOUNT, "vpc-9", "vpce-1a2b3c4d", "us-east-1", vpc::OPEN_POLICY)
            .unwrap();
        aws.history = History::new(world);
        let list = Call::new("s3", "ListBuckets");
        assert!(aws.call(&list, &reader, from.clone()).is_ok(), "{condition}");
        assert!(aws.call(&list, &reader, other.clone()).is_err(), "{condition}");
    }
}

#[test]
fn an_endpoints_policy_limits_what_passes_through_it() {
    let (mut aws, admin) = Aws::with_admin();
    let mut world = aws.history.world().clone();
    let policy = json!({"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}]});
    vpc::open_endpoint(&mut world, ACCOUNT, "vpc-9", "vpce-1", "us-east-1", &policy.to_string()).unwrap();
    assert!(vpc::open_endpoint(&mut world, ACCOUNT, "vpc-9", "vpce-2", "us-east-1", "{").is_err());
    aws.history = History::new(world);
    let through = ThroughEndpoint { id: "vpce-1".to_owned(), private_ip: "10.0.0.9".to_owned() };
    let origin = Origin { endpoint: Some(through), ..Origin::terminal() };
    assert!(aws.call(&Call::new("s3", "ListBuckets"), &admin, origin.clone()).is_ok());
    let error = aws.call(&Call::new("iam", "ListUsers"), &admin, origin).unwrap_err().error;
    assert!(
        error.message.ends_with("because no VPC endpoint policy allows the iam:ListUsers action"),
        "{error}"
    );
}

#[test]
fn session_policies_limit_a_role() {
    let (mut aws, admin) = Aws::with_admin();
    let role = Call::new("iam", "CreateRole").with("RoleName", "app");
    aws.must(&admin, role.with("AssumeRolePolicyDocument", trust(ACCOUNT)));
    let attach = Call::new("iam", "AttachRolePolicy").with("RoleName", "app");
    aws.must(&admin, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
    let limited = assume_role("app").with("PolicyArns", json!([{"arn": S3_READ_ONLY}]));
    let session = aws.assume(&admin, limited);
    aws.must(&session, Call::new("s3", "ListBuckets"));
    let error = aws.refused(&session, Call::new("iam", "ListUsers"));
    assert!(error.ends_with("because no session policy allows the iam:ListUsers action"), "{error}");
}
