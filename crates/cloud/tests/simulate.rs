//! Simulations and what policies ask for: the engine's decisions by IAM's own operations.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::Credentials;
use cloud::request::Call;
use serde_json::{Value, json};
use support::company::{Company, MEMBER};
use support::{ACCOUNT, Aws, S3_READ_ONLY, identity, trust};

/// An administrator, and `bob` with an inline policy that asks for a tag, in a group that may list roles.
fn prepared() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    let mut call = |operation: &str, parameters: &[(&str, &str)]| {
        let call = Call::new("iam", operation);
        aws.must(&admin, parameters.iter().fold(call, |call, (name, value)| call.with(name, *value)));
    };
    call("CreateUser", &[("UserName", "bob")]);
    let document = r#"{"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::${aws:username}/*"},
        {"Effect":"Allow","Action":"iam:TagUser","Resource":"*",
         "Condition":{"StringEquals":{"aws:RequestTag/team":"blue","aws:ResourceTag/team":"blue"}}}]}"#;
    call("PutUserPolicy", &[("UserName", "bob"), ("PolicyName", "own"), ("PolicyDocument", document)]);
    call("CreateGroup", &[("GroupName", "readers")]);
    let list = identity("Allow", "iam:ListRoles");
    call("PutGroupPolicy", &[("GroupName", "readers"), ("PolicyName", "list"), ("PolicyDocument", &list)]);
    call("AddUserToGroup", &[("GroupName", "readers"), ("UserName", "bob")]);
    call("CreateRole", &[("RoleName", "app"), ("AssumeRolePolicyDocument", &trust(ACCOUNT))]);
    call("AttachRolePolicy", &[("RoleName", "app"), ("PolicyArn", S3_READ_ONLY)]);
    (aws, admin)
}

fn of(source: &str) -> Call {
    Call::new("iam", "SimulatePrincipalPolicy")
        .with("PolicySourceArn", format!("arn:aws:iam::{ACCOUNT}:{source}"))
}

fn results(aws: &mut Aws, who: &Credentials, call: Call) -> Vec<Value> {
    aws.must(who, call).output["EvaluationResults"].as_array().unwrap().clone()
}

