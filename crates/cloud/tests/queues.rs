//! Queues through the gateway: messages by the world's clock, and policies that let others in.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, account, signin};
use cloud::{Endpoint as _, History, Random};
use serde_json::json;
use support::{ACCOUNT, Aws, identity};

const OTHER: &str = "444455556666";
const ARN: &str = "arn:aws:sqs:us-east-1:111122223333:q1";

fn queue(operation: &str) -> Call {
    Call::new("sqs", operation).with("QueueUrl", format!("https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q1"))
}

fn send(body: &str) -> Call {
    queue("SendMessage").with("MessageBody", body)
}

fn set_policy(principal: &str, action: &str) -> Call {
    let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"AWS": principal},
        "Action": action, "Resource": ARN}});
    queue("SetQueueAttributes").with("Attributes", json!({"Policy": policy.to_string()}))
}

fn with_queue() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("sqs", "CreateQueue").with("QueueName", "q1"));
    (aws, admin)
}

/// A user, with an inline policy that allows the action if there is one.
fn user(aws: &mut Aws, admin: &Credentials, name: &str, action: Option<&str>) -> Credentials {
    aws.must(admin, Call::new("iam", "CreateUser").with("UserName", name));
    if let Some(action) = action {
        let put = Call::new("iam", "PutUserPolicy").with("UserName", name).with("PolicyName", "p");
        aws.must(admin, put.with("PolicyDocument", identity("Allow", action)));
    }
    aws.access_key(admin, name)
}

/// An administrator of a second account of the same world.
fn second_account(aws: &mut Aws) -> Credentials {
    let mut world = aws.history.world().clone();
    assert!(account::open(&mut world, OTHER, "other", None, &mut Random::new(9)));
    let (world, root) = signin::root_session(&world, OTHER, aws.tick()).unwrap();
    aws.history = History::new(world);
    root
}

#[test]
fn a_received_message_stays_hidden_until_its_timeout_and_then_comes_again() {
    let (mut aws, admin) = with_queue();
    aws.must(&admin, send("one"));
    let first = aws.must(&admin, queue("ReceiveMessage"));
    assert_eq!(first.list("Messages").len(), 1);
    assert_eq!(first.list("Messages")[0]["Body"], "one");
    assert!(aws.must(&admin, queue("ReceiveMessage")).list("Messages").is_empty());
    aws.now = aws.now.plus(29);
    assert!(aws.must(&admin, queue("ReceiveMessage")).list("Messages").is_empty());
    aws.now = aws.now.plus(1);
    let again =
        aws.must(&admin, queue("ReceiveMessage").with("AttributeNames", json!(["ApproximateReceiveCount"])));
    assert_eq!(again.list("Messages")[0]["Attributes"]["ApproximateReceiveCount"], "2");
    // The first handle is stale by now, and deletes nothing.
    let delete = |handle: &serde_json::Value| queue("DeleteMessage").with("ReceiptHandle", handle.clone());
    aws.must(&admin, delete(&first.list("Messages")[0]["ReceiptHandle"]));
    let count = |aws: &mut Aws| {
        let get = queue("GetQueueAttributes").with("AttributeNames", json!(["All"]));
        let all = aws.must(&admin, get).output;
        let number = |name: &str| all["Attributes"][name].as_str().unwrap().parse::<u32>().unwrap();
        number("ApproximateNumberOfMessages") + number("ApproximateNumberOfMessagesNotVisible")
    };
    assert_eq!(count(&mut aws), 1);
    aws.must(&admin, delete(&again.list("Messages")[0]["ReceiptHandle"]));
    assert_eq!(count(&mut aws), 0);
}

#[test]
fn messages_are_forgotten_after_the_retention_period() {
    let (mut aws, admin) = with_queue();
    aws.must(&admin, send("one"));
    aws.now = aws.now.plus(345_600);
    assert!(aws.must(&admin, queue("ReceiveMessage")).list("Messages").is_empty());
}

