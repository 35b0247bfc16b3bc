//! Organizations as its callers see it, and how its policies limit what they may do.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::Call;
use serde_json::json;
use support::company::{Company, MEMBER, OUTSIDE, org, text};
use support::{ACCOUNT, assume_role, identity, trust};

fn list_users() -> Call {
    Call::new("iam", "ListUsers")
}

#[test]
fn an_scp_denies_the_root_user_of_a_member_and_spares_the_management_account() {
    let mut c = Company::new();
    let arn = c.scp(&identity("Deny", "iam:*"), &c.root.clone());
    assert_eq!(
        c.aws.refused(&c.member.clone(), list_users()),
        format!(
            "AccessDenied: User: arn:aws:iam::{MEMBER}:root is not authorized to perform: iam:ListUsers on \
             resource: arn:aws:iam::{MEMBER}:user/ with an explicit deny in a service control policy: {arn}"
        )
    );
    c.aws.must(&c.management.clone(), list_users());
}

#[test]
fn every_level_must_allow() {
    let mut c = Company::new();
    let (management, member, unit) = (c.management.clone(), c.member.clone(), c.unit.clone());
    c.scp(&identity("Allow", "s3:*"), &unit);
    c.aws.must(&member, list_users());
    let detach = org("DetachPolicy").with("PolicyId", "p-FullAWSAccess").with("TargetId", unit.as_str());
    c.aws.must(&management, detach);
    c.aws.must(&member, Call::new("s3", "ListBuckets"));
    let error = c.aws.refused(&member, list_users());
    assert!(error.ends_with("because no service control policy allows the iam:ListUsers action"), "{error}");
    // Outside the OU, the level has nothing to say.
    let root = c.root.clone();
    c.relocate(MEMBER, &unit, &root);
    c.aws.must(&member, list_users());
}

#[test]
fn an_rcp_binds_whoever_asks_for_a_members_resources() {
    let mut c = Company::new();
    let outside = c.aws.root_of(OUTSIDE);
    let (management, member) = (c.management.clone(), c.member.clone());
    let bucket = |operation: &str| Call::new("s3", operation).with("Bucket", "open-bucket");
    c.aws.must(&member, bucket("CreateBucket"));
    c.aws.must(&member, bucket("PutObject").with("Key", "k").with("Body", "aGk="));
    let policy = json!({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject",
        "Principal": {"AWS": [OUTSIDE, ACCOUNT]}, "Resource": "arn:aws:s3:::open-bucket/*"}]});
    c.aws.must(&member, bucket("PutBucketPolicy").with("Policy", policy.to_string()));
    let get = bucket("GetObject").with("Key", "k");
    c.aws.must(&outside, get.clone());
    let organization = text(&c.aws.must(&management, org("DescribeOrganization")), &["Organization", "Id"]);
    let statement = json!({"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:PrincipalOrgID": organization}}});
    let root = c.root.clone();
    c.rcp(&statement.to_string(), &root);
    // Outside the organization, S3 gives no reason.
    assert_eq!(c.aws.refused(&outside, get.clone()), "AccessDenied: Access Denied");
    c.aws.must(&management, get.clone());
    let everyone = r#"{"Effect":"Deny","Principal":"*","Action":["s3:*"],"Resource":"*"}"#;
    let arn = c.rcp(everyone, MEMBER);
    assert_eq!(
        c.aws.refused(&management, get),
        format!(
            "AccessDenied: User: arn:aws:iam::{ACCOUNT}:root is not authorized to perform: s3:GetObject on \
             resource: \"arn:aws:s3:::open-bucket/k\" with an explicit deny in a resource control policy: {arn}"
        )
    );
}