/// The decision, the policies of the statements that decided, and the keys that were not given.
fn summary(result: &Value) -> (String, Vec<String>, Vec<String>) {
    let texts = |list: &Value, member: Option<&str>| {
        let items = list.as_array().unwrap().iter();
        items.map(|item| member.map_or(item, |m| &item[m]).as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    (
        result["EvalDecision"].as_str().unwrap().to_owned(),
        texts(&result["MatchedStatements"], Some("SourcePolicyId")),
        texts(&result["MissingContextValues"], None),
    )
}

#[test]
fn principals_are_simulated_with_all_their_policies() {
    let tags = json!([{"ContextKeyName": "aws:RequestTag/team", "ContextKeyValues": ["blue"], "ContextKeyType": "string"},
        {"ContextKeyName": "aws:ResourceTag/team", "ContextKeyValues": ["blue"], "ContextKeyType": "string"}]);
    let none: &[&str] = &[];
    let asked: &[&str] = &["aws:RequestTag/team", "aws:ResourceTag/team"];
    for (source, action, resource, context, decision, matched, missing) in [
        ("user/bob", "s3:GetObject", "arn:aws:s3:::bob/a", None, "allowed", &["user_bob_own"][..], none),
        ("user/bob", "s3:GetObject", "arn:aws:s3:::eve/a", None, "implicitDeny", none, none),
        ("user/bob", "iam:ListRoles", "*", None, "allowed", &["group_readers_list"], none),
        ("user/bob", "iam:TagUser", "*", None, "implicitDeny", none, asked),
        ("user/bob", "iam:TagUser", "*", Some(&tags), "allowed", &["user_bob_own"], none),
        ("group/readers", "iam:ListRoles", "*", None, "allowed", &["group_readers_list"], none),
        ("role/app", "s3:GetObject", "arn:aws:s3:::x/a", None, "allowed", &["AmazonS3ReadOnlyAccess"], none),
        ("role/app", "s3:PutObject", "arn:aws:s3:::x/a", None, "implicitDeny", none, none),
    ] {
        let (mut aws, admin) = prepared();
        let call = of(source).with("ActionNames", json!([action])).with("ResourceArns", json!([resource]));
        let call = context
            .into_iter()
            .fold(call, |call, entries: &Value| call.with("ContextEntries", entries.clone()));
        let results = results(&mut aws, &admin, call);
        assert_eq!(results.len(), 1);
        let texts = |list: &[&str]| list.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let expected = (decision.to_owned(), texts(matched), texts(missing));
        assert_eq!(summary(&results[0]), expected, "{source} {action} {resource}");
    }
}

/// A simulation decides as the request itself would be decided.
#[test]
fn simulations_agree_with_requests() {
    let (mut aws, admin) = prepared();
    let bob = aws.access_key(&admin, "bob");
    for (call, action) in [
        (Call::new("iam", "ListRoles"), "iam:ListRoles"),
        (Call::new("iam", "ListUsers"), "iam:ListUsers"),
        (Call::new("s3", "ListBuckets"), "s3:ListAllMyBuckets"),
    ] {
        let allowed = aws.try_call(&bob, call).is_ok();
        let result = results(&mut aws, &admin, of("user/bob").with("ActionNames", json!([action])));
        assert_eq!(result[0]["EvalDecision"] == "allowed", allowed, "{action}");
    }
}

#[test]
fn given_policies_boundaries_and_exclusions_count() {
    let (mut aws, admin) = prepared();
    let list = |call: Call| call.with("ActionNames", json!(["iam:ListRoles"]));
    let mut decision = |call: Call| results(&mut aws, &admin, list(call))[0].clone();
    let denied = decision(of("user/bob").with("PolicyInputList", json!([identity("Deny", "iam:*")])));
    assert_eq!(summary(&denied), ("explicitDeny".to_owned(), vec!["PolicyInputList.1".to_owned()], vec![]));
    let bounded = of("user/bob");
    let bounded =
        decision(bounded.with("PermissionsBoundaryPolicyInputList", json!([identity("Allow", "s3:*")])));
    assert_eq!(bounded["EvalDecision"], "implicitDeny");
    assert_eq!(bounded["PermissionsBoundaryDecisionDetail"]["AllowedByPermissionsBoundary"], false);
    let inline = json!([{"PolicyType": "inline", "InlinePolicyIdentifier":
        {"PolicyName": "list", "AttachmentType": "group", "AttachmentName": "readers"}}]);
    assert_eq!(decision(of("user/bob").with("PolicyExclusionList", inline))["EvalDecision"], "implicitDeny");
}

#[test]
fn custom_policies_are_simulated_alone() {
    let (mut aws, admin) = prepared();
    let custom = || {
        let call = Call::new("iam", "SimulateCustomPolicy").with("ActionNames", json!(["s3:GetObject"]));
        call.with("PolicyInputList", json!([identity("Allow", "s3:*")]))
    };
    let mut result = |call: Call| results(&mut aws, &admin, call)[0].clone();
    assert_eq!(result(custom())["EvalDecision"], "allowed");
    let level = |effect: &str| json!({"ServiceControlPolicyInputList": [identity(effect, "s3:*")]});
    let organized = |levels: Value| custom().with("OrderedOrganizationPolicyInputList", levels);
    let refused = result(organized(json!([level("Allow"), level("Deny")])));
    assert_eq!(refused["EvalDecision"], "explicitDeny");
    assert_eq!(refused["OrganizationsDecisionDetail"]["AllowedByOrganizations"], false);
    let allowed = result(organized(json!([level("Allow"), level("Allow")])));
    assert_eq!(allowed["OrganizationsDecisionDetail"]["AllowedByOrganizations"], true);
    let resource = format!(
        r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Deny","Principal":{{"AWS":"arn:aws:iam::{ACCOUNT}:user/bob"}},"Action":"s3:*","Resource":"*"}}}}"#
    );
    let by_bob = custom()
        .with("ResourcePolicy", resource)
        .with("CallerArn", format!("arn:aws:iam::{ACCOUNT}:user/bob"));
    let denied = result(by_bob);
    assert_eq!(denied["MatchedStatements"][0]["SourcePolicyType"], "Resource Policy");
    assert_eq!(denied["EvalDecision"], "explicitDeny");
}

#[test]
fn wrong_simulations_are_refused() {
    let (mut aws, admin) = prepared();
    let action = |call: Call, action: &str| call.with("ActionNames", json!([action]));
    let session = Call::new("iam", "SimulatePrincipalPolicy")
        .with("PolicySourceArn", format!("arn:aws:sts::{ACCOUNT}:assumed-role/app/lab1"));
    for (call, expected) in [
        (action(session, "s3:GetObject"), "InvalidInput: Invalid ARN provided in the request: arn:aws:sts::"),
        (action(of("user/ghost"), "s3:GetObject"), "NoSuchEntity: The user with name ghost cannot be found."),
        (action(of("user/bob"), "s3:Get*"), "InvalidInput: Invalid Service and Action: s3:Get*"),
        (
            action(of("user/bob").with("PolicyInputList", json!(["{"])), "s3:GetObject"),
            "InvalidInput: Invalid Input",
        ),
        (
            action(
                of("user/bob").with("CallerArn", format!("arn:aws:iam::{ACCOUNT}:role/app")),
                "s3:GetObject",
            ),
            "InvalidInput: Invalid ARN provided",
        ),
    ] {
        let error = aws.refused(&admin, call);
        assert!(error.starts_with(expected), "{error} ≠ {expected}");
    }
}

#[test]
fn policies_say_which_keys_they_ask_for() {
    let (mut aws, admin) = prepared();
    let call = Call::new("iam", "GetContextKeysForPrincipalPolicy")
        .with("PolicySourceArn", format!("arn:aws:iam::{ACCOUNT}:user/bob"));
    let keys = aws.must(&admin, call).output["ContextKeyNames"].clone();
    assert_eq!(keys, json!(["aws:username", "aws:RequestTag/team", "aws:ResourceTag/team"]));
    let document = r#"{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*",
        "Condition":{"StringLike":{"aws:UserId":"${aws:PrincipalTag/id, 'x'}${*}","AWS:userid":"b"}}}}"#;
    let call = Call::new("iam", "GetContextKeysForCustomPolicy").with("PolicyInputList", json!([document]));
    let keys = aws.must(&admin, call).output["ContextKeyNames"].clone();
    assert_eq!(keys, json!(["aws:UserId", "aws:PrincipalTag/id"]));
}

