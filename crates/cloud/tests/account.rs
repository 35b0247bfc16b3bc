//! The account as a whole: who it trusts, what its reports say.

#![allow(clippy::unwrap_used)]

mod support;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::Credentials;
use cloud::request::Call;
use serde_json::{Value, json};
use support::{ACCOUNT, Aws, S3_READ_ONLY, identity, trust};

fn call(operation: &str, parameters: &[(&str, &str)]) -> Call {
    let call = Call::new("iam", operation);
    parameters.iter().fold(call, |call, (name, value)| call.with(name, *value))
}

const ISSUER: &str = "token.actions.githubusercontent.com";

#[test]
fn openid_connect_providers_are_kept() {
    let (mut aws, admin) = Aws::with_admin();
    let arn = format!("arn:aws:iam::{ACCOUNT}:oidc-provider/{ISSUER}");
    let create =
        |url: &str| call("CreateOpenIDConnectProvider", &[("Url", url)]).with("ClientIDList", json!(["sts"]));
    for wrong in ["http://plain.example.com", "https://", "https://a?b"] {
        assert!(aws.refused(&admin, create(wrong)).starts_with("ValidationError: Invalid Open ID Connect"));
    }
    let url = format!("https://{ISSUER}");
    let made = aws.must(&admin, create(&url));
    assert_eq!(made.text(&["OpenIDConnectProviderArn"]), Some(arn.as_str()));
    assert!(aws.refused(&admin, create(&url)).starts_with("EntityAlreadyExists"));
    let of = |operation: &str| call(operation, &[("OpenIDConnectProviderArn", &arn)]);
    for _ in 0..2 {
        aws.must(&admin, of("AddClientIDToOpenIDConnectProvider").with("ClientID", "app"));
    }
    aws.must(&admin, of("RemoveClientIDFromOpenIDConnectProvider").with("ClientID", "sts"));
    aws.must(&admin, of("TagOpenIDConnectProvider").with("Tags", json!([{"Key": "a", "Value": "b"}])));
    let shown = aws.must(&admin, of("GetOpenIDConnectProvider")).output;
    assert_eq!((&shown["Url"], &shown["ClientIDList"]), (&json!(ISSUER), &json!(["app"])));
    assert_eq!(shown["ThumbprintList"][0].as_str().map(str::len), Some(40));
    assert_eq!(shown["Tags"], json!([{"Key": "a", "Value": "b"}]));
    for _ in 0..2 {
        aws.must(&admin, of("DeleteOpenIDConnectProvider"));
    }
    assert!(aws.refused(&admin, of("GetOpenIDConnectProvider")).starts_with("NoSuchEntity"));
}

fn metadata(attributes: &str) -> String {
    let filler = "x".repeat(1_000);
    format!(
        "<EntityDescriptor entityID=\"https://idp.example.com\"{attributes}><IDPSSODescriptor>\
         <X509Certificate>{filler}</X509Certificate></IDPSSODescriptor></EntityDescriptor>"
    )
}

#[test]
fn saml_providers_are_kept() {
    let (mut aws, admin) = Aws::with_admin();
    let arn = format!("arn:aws:iam::{ACCOUNT}:saml-provider/idp");
    let create =
        |document: &str| call("CreateSAMLProvider", &[("Name", "idp"), ("SAMLMetadataDocument", document)]);
    let wrong = aws.refused(&admin, create(&"no metadata ".repeat(100)));
    assert_eq!(wrong, "InvalidInput: Could not parse metadata");
    aws.must(&admin, create(&metadata(" validUntil='2030-01-02T03:04:05Z'")));
    let list = aws.must(&admin, call("ListSAMLProviders", &[])).output;
    assert_eq!(list["SAMLProviderList"][0]["Arn"], arn.as_str());
    assert_eq!(list["SAMLProviderList"][0]["ValidUntil"], "2030-01-02T03:04:05Z");
    let of = |operation: &str| call(operation, &[("SAMLProviderArn", &arn)]);
    aws.must(&admin, of("UpdateSAMLProvider").with("SAMLMetadataDocument", metadata("")));
    let shown = aws.must(&admin, of("GetSAMLProvider")).output;
    assert_eq!(shown["SAMLMetadataDocument"], metadata(""));
    aws.must(&admin, of("DeleteSAMLProvider"));
    assert!(aws.refused(&admin, of("DeleteSAMLProvider")).starts_with("NoSuchEntity"));
}

