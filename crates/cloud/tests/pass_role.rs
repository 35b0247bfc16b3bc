//! Giving a role to a service: who may, to which service, for what.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Fault};
use serde_json::{Value, json};
use support::workloads::{definition, function, launch, role_arn, run_task};
use support::{ACCOUNT, Aws};

/// A world with a role for each service, and what an administrator has made with them.
fn world() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.instance_profile(&admin, "web");
    aws.service_role(&admin, "job", "ecs-tasks.amazonaws.com");
    aws.service_role(&admin, "fn", "lambda.amazonaws.com");
    aws.service_role(&admin, "fn2", "lambda.amazonaws.com");
    aws.must(&admin, definition("job", "job"));
    aws.must(&admin, function("old", "fn"));
    (aws, admin)
}

/// What each service is asked, the role that it is given, the service, and the resource that gets the role.
fn cases(aws: &mut Aws, admin: &Credentials) -> Vec<(Call, &'static str, &'static str, String)> {
    let region = |service: &str, resource: &str| format!("arn:aws:{service}:us-east-1:{ACCOUNT}:{resource}");
    let launched = aws.must(admin, launch());
    let id = launched.list("Instances")[0]["InstanceId"].as_str().unwrap().to_owned();
    let profile = json!({"Name": "web"});
    vec![
        (
            launch().with("IamInstanceProfile", profile.clone()),
            "web",
            "ec2.amazonaws.com",
            region("ec2", "instance/*"),
        ),
        (
            Call::new("ec2", "AssociateIamInstanceProfile")
                .with("InstanceId", id.as_str())
                .with("IamInstanceProfile", profile),
            "web",
            "ec2.amazonaws.com",
            region("ec2", &format!("instance/{id}")),
        ),
        (function("new", "fn"), "fn", "lambda.amazonaws.com", region("lambda", "function:new")),
        (
            Call::new("lambda", "UpdateFunctionConfiguration")
                .with("FunctionName", "old")
                .with("Role", role_arn("fn2")),
            "fn2",
            "lambda.amazonaws.com",
            region("lambda", "function:old"),
        ),
        (definition("new", "job"), "job", "ecs-tasks.amazonaws.com", region("ecs", "task-definition/new:*")),
        (run_task("job"), "job", "ecs-tasks.amazonaws.com", region("ecs", "task-definition/job:1")),
    ]
}

/// Statements that allow the services' operations and passing a role under a condition.
fn statements(role: &str, condition: Value) -> Value {
    json!([
        {"Effect": "Allow", "Action": ["ec2:*", "lambda:*", "ecs:*"], "Resource": "*"},
        {"Effect": "Allow", "Action": "iam:PassRole", "Resource": role_arn(role), "Condition": condition},
    ])
}

#[test]
fn whoever_gives_a_role_to_a_service_must_be_allowed_to() {
    let (mut aws, admin) = world();
    for (i, (call, role, service, resource)) in cases(&mut aws, &admin).into_iter().enumerate() {
        let equals = |key: &str, value: &str| json!({"StringEquals": {key: value}});
        let denied = [
            statements("other", json!({})),
            statements(role, equals("iam:PassedToService", "sagemaker.amazonaws.com")),
            statements(role, json!({"ArnNotLike": {"iam:AssociatedResourceArn": resource.clone()}})),
        ];
        for (j, statements) in denied.iter().enumerate() {
            let who = aws.user(&admin, &format!("d{i}-{j}"), statements);
            let message = aws.refused(&who, call.clone());
            let needs =
                format!("is not authorized to perform: iam:PassRole on resource: {} because", role_arn(role));
            assert!(message.contains(&needs), "{}: {message}", call.operation);
        }
        let both = json!({"StringEquals": {"iam:PassedToService": service},
            "ArnLike": {"iam:AssociatedResourceArn": resource}});
        let who = aws.user(&admin, &format!("a{i}"), &statements(role, both));
        aws.must(&who, call);
    }
}

#[test]
fn a_call_without_a_role_passes_none() {
    let (mut aws, admin) = world();
    let who = aws.user(&admin, "bob", &statements("other", json!({})));
    aws.must(&who, launch());
    let timeout = Call::new("lambda", "UpdateFunctionConfiguration").with("FunctionName", "old");
    aws.must(&who, timeout.with("Timeout", 9));
}

#[test]
fn services_take_only_roles_that_they_can_assume() {
    let (mut aws, admin) = world();
    let refusals = [
        (
            function("f", "job"),
            "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
        ),
        (
            function("f", "none"),
            "InvalidParameterValueException: The role defined for the function cannot be assumed by Lambda.",
        ),
        (definition("t", "none"), "ClientException: Role is not valid"),
    ];
    for (call, message) in refusals {
        assert_eq!(aws.refused(&admin, call), message);
    }
    aws.must(&admin, definition("t", "fn"));
    let message = aws.refused(&admin, run_task("t"));
    assert!(message.starts_with("ClientException: ECS was unable to assume the role"), "{message}");
    let foreign = function("f", "fn").with("Role", "arn:aws:iam::444455556666:role/fn");
    let failure = aws.try_call(&admin, foreign).unwrap_err();
    assert_eq!(failure.error.message, "Cross-account pass role is not allowed.");
    assert_eq!(failure.error.fault, Fault::Authorization);
    // EC2 takes it: only the instance notices.
    aws.must(
        &admin,
        Call::new("iam", "UpdateAssumeRolePolicy")
            .with("RoleName", "web")
            .with("PolicyDocument", support::workloads::trust_of("lambda.amazonaws.com", &json!({}))),
    );
    aws.instance(&admin, "web");
}

#[test]
fn trust_policies_see_for_what_a_service_asks() {
    let (mut aws, admin) = world();
    let function_arn = format!("arn:aws:lambda:us-east-1:{ACCOUNT}:function:mine");
    let condition =
        json!({"ArnLike": {"aws:SourceArn": function_arn}, "StringEquals": {"aws:SourceAccount": ACCOUNT}});
    let trust = support::workloads::trust_of("lambda.amazonaws.com", &condition);
    let update = Call::new("iam", "UpdateAssumeRolePolicy").with("RoleName", "fn");
    aws.must(&admin, update.with("PolicyDocument", trust));
    aws.must(&admin, function("mine", "fn"));
    assert!(aws.refused(&admin, function("yours", "fn")).contains("cannot be assumed by Lambda"));
}