#[test]
fn assuming_a_role_is_subject_to_its_accounts_rcps() {
    let mut c = Company::new();
    let (management, member) = (c.management.clone(), c.member.clone());
    let role = Call::new("iam", "CreateRole").with("RoleName", "app");
    c.aws.must(&member, role.with("AssumeRolePolicyDocument", trust(ACCOUNT)));
    c.aws.must(&management, Call::new("iam", "CreateUser").with("UserName", "ann"));
    let put = Call::new("iam", "PutUserPolicy").with("UserName", "ann").with("PolicyName", "p");
    c.aws.must(&management, put.with("PolicyDocument", identity("Allow", "sts:*")));
    let ann = c.aws.access_key(&management, "ann");
    let assume = assume_role("app").with("RoleArn", format!("arn:aws:iam::{MEMBER}:role/app"));
    c.aws.must(&ann, assume.clone());
    let arn = c.rcp(r#"{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole","Resource":"*"}"#, MEMBER);
    let error = c.aws.refused(&ann, assume);
    assert!(error.ends_with(&format!("an explicit deny in a resource control policy: {arn}")), "{error}");
}

#[test]
fn conditions_see_the_organizations_of_both_sides() {
    let mut c = Company::new();
    let member = c.member.clone();
    let path = format!(
        "{}/{}/{}/",
        text(&c.aws.must(&member, org("DescribeOrganization")), &["Organization", "Id"]),
        c.root,
        c.unit
    );
    let deny = |condition: serde_json::Value| {
        json!({"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Action": "iam:ListUsers",
            "Resource": "*", "Condition": condition}]})
        .to_string()
    };
    let root = c.root.clone();
    c.scp(&deny(json!({"ForAnyValue:StringNotEquals": {"aws:PrincipalOrgPaths": path}})), &root);
    c.scp(&deny(json!({"ForAnyValue:StringNotEquals": {"aws:ResourceOrgPaths": path}})), &root);
    c.scp(&deny(json!({"StringNotEqualsIfExists": {"aws:ResourceOrgID": &path[..12]}})), &root);
    c.aws.must(&member, list_users());
    c.scp(&deny(json!({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": format!("{path}*")}})), &root);
    c.aws.refused(&member, list_users());
}

#[test]
fn a_created_account_lets_its_management_account_in() {
    let mut c = Company::new();
    let management = c.management.clone();
    c.aws.must(&management, Call::new("iam", "CreateUser").with("UserName", "ann"));
    let attach = Call::new("iam", "AttachUserPolicy").with("UserName", "ann");
    c.aws.must(&management, attach.with("PolicyArn", "arn:aws:iam::aws:policy/AdministratorAccess"));
    let ann = c.aws.access_key(&management, "ann");
    let create = org("CreateAccount").with("Email", "dev@example.com").with("AccountName", "dev");
    let begun = c.aws.must(&ann, create.clone());
    assert_eq!(begun.text(&["CreateAccountStatus", "State"]), Some("IN_PROGRESS"));
    let describe = org("DescribeCreateAccountStatus")
        .with("CreateAccountRequestId", text(&begun, &["CreateAccountStatus", "Id"]));
    let done = c.aws.must(&ann, describe);
    let account = text(&done, &["CreateAccountStatus", "AccountId"]);
    let role = format!("arn:aws:iam::{account}:role/OrganizationAccountAccessRole");
    let session = c.aws.assume(&ann, assume_role("x").with("RoleArn", role));
    c.aws.must(&session, Call::new("iam", "CreateUser").with("UserName", "first"));
    // The address is taken now.
    let id = text(&c.aws.must(&ann, create), &["CreateAccountStatus", "Id"]);
    let describe = org("DescribeCreateAccountStatus").with("CreateAccountRequestId", id);
    let failed = c.aws.must(&ann, describe);
    assert_eq!(failed.text(&["CreateAccountStatus", "FailureReason"]), Some("EMAIL_ALREADY_EXISTS"));
    let accounts = c.aws.must(&ann, org("ListAccounts"));
    assert_eq!(accounts.list("Accounts").len(), 3);
}

#[test]
fn what_is_not_there_or_not_allowed_is_refused() {
    let mut c = Company::new();
    let outside = c.aws.root_of(OUTSIDE);
    let (management, member) = (c.management.clone(), c.member.clone());
    let (root, unit) = (c.root.clone(), c.unit.clone());
    let scp = |id: &str, target: &str| org("DetachPolicy").with("PolicyId", id).with("TargetId", target);
    let unit_named =
        |name: &str| org("CreateOrganizationalUnit").with("ParentId", root.as_str()).with("Name", name);
    for (who, call, code) in [
        (&outside, org("DescribeOrganization"), "AWSOrganizationsNotInUseException"),
        (&member, org("ListAccounts"), "AccessDeniedException"),
        (&member, org("CreateOrganization"), "AlreadyInOrganizationException"),
        (&management, org("DeleteOrganization"), "OrganizationNotEmptyException"),
        (&management, org("LeaveOrganization"), "MasterCannotLeaveOrganizationException"),
        (&management, unit_named("workloads"), "DuplicateOrganizationalUnitException"),
        (
            &management,
            org("DeleteOrganizationalUnit").with("OrganizationalUnitId", unit.as_str()),
            "OrganizationalUnitNotEmptyException",
        ),
        (
            &management,
            org("DescribeOrganizationalUnit").with("OrganizationalUnitId", "ou-abcd-12345678"),
            "OrganizationalUnitNotFoundException",
        ),
        (
            &management,
            org("DescribeOrganizationalUnit").with("OrganizationalUnitId", "workloads"),
            "ValidationException",
        ),
        (&management, scp("p-FullAWSAccess", &unit), "ConstraintViolationException"),
        (&management, scp("p-RCPFullAWSAccess", &unit), "ConstraintViolationException"),
        (&management, scp("p-12345678", &unit), "PolicyNotFoundException"),
        (&management, scp("p-FullAWSAccess", OUTSIDE), "TargetNotFoundException"),
        (&management, org("DeletePolicy").with("PolicyId", "p-FullAWSAccess"), "InvalidInputException"),
        (
            &management,
            org("EnablePolicyType")
                .with("RootId", root.as_str())
                .with("PolicyType", "SERVICE_CONTROL_POLICY"),
            "PolicyTypeAlreadyEnabledException",
        ),
        (
            &management,
            org("EnablePolicyType").with("RootId", root.as_str()).with("PolicyType", "TAG_POLICY"),
            "NotSimulated",
        ),
        (
            &management,
            org("MoveAccount")
                .with("AccountId", MEMBER)
                .with("SourceParentId", root.as_str())
                .with("DestinationParentId", unit.as_str()),
            "SourceParentNotFoundException",
        ),
        (
            &management,
            org("InviteAccountToOrganization").with("Target", json!({"Id": MEMBER, "Type": "ACCOUNT"})),
            "AlreadyInOrganizationException",
        ),
    ] {
        let error = c.aws.refused(who, call);
        assert!(error.starts_with(&format!("{code}: ")), "{error} is no {code}");
    }
}

#[test]
fn policies_are_checked_attached_and_let_go_as_the_api_does() {
    let mut c = Company::new();
    let (management, root, unit) = (c.management.clone(), c.root.clone(), c.unit.clone());
    let create = |name: &str, content: &str| {
        org("CreatePolicy")
            .with("Name", name)
            .with("Description", "d")
            .with("Type", "SERVICE_CONTROL_POLICY")
            .with("Content", content)
    };
    let error = c.aws.refused(&management, create("bad", &trust("*")));
    assert!(error.starts_with("MalformedPolicyDocumentException: "), "{error}");
    let made = c.aws.must(&management, create("no-iam", &identity("Deny", "iam:*")));
    let id = text(&made, &["Policy", "PolicySummary", "Id"]);
    let error = c.aws.refused(&management, create("no-iam", &identity("Deny", "iam:*")));
    assert!(error.starts_with("DuplicatePolicyException: "), "{error}");
    let on = |operation: &str| org(operation).with("PolicyId", id.as_str());
    c.aws.must(&management, on("AttachPolicy").with("TargetId", unit.as_str()));
    for (call, code) in [
        (on("AttachPolicy").with("TargetId", unit.as_str()), "DuplicatePolicyAttachmentException"),
        (on("DetachPolicy").with("TargetId", root.as_str()), "PolicyNotAttachedException"),
        (on("DeletePolicy"), "PolicyInUseException"),
    ] {
        let error = c.aws.refused(&management, call);
        assert!(error.starts_with(code), "{error}");
    }
    let targets = c.aws.must(&management, on("ListTargetsForPolicy"));
    assert_eq!(targets.list("Targets")[0]["Name"], "workloads");
    // Disabling the type detaches all; enabling it again attaches AWS's own only.
    let of_type = |operation: &str| {
        org(operation).with("RootId", root.as_str()).with("PolicyType", "SERVICE_CONTROL_POLICY")
    };
    c.aws.must(&management, of_type("DisablePolicyType"));
    c.aws.must(&management, of_type("EnablePolicyType"));
    let list = org("ListPoliciesForTarget").with("TargetId", unit).with("Filter", "SERVICE_CONTROL_POLICY");
    let attached = c.aws.must(&management, list);
    assert_eq!(attached.list("Policies").len(), 1);
    c.aws.must(&management, on("UpdatePolicy").with("Name", "no-iam-at-all"));
    c.aws.must(&management, on("DeletePolicy"));
}

#[test]
fn the_tree_is_as_deep_as_awss() {
    let mut c = Company::new();
    let mut parent = c.unit.clone();
    for depth in 2..=5 {
        let create =
            org("CreateOrganizationalUnit").with("ParentId", parent).with("Name", format!("{depth}"));
        parent = text(&c.aws.must(&c.management.clone(), create), &["OrganizationalUnit", "Id"]);
    }
    let create = org("CreateOrganizationalUnit").with("ParentId", parent).with("Name", "6");
    let error = c.aws.refused(&c.management.clone(), create);
    assert!(error.starts_with("ConstraintViolationException"), "{error}");
}

#[test]
fn organizations_own_policies_are_asked_too() {
    let mut c = Company::new();
    let management = c.management.clone();
    c.aws.must(&management, Call::new("iam", "CreateUser").with("UserName", "ann"));
    let put = |action: &str, resource: &str| {
        let policy = json!({"Version": "2012-10-17",
            "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]});
        Call::new("iam", "PutUserPolicy")
            .with("UserName", "ann")
            .with("PolicyName", "p")
            .with("PolicyDocument", policy.to_string())
    };
    let ann = c.aws.access_key(&management, "ann");
    assert_eq!(
        c.aws.refused(&ann, org("ListAccounts")),
        format!(
            "AccessDeniedException: User: arn:aws:iam::{ACCOUNT}:user/ann is not authorized to perform: \
             organizations:ListAccounts on resource: * because no identity-based policy allows the \
             organizations:ListAccounts action"
        )
    );
    // Attaching is allowed on the policy, not on the target.
    c.aws.must(&management, put("organizations:AttachPolicy", "arn:aws:organizations::*:policy/*"));
    let attach = org("AttachPolicy").with("PolicyId", "p-FullAWSAccess").with("TargetId", c.unit.as_str());
    let error = c.aws.refused(&ann, attach.clone());
    assert!(error.contains(":ou/o-"), "{error}");
    c.aws.must(&management, put("organizations:AttachPolicy", "*"));
    let error = c.aws.refused(&ann, attach);
    assert!(error.starts_with("DuplicatePolicyAttachmentException"), "{error}");
}

#[test]
fn a_delegated_administrator_may_look() {
    let mut c = Company::new();
    let (management, member) = (c.management.clone(), c.member.clone());
    let service = |operation: &str| {
        org(operation).with("AccountId", MEMBER).with("ServicePrincipal", "iam.amazonaws.com")
    };
    c.aws.must(&management, service("RegisterDelegatedAdministrator"));
    c.aws.must(&member, org("ListAccounts"));
    let listed = c.aws.must(&member, org("ListDelegatedAdministrators"));
    assert_eq!(listed.list("DelegatedAdministrators")[0]["Id"], MEMBER);
    let unit = org("CreateOrganizationalUnit").with("ParentId", c.root.as_str()).with("Name", "x");
    assert!(c.aws.refused(&member, unit).starts_with("AccessDeniedException"));
    let error = c.aws.refused(&member, org("LeaveOrganization"));
    assert!(error.starts_with("ConstraintViolationException"), "{error}");
    c.aws.must(&management, service("DeregisterDelegatedAdministrator"));
    c.aws.must(&member, org("LeaveOrganization"));
    assert!(c.aws.refused(&member, org("DescribeOrganization")).starts_with("AWSOrganizationsNotInUse"));
}

#[test]
fn an_invitation_can_be_declined_cancelled_and_expire() {
    let mut c = Company::new();
    let outside = c.aws.root_of(OUTSIDE);
    let invite = org("InviteAccountToOrganization").with("Target", json!({"Id": OUTSIDE, "Type": "ACCOUNT"}));
    let on = |operation: &str, id: &str| org(operation).with("HandshakeId", id);
    let begin =
        |c: &mut Company| text(&c.aws.must(&c.management.clone(), invite.clone()), &["Handshake", "Id"]);
    let first = begin(&mut c);
    assert!(c.aws.refused(&c.management.clone(), invite.clone()).starts_with("DuplicateHandshake"));
    assert!(c.aws.refused(&outside, on("CancelHandshake", &first)).starts_with("AccessDenied"));
    c.aws.must(&outside, on("DeclineHandshake", &first));
    assert!(c.aws.refused(&outside, on("AcceptHandshake", &first)).starts_with("InvalidHandshake"));
    let second = begin(&mut c);
    c.aws.must(&c.management.clone(), on("CancelHandshake", &second));
    begin(&mut c);
    c.aws.now = c.aws.now.plus(16 * 86_400);
    let outside = c.aws.root_of(OUTSIDE);
    let mine = c.aws.must(&outside, org("ListHandshakesForAccount"));
    let mut states: Vec<&str> =
        mine.list("Handshakes").iter().map(|h| h["State"].as_str().unwrap()).collect();
    states.sort_unstable();
    assert_eq!(states, ["CANCELED", "DECLINED", "EXPIRED"]);
}