#[test]
fn service_linked_roles_are_their_services() {
    let (mut aws, admin) = Aws::with_admin();
    let create = |service: &str| call("CreateServiceLinkedRole", &[("AWSServiceName", service)]);
    let made = aws.must(&admin, create("autoscaling.amazonaws.com"));
    let name = "AWSServiceRoleForAutoScaling";
    assert_eq!(made.text(&["Role", "RoleName"]), Some(name));
    assert!(aws.refused(&admin, create("autoscaling.amazonaws.com")).contains("has been taken"));
    let second = create("autoscaling.amazonaws.com").with("CustomSuffix", "two");
    assert_eq!(
        aws.must(&admin, second).text(&["Role", "RoleName"]),
        Some("AWSServiceRoleForAutoScaling_two")
    );
    for wrong in [create("nobody.example.com"), create("ecs.amazonaws.com").with("CustomSuffix", "x")] {
        assert!(aws.refused(&admin, wrong).starts_with("InvalidInput"));
    }
    let of = |operation: &str| call(operation, &[("RoleName", name)]);
    assert!(aws.refused(&admin, of("DeleteRole")).starts_with("UnmodifiableEntity"));
    let attach = of("AttachRolePolicy").with("PolicyArn", S3_READ_ONLY);
    assert!(aws.refused(&admin, attach).starts_with("UnmodifiableEntity"));
    let task = aws.must(&admin, of("DeleteServiceLinkedRole"));
    let task = task.text(&["DeletionTaskId"]).unwrap();
    let status = call("GetServiceLinkedRoleDeletionStatus", &[("DeletionTaskId", task)]);
    assert_eq!(aws.must(&admin, status).text(&["Status"]), Some("SUCCEEDED"));
    assert!(aws.refused(&admin, of("GetRole")).starts_with("NoSuchEntity"));
    // The organizations role comes with its policy, which must be let go with it.
    aws.must(&admin, create("organizations.amazonaws.com"));
    aws.must(&admin, call("DeleteServiceLinkedRole", &[("RoleName", "AWSServiceRoleForOrganizations")]));
    let uses = &aws.history.world().account(ACCOUNT).unwrap().iam.uses;
    assert!(uses.keys().all(|arn| !arn.contains("Organizations")));
    let role = call("CreateRole", &[("RoleName", "app"), ("AssumeRolePolicyDocument", &trust(ACCOUNT))]);
    aws.must(&admin, role);
    let plain = call("DeleteServiceLinkedRole", &[("RoleName", "app")]);
    assert!(aws.refused(&admin, plain).starts_with("InvalidInput"));
}

/// The cells of a user's line in the credential report, by column.
fn report_line(aws: &mut Aws, admin: &Credentials, user: &str) -> Value {
    let report = aws.must(admin, call("GetCredentialReport", &[])).output;
    let text = String::from_utf8(BASE64.decode(report["Content"].as_str().unwrap()).unwrap()).unwrap();
    let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split(',').collect()).collect();
    assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{text}");
    assert_eq!(rows[1][0], "<root_account>");
    let row = rows.iter().find(|row| row[0] == user).unwrap();
    rows[0]
        .iter()
        .zip(row)
        .map(|(column, cell)| ((*column).to_owned(), json!(cell)))
        .collect::<serde_json::Map<_, _>>()
        .into()
}