#[test]
fn a_queue_policy_lets_a_user_of_the_account_in() {
    let (mut aws, admin) = with_queue();
    let bob = user(&mut aws, &admin, "bob", None);
    assert_eq!(
        aws.refused(&bob, send("x")),
        format!(
            "AccessDenied: User: arn:aws:iam::{ACCOUNT}:user/bob is not authorized to perform: sqs:sendmessage on \
             resource: {ARN} because no identity-based policy allows the sqs:sendmessage action"
        )
    );
    let arn = format!("arn:aws:iam::{ACCOUNT}:user/bob");
    aws.must(&admin, set_policy(&arn, "sqs:SendMessage"));
    aws.must(&bob, send("x"));
    assert!(aws.refused(&bob, queue("ReceiveMessage")).starts_with("AccessDenied"));
    // Another user of the same name is not the one that the policy was saved for.
    let key = bob.access_key_id;
    aws.must(&admin, Call::new("iam", "DeleteAccessKey").with("UserName", "bob").with("AccessKeyId", key));
    aws.must(&admin, Call::new("iam", "DeleteUser").with("UserName", "bob"));
    let bob = user(&mut aws, &admin, "bob", None);
    assert!(aws.refused(&bob, send("x")).starts_with("AccessDenied"));
}

#[test]
fn another_account_needs_both_sides_and_never_manages_the_queue() {
    let (mut aws, admin) = with_queue();
    let root = second_account(&mut aws);
    let ann = user(&mut aws, &root, "ann", Some("sqs:*"));
    let eve = user(&mut aws, &root, "eve", None);
    assert!(
        aws.refused(&ann, send("x"))
            .ends_with("because no resource-based policy allows the sqs:sendmessage action")
    );
    aws.must(&admin, set_policy(OTHER, "sqs:*"));
    aws.must(&ann, send("x"));
    assert!(
        aws.refused(&eve, send("x"))
            .ends_with("because no identity-based policy allows the sqs:sendmessage action")
    );
    assert!(aws.refused(&ann, queue("DeleteQueue")).starts_with("AccessDenied"));
    let url = Call::new("sqs", "GetQueueUrl").with("QueueName", "q1").with("QueueOwnerAWSAccountId", ACCOUNT);
    assert!(aws.must(&ann, url).text(&["QueueUrl"]).unwrap().ends_with("/111122223333/q1"));
}

#[test]
fn policies_are_checked_when_they_are_saved() {
    let (mut aws, admin) = with_queue();
    let ghost = format!("arn:aws:iam::{ACCOUNT}:user/ghost");
    let wrong = "InvalidAttributeValue: Invalid value for the parameter Policy.";
    assert_eq!(aws.refused(&admin, set_policy(&ghost, "sqs:*")), wrong);
    let attributes = json!({"Policy": "{}"});
    assert_eq!(aws.refused(&admin, queue("SetQueueAttributes").with("Attributes", attributes)), wrong);
    let add = |label: &str| {
        let call = queue("AddPermission").with("Label", label).with("AWSAccountIds", json!([OTHER]));
        call.with("Actions", json!(["SendMessage"]))
    };
    aws.must(&admin, add("a"));
    aws.must(&admin, add("b"));
    assert!(aws.refused(&admin, add("a")).contains("Already exists"));
    aws.must(&admin, queue("RemovePermission").with("Label", "a"));
    let get = queue("GetQueueAttributes").with("AttributeNames", json!(["Policy"]));
    let policy = aws.must(&admin, get.clone());
    let policy = policy.text(&["Attributes", "Policy"]).unwrap();
    assert!(policy.contains(r#""Sid":"b""#) && !policy.contains(r#""Sid":"a""#), "{policy}");
    aws.must(&admin, queue("RemovePermission").with("Label", "b"));
    assert!(aws.must(&admin, get).output.is_empty());
}
