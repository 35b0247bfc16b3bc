//! Task definitions and tasks.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Workload};
use serde_json::{Value, json};
use support::workloads::{definition, delivered, role_arn, run_task};
use support::{ACCOUNT, Aws};

fn ecs(operation: &str) -> Call {
    Call::new("ecs", operation)
}

fn with_definition() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.service_role(&admin, "job", "ecs-tasks.amazonaws.com");
    aws.service_role(&admin, "other", "ecs-tasks.amazonaws.com");
    aws.must(&admin, definition("job", "job"));
    (aws, admin)
}

#[test]
fn a_family_has_revisions() {
    let (mut aws, admin) = with_definition();
    let second = aws.must(&admin, definition("job", "other"));
    let arn = format!("arn:aws:ecs:us-east-1:{ACCOUNT}:task-definition/job:2");
    assert_eq!(second.text(&["taskDefinition", "taskDefinitionArn"]), Some(arn.as_str()));
    let describe = |name: &str| ecs("DescribeTaskDefinition").with("taskDefinition", name);
    let role = |reply: &cloud::Reply| reply.text(&["taskDefinition", "taskRoleArn"]).unwrap().to_owned();
    assert_eq!(role(&aws.must(&admin, describe("job"))), role_arn("other"));
    assert_eq!(role(&aws.must(&admin, describe("job:1"))), role_arn("job"));
    aws.must(&admin, ecs("DeregisterTaskDefinition").with("taskDefinition", "job:2"));
    assert_eq!(role(&aws.must(&admin, describe("job"))), role_arn("job"));
    assert_eq!(aws.must(&admin, ecs("ListTaskDefinitions")).list("taskDefinitionArns").len(), 1);
    assert!(aws.refused(&admin, run_task("job:2")).contains("inactive"));
    assert!(aws.refused(&admin, describe("none")).starts_with("ClientException"));
    assert!(aws.refused(&admin, definition("a b", "job")).starts_with("ClientException"));
}

#[test]
fn an_override_gives_a_task_another_role() {
    let (mut aws, admin) = with_definition();
    let call = run_task("job").with("overrides", json!({"taskRoleArn": role_arn("other")}));
    let task = aws.task(&admin, call);
    let answer = aws.ask(&task, "GET", &format!("169.254.170.2{}", task.credentials_path()), &[]).unwrap();
    let who = delivered(&answer);
    let identity = aws.must(&who, Call::new("sts", "GetCallerIdentity"));
    assert!(identity.text(&["Arn"]).unwrap().contains("assumed-role/other/"));
}

#[test]
fn tasks_run_until_they_are_stopped() {
    let (mut aws, admin) = with_definition();
    let tasks = aws.must(&admin, run_task("job").with("count", 2));
    let arns: Vec<Value> = tasks.list("tasks").iter().map(|task| task["taskArn"].clone()).collect();
    let list = |status: &str| ecs("ListTasks").with("desiredStatus", status);
    assert_eq!(aws.must(&admin, list("RUNNING")).list("taskArns").len(), 2);
    let stop = ecs("StopTask").with("task", arns[0].clone()).with("reason", "enough");
    let stopped = aws.must(&admin, stop);
    assert_eq!(stopped.text(&["task", "stoppedReason"]), Some("enough"));
    assert_eq!(aws.must(&admin, list("RUNNING")).list("taskArns"), &arns[1..]);
    assert_eq!(aws.must(&admin, list("STOPPED")).list("taskArns"), &arns[..1]);
    let asked = json!([arns[0], "0".repeat(32)]);
    let described = aws.must(&admin, ecs("DescribeTasks").with("tasks", asked));
    assert_eq!(described.list("tasks")[0]["lastStatus"], "STOPPED");
    assert_eq!(described.list("failures")[0]["reason"], "MISSING");
    let gone = Workload::of_arn(arns[0].as_str().unwrap()).unwrap();
    assert_eq!(aws.ask(&gone, "GET", &format!("169.254.170.2{}", gone.credentials_path()), &[]), None);
    assert!(
        aws.refused(&admin, list("RUNNING").with("cluster", "mine")).starts_with("ClusterNotFoundException")
    );
    assert!(aws.refused(&admin, run_task("job").with("count", 11)).starts_with("InvalidParameterException"));
}

#[test]
fn commands_run_where_they_are_enabled() {
    let (mut aws, admin) = with_definition();
    let closed = aws.task(&admin, run_task("job"));
    let open = aws.task(&admin, run_task("job").with("enableExecuteCommand", true));
    let execute = |task: &Workload| {
        let call = ecs("ExecuteCommand").with("task", task.name()).with("command", "/bin/bash");
        call.with("interactive", true)
    };
    assert!(aws.refused(&admin, execute(&closed)).contains("execute command was not enabled"));
    assert_eq!(aws.must(&admin, execute(&open)).text(&["containerName"]), Some("web"));
    let on_task = |condition: Value| json!([{"Effect": "Allow", "Action": "ecs:ExecuteCommand", "Resource": "*", "Condition": condition}]);
    let bob = aws.user(&admin, "bob", &on_task(json!({"StringEquals": {"ecs:container-name": "web"}})));
    assert!(aws.refused(&bob, execute(&open)).contains("ecs:ExecuteCommand"));
    aws.must(&bob, execute(&open).with("container", "web"));
}