#[test]
fn the_credential_report_tells_of_all_users() {
    let (mut aws, admin) = Aws::with_admin();
    let missing = aws.refused(&admin, call("GetCredentialReport", &[]));
    assert!(missing.starts_with("ReportNotPresent"));
    aws.must(&admin, call("UpdateAccountPasswordPolicy", &[]).with("MaxPasswordAge", 90));
    aws.must(&admin, call("CreateUser", &[("UserName", "bob")]));
    aws.must(&admin, call("CreateLoginProfile", &[("UserName", "bob"), ("Password", "Correct-Horse-7")]));
    let bob = aws.access_key(&admin, "bob");
    aws.must(&bob, Call::new("sts", "GetCallerIdentity"));
    let generate = || call("GenerateCredentialReport", &[]);
    assert_eq!(aws.must(&admin, generate()).text(&["State"]), Some("STARTED"));
    assert_eq!(aws.must(&admin, generate()).text(&["State"]), Some("COMPLETE"));
    let line = report_line(&mut aws, &admin, "bob");
    for (column, expected) in [
        ("arn", "arn:aws:iam::111122223333:user/bob"),
        ("password_enabled", "true"),
        ("password_last_used", "no_information"),
        ("password_last_changed", "2026-11-24T08:00:00+00:00"),
        ("password_next_rotation", "2027-02-22T08:00:00+00:00"),
        ("mfa_active", "false"),
        ("access_key_1_active", "true"),
        ("access_key_1_last_used_service", "sts"),
        ("access_key_2_active", "false"),
        ("access_key_2_last_rotated", "N/A"),
        ("cert_2_last_rotated", "N/A"),
    ] {
        assert_eq!(line[column], expected, "{column}");
    }
    aws.now = aws.now.plus(4 * 3_600);
    assert!(aws.refused(&admin, call("GetCredentialReport", &[])).starts_with("ReportExpired"));
}

/// An account with a bit of everything.
fn full() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    for (operation, parameters) in [
        ("CreateGroup", &[("GroupName", "readers")][..]),
        ("AttachGroupPolicy", &[("GroupName", "readers"), ("PolicyArn", S3_READ_ONLY)]),
        ("CreateUser", &[("UserName", "bob")]),
        (
            "PutUserPolicy",
            &[("UserName", "bob"), ("PolicyName", "own"), ("PolicyDocument", &identity("Allow", "iam:Get*"))],
        ),
        ("AddUserToGroup", &[("UserName", "bob"), ("GroupName", "readers")]),
        ("CreateRole", &[("RoleName", "app"), ("AssumeRolePolicyDocument", &trust(ACCOUNT))]),
        ("CreateInstanceProfile", &[("InstanceProfileName", "web")]),
        ("AddRoleToInstanceProfile", &[("InstanceProfileName", "web"), ("RoleName", "app")]),
        ("CreatePolicy", &[("PolicyName", "p"), ("PolicyDocument", &identity("Allow", "sqs:*"))]),
    ] {
        aws.must(&admin, call(operation, parameters));
    }
    (aws, admin)
}

#[test]
fn authorization_details_tell_everything_page_by_page() {
    let (mut aws, admin) = full();
    let whole = aws.must(&admin, call("GetAccountAuthorizationDetails", &[])).output;
    let lists = ["UserDetailList", "GroupDetailList", "RoleDetailList", "Policies"];
    let counts = lists.map(|list| whole[list].as_array().unwrap().len());
    assert_eq!(counts, [2, 1, 1, 3]);
    let bob = &whole["UserDetailList"][1];
    assert_eq!(bob["GroupList"], json!(["readers"]));
    assert_eq!(bob["UserPolicyList"][0]["PolicyName"], "own");
    assert_eq!(whole["RoleDetailList"][0]["InstanceProfileList"][0]["InstanceProfileName"], "web");
    assert_eq!(whole["Policies"][0]["PolicyVersionList"][0]["VersionId"], "v1");
    // Pages of two hold the same things.
    let mut paged: Vec<Vec<Value>> = vec![Vec::new(); 4];
    let mut marker: Option<String> = None;
    loop {
        let next = call("GetAccountAuthorizationDetails", &[]).with("MaxItems", 2);
        let next = marker.iter().fold(next, |next, marker| next.with("Marker", marker.as_str()));
        let page = aws.must(&admin, next).output;
        for (all, list) in paged.iter_mut().zip(lists) {
            all.extend(page[list].as_array().unwrap().iter().cloned());
        }
        marker = page.get("Marker").and_then(Value::as_str).map(str::to_owned);
        if marker.is_none() {
            break;
        }
    }
    let wholes = lists.map(|list| whole[list].as_array().unwrap().clone());
    // The administrator's own last use is no part of it.
    assert_eq!(paged, wholes);
    let filtered = call("GetAccountAuthorizationDetails", &[]).with("Filter", json!(["AWSManagedPolicy"]));
    let filtered = aws.must(&admin, filtered).output;
    let names: Vec<&Value> =
        filtered["Policies"].as_array().unwrap().iter().map(|p| &p["PolicyName"]).collect();
    assert_eq!(names, ["AdministratorAccess", "AmazonS3ReadOnlyAccess"]);
}