/// Service control policies limit members, never the management account.
#[test]
fn service_control_policies_count() {
    for (account, decision) in [(MEMBER, "explicitDeny"), (ACCOUNT, "allowed")] {
        let mut company = Company::new();
        let (root, deny) = (company.root.clone(), identity("Deny", "iam:ListRoles"));
        company.scp(&deny, &root);
        let who = if account == MEMBER { company.member.clone() } else { company.management.clone() };
        let bob = |operation: &str| Call::new("iam", operation).with("UserName", "bob");
        company.aws.must(&who, bob("CreateUser"));
        let allow = bob("PutUserPolicy").with("PolicyName", "own");
        company.aws.must(&who, allow.with("PolicyDocument", identity("Allow", "iam:ListRoles")));
        let simulate = Call::new("iam", "SimulatePrincipalPolicy")
            .with("PolicySourceArn", format!("arn:aws:iam::{account}:user/bob"));
        let result = results(&mut company.aws, &who, simulate.with("ActionNames", json!(["iam:ListRoles"])));
        assert_eq!(result[0]["EvalDecision"], decision);
        let detail = &result[0]["OrganizationsDecisionDetail"]["AllowedByOrganizations"];
        assert_eq!(*detail, if account == MEMBER { json!(false) } else { Value::Null });
    }
}
