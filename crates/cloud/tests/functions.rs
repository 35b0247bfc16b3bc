//! Functions: their resource policy, and what they do as their role.

#![allow(clippy::unwrap_used)]

mod support;

use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::request::Call;
use cloud::{Credentials, Reply};
use serde_json::{Value, json};
use support::workloads::{function, role_arn, trust_of};
use support::{ACCOUNT, Aws};

const ORDERS: &str = "arn:aws:lambda:us-east-1:111122223333:function:orders";
const TOPIC: &str = "arn:aws:sns:us-east-1:111122223333:news";

fn with_function() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.service_role(&admin, "fn", "lambda.amazonaws.com");
    aws.must(&admin, function("orders", "fn"));
    (aws, admin)
}

fn invoke() -> Call {
    Call::new("lambda", "Invoke").with("FunctionName", "orders")
}

fn permission(id: &str, principal: &str) -> Call {
    Call::new("lambda", "AddPermission")
        .with("FunctionName", "orders")
        .with("StatementId", id)
        .with("Action", "lambda:InvokeFunction")
        .with("Principal", principal)
}

/// The messages in the function's log group; none if there is no group.
fn log(aws: &mut Aws, admin: &Credentials) -> Vec<String> {
    let group = |operation: &str| Call::new("logs", operation).with("logGroupName", "/aws/lambda/orders");
    let Ok(streams) = aws.try_call(admin, group("DescribeLogStreams")) else { return Vec::new() };
    let name = |stream: &Value| stream["logStreamName"].as_str().unwrap().to_owned();
    let names: Vec<String> = streams.list("logStreams").iter().map(name).collect();
    let events = |reply: Reply| {
        let text = |event: &Value| event["message"].as_str().unwrap().to_owned();
        reply.list("events").iter().map(text).collect::<Vec<_>>()
    };
    names
        .iter()
        .flat_map(|n| events(aws.must(admin, group("GetLogEvents").with("logStreamName", n.as_str()))))
        .collect()
}