#[test]
fn the_summary_counts() {
    let (mut aws, admin) = full();
    let map = aws.must(&admin, call("GetAccountSummary", &[])).output["SummaryMap"].clone();
    for (name, count) in [
        ("Users", 2),
        ("Groups", 1),
        ("Roles", 1),
        ("Policies", 1),
        ("PolicyVersionsInUse", 1),
        ("InstanceProfiles", 1),
        ("Providers", 0),
        ("MFADevices", 0),
        ("RolesQuota", 1_000),
    ] {
        assert_eq!(map[name], count, "{name}");
    }
}

#[test]
fn policies_that_grant_a_service_are_listed() {
    let (mut aws, admin) = full();
    let list = call("ListPoliciesGrantingServiceAccess", &[("Arn", "arn:aws:iam::111122223333:user/bob")]);
    let list = aws.must(&admin, list.with("ServiceNamespaces", json!(["iam", "s3", "sqs"]))).output;
    let expected = json!([
        {"ServiceNamespace": "iam", "Policies": [
            {"PolicyName": "own", "PolicyType": "INLINE", "EntityType": "USER", "EntityName": "bob"}]},
        {"ServiceNamespace": "s3", "Policies": [
            {"PolicyName": "AmazonS3ReadOnlyAccess", "PolicyType": "MANAGED", "PolicyArn": S3_READ_ONLY}]},
        {"ServiceNamespace": "sqs", "Policies": []},
    ]);
    assert_eq!(list["PoliciesGrantingServiceAccess"], expected);
}

#[test]
fn reports_of_last_access_tell_uses() {
    let (mut aws, admin) = full();
    let bob = aws.access_key(&admin, "bob");
    aws.must(&bob, Call::new("s3", "ListBuckets"));
    let generate = |arn: &str| call("GenerateServiceLastAccessedDetails", &[("Arn", arn)]);
    for arn in [
        format!("arn:aws:iam::{ACCOUNT}:user/bob"),
        format!("arn:aws:iam::{ACCOUNT}:group/readers"),
        S3_READ_ONLY.to_owned(),
    ] {
        let job = aws.must(&admin, generate(&arn)).text(&["JobId"]).unwrap().to_owned();
        let of = |operation: &str| call(operation, &[("JobId", &job)]);
        let report = aws.must(&admin, of("GetServiceLastAccessedDetails")).output;
        assert_eq!(report["JobStatus"], "COMPLETED");
        let services = report["ServicesLastAccessed"].as_array().unwrap();
        let s3 = services.iter().find(|service| service["ServiceNamespace"] == "s3").unwrap();
        assert_eq!(s3["LastAuthenticatedEntity"], format!("arn:aws:iam::{ACCOUNT}:user/bob"), "{arn}");
        assert_eq!((&s3["TotalAuthenticatedEntities"], &s3["ServiceName"]), (&json!(1), &json!("Amazon S3")));
        assert!(services.iter().all(|service| service["ServiceNamespace"] != "sts"), "{arn}");
        let entities = of("GetServiceLastAccessedDetailsWithEntities").with("ServiceNamespace", "s3");
        let entities = aws.must(&admin, entities).output;
        assert_eq!(entities["EntityDetailsList"][0]["EntityInfo"]["Name"], "bob");
    }
    let unknown = "0a1b2c3d-0a1b-4c2d-a0a1-0a1b2c3d4e5f";
    let unknown = call("GetServiceLastAccessedDetails", &[("JobId", unknown)]);
    assert!(aws.refused(&admin, unknown).starts_with("NoSuchEntity"));
}