#[test]
fn a_function_answers_with_its_event() {
    let (mut aws, admin) = with_function();
    for (event, answer) in [("", "null"), (r#"{"a": [1, "ü"]}"#, r#"{"a":[1,"ü"]}"#)] {
        let reply = aws.must(&admin, invoke().with("Payload", BASE64.encode(event)));
        assert_eq!(reply.output["StatusCode"], 200);
        assert_eq!(reply.text(&["Payload"]), Some(BASE64.encode(answer).as_str()));
    }
    assert!(
        aws.refused(&admin, invoke().with("Payload", BASE64.encode("{")))
            .starts_with("InvalidRequestContentException")
    );
    let later = aws.must(&admin, invoke().with("InvocationType", "Event"));
    assert_eq!((&later.output["StatusCode"], later.text(&["Payload"])), (&json!(202), None));
    let unknown = invoke().with("FunctionName", "none");
    assert_eq!(
        aws.refused(&admin, unknown),
        format!("ResourceNotFoundException: Function not found: {}", ORDERS.replace("orders", "none"))
    );
    aws.must(&admin, invoke().with("FunctionName", ORDERS).with("Qualifier", "$LATEST"));
    aws.must(&admin, invoke().with("FunctionName", format!("{ACCOUNT}:function:orders")));
}

#[test]
fn it_writes_to_its_log_group_what_its_role_may() {
    let (mut aws, admin) = with_function();
    aws.must(&admin, invoke());
    assert!(log(&mut aws, &admin).is_empty());
    aws.let_role(&admin, "fn", &json!(["logs:CreateLogGroup", "logs:CreateLogStream"]));
    aws.must(&admin, invoke());
    assert!(log(&mut aws, &admin).is_empty());
    aws.let_role(&admin, "fn", &json!(["logs:CreateLogStream", "logs:PutLogEvents"]));
    let reply = aws.must(&admin, invoke().with("LogType", "Tail"));
    let tail = String::from_utf8(BASE64.decode(reply.text(&["LogResult"]).unwrap()).unwrap()).unwrap();
    assert_eq!(log(&mut aws, &admin).join("\n"), tail);
    assert!(tail.starts_with("START RequestId: "));
}

#[test]
fn a_role_that_lambda_cannot_assume_any_more_stops_it() {
    let (mut aws, admin) = with_function();
    let trust = trust_of("ec2.amazonaws.com", &json!({}));
    let update = Call::new("iam", "UpdateAssumeRolePolicy").with("RoleName", "fn");
    aws.must(&admin, update.with("PolicyDocument", trust));
    assert!(aws.refused(&admin, invoke()).contains("cannot be assumed by Lambda"));
}

#[test]
fn its_policy_lets_others_in() {
    let (mut aws, admin) = with_function();
    let bob = aws.user(&admin, "bob", &json!([{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]));
    assert_eq!(
        aws.refused(&bob, invoke()),
        format!(
            "AccessDeniedException: User: arn:aws:iam::{ACCOUNT}:user/bob is not authorized to perform: \
             lambda:InvokeFunction on resource: {ORDERS} because no identity-based policy allows the \
             lambda:InvokeFunction action"
        )
    );
    aws.must(&admin, permission("bob", &format!("arn:aws:iam::{ACCOUNT}:user/bob")));
    aws.must(&bob, invoke());
    let other = aws.root_of("444455556666");
    let foreign = invoke().with("FunctionName", ORDERS);
    assert!(aws.refused(&other, foreign.clone()).starts_with("AccessDeniedException"));
    let (mut aws, admin) = with_function();
    let other = aws.root_of("444455556666");
    aws.must(&admin, permission("other", "444455556666"));
    aws.must(&other, foreign);
    assert!(
        aws.refused(&admin, permission("other", "444455556666")).starts_with("ResourceConflictException")
    );
    assert!(
        aws.refused(&admin, permission("ghost", "arn:aws:iam::111122223333:user/ghost"))
            .contains("principal was invalid")
    );
    let policy = aws.must(&admin, Call::new("lambda", "GetPolicy").with("FunctionName", "orders"));
    let policy: Value = serde_json::from_str(policy.text(&["Policy"]).unwrap()).unwrap();
    assert_eq!(policy["Statement"][0]["Principal"]["AWS"], "arn:aws:iam::444455556666:root");
    let remove =
        Call::new("lambda", "RemovePermission").with("FunctionName", "orders").with("StatementId", "other");
    aws.must(&admin, remove.clone());
    assert!(aws.refused(&admin, remove).starts_with("ResourceNotFoundException"));
}

#[test]
fn sns_calls_it_for_the_topic_that_its_policy_names() {
    let (mut aws, admin) = with_function();
    aws.let_role(&admin, "fn", &json!("logs:*"));
    aws.must(&admin, Call::new("sns", "CreateTopic").with("Name", "news"));
    let sns = |operation: &str| Call::new("sns", operation).with("TopicArn", TOPIC);
    aws.must(&admin, sns("Subscribe").with("Protocol", "lambda").with("Endpoint", ORDERS));
    let publish = sns("Publish").with("Message", "hello");
    for (id, source, calls) in [("none", None, 0), ("other", Some("other"), 0), ("news", Some("news"), 3)] {
        if let Some(source) = source {
            let arn = TOPIC.replace("news", source);
            aws.must(
                &admin,
                permission(id, "sns.amazonaws.com").with("SourceArn", arn).with("SourceAccount", ACCOUNT),
            );
        }
        aws.must(&admin, publish.clone());
        assert_eq!(log(&mut aws, &admin).len(), calls, "{id}");
    }
}

#[test]
fn changes_and_names_are_kept_apart() {
    let (mut aws, admin) = with_function();
    let before =
        aws.must(&admin, Call::new("lambda", "GetFunctionConfiguration").with("FunctionName", "orders"));
    assert_eq!(before.text(&["Role"]), Some(role_arn("fn").as_str()));
    let revision = before.text(&["RevisionId"]).unwrap();
    let update = Call::new("lambda", "UpdateFunctionConfiguration")
        .with("FunctionName", "orders")
        .with("MemorySize", 256);
    let changed = aws.must(&admin, update.clone().with("RevisionId", revision));
    assert_eq!((&changed.output["MemorySize"], &changed.output["Timeout"]), (&json!(256), &json!(3)));
    assert!(
        aws.refused(&admin, update.with("RevisionId", revision)).starts_with("PreconditionFailedException")
    );
    assert!(aws.refused(&admin, function("orders", "fn")).starts_with("ResourceConflictException"));
    let tag = |operation: &str| Call::new("lambda", operation).with("Resource", ORDERS);
    aws.must(&admin, tag("TagResource").with("Tags", json!({"team": "blue", "a": "b"})));
    aws.must(&admin, tag("UntagResource").with("TagKeys", json!(["a"])));
    assert_eq!(aws.must(&admin, tag("ListTags")).output["Tags"], json!({"team": "blue"}));
    let tagged = json!([{"Effect": "Allow", "Action": "lambda:DeleteFunction", "Resource": "*",
        "Condition": {"StringEquals": {"aws:ResourceTag/team": "blue"}}}]);
    let bob = aws.user(&admin, "bob", &tagged);
    aws.must(&bob, Call::new("lambda", "DeleteFunction").with("FunctionName", "orders"));
    assert!(aws.must(&admin, Call::new("lambda", "ListFunctions")).list("Functions").is_empty());
}
