//! Topics: what SNS may put into a queue is the queue policy's to say.

#![allow(clippy::unwrap_used)]

mod support;

use cloud::request::Call;
use cloud::{Credentials, Reply};
use serde_json::{Value, json};
use support::{ACCOUNT, Aws};

const TOPIC: &str = "arn:aws:sns:us-east-1:111122223333:news";
const QUEUE: &str = "arn:aws:sqs:us-east-1:111122223333:q1";

fn sns(operation: &str) -> Call {
    Call::new("sns", operation).with("TopicArn", TOPIC)
}

fn queue(operation: &str) -> Call {
    Call::new("sqs", operation).with("QueueUrl", format!("https://sqs.us-east-1.amazonaws.com/{ACCOUNT}/q1"))
}

fn with_topic_and_queue() -> (Aws, Credentials) {
    let (mut aws, admin) = Aws::with_admin();
    aws.must(&admin, Call::new("sns", "CreateTopic").with("Name", "news"));
    aws.must(&admin, Call::new("sqs", "CreateQueue").with("QueueName", "q1"));
    aws.must(&admin, sns("Subscribe").with("Protocol", "sqs").with("Endpoint", QUEUE));
    (aws, admin)
}

fn let_sns_in(aws: &mut Aws, admin: &Credentials, condition: Value) {
    let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Principal": {"Service": "sns.amazonaws.com"}, "Action": "sqs:SendMessage", "Resource": QUEUE,
        "Condition": condition}});
    aws.must(admin, queue("SetQueueAttributes").with("Attributes", json!({"Policy": policy.to_string()})));
}

fn publish_and_receive(aws: &mut Aws, admin: &Credentials) -> Reply {
    aws.must(admin, sns("Publish").with("Message", "hello"));
    aws.must(admin, queue("ReceiveMessage"))
}

#[test]
fn sns_reaches_a_queue_that_lets_it_in_for_this_topic() {
    let (mut aws, admin) = with_topic_and_queue();
    assert!(publish_and_receive(&mut aws, &admin).list("Messages").is_empty());
    let_sns_in(&mut aws, &admin, json!({"ArnEquals": {"aws:SourceArn": TOPIC.replace("news", "other")}}));
    assert!(publish_and_receive(&mut aws, &admin).list("Messages").is_empty());
    let_sns_in(
        &mut aws,
        &admin,
        json!({"ArnEquals": {"aws:SourceArn": TOPIC}, "StringEquals": {"aws:SourceAccount": ACCOUNT}}),
    );
    let received = publish_and_receive(&mut aws, &admin);
    let body: Value = serde_json::from_str(received.list("Messages")[0]["Body"].as_str().unwrap()).unwrap();
    assert_eq!((&body["Message"], &body["TopicArn"]), (&json!("hello"), &json!(TOPIC)));
}

#[test]
fn a_topic_policy_lets_a_user_publish_and_the_usual_one_does_not() {
    let (mut aws, admin) = with_topic_and_queue();
    aws.must(&admin, Call::new("iam", "CreateUser").with("UserName", "bob"));
    let bob = aws.access_key(&admin, "bob");
    assert_eq!(
        aws.refused(&bob, sns("Publish").with("Message", "x")),
        format!(
            "AuthorizationError: User: arn:aws:iam::{ACCOUNT}:user/bob is not authorized to perform: SNS:Publish on \
             resource: {TOPIC} because no identity-based policy allows the SNS:Publish action"
        )
    );
    let policy = json!({"Version": "2012-10-17", "Statement": {"Effect": "Allow",
        "Principal": {"AWS": format!("arn:aws:iam::{ACCOUNT}:user/bob")}, "Action": "sns:Publish", "Resource": TOPIC}});
    let set = sns("SetTopicAttributes").with("AttributeName", "Policy");
    aws.must(&admin, set.with("AttributeValue", policy.to_string()));
    aws.must(&bob, sns("Publish").with("Message", "x"));
}

#[test]
fn subscriptions_elsewhere_wait_for_an_answer() {
    let (mut aws, admin) = with_topic_and_queue();
    let mail = sns("Subscribe").with("Protocol", "email").with("Endpoint", "ann@example.com");
    assert_eq!(aws.must(&admin, mail).text(&["SubscriptionArn"]), Some("pending confirmation"));
    let all = aws.must(&admin, sns("ListSubscriptionsByTopic"));
    assert_eq!(all.list("Subscriptions").len(), 2);
    let attributes = aws.must(&admin, sns("GetTopicAttributes"));
    assert_eq!(attributes.text(&["Attributes", "SubscriptionsPending"]), Some("1"));
    let confirmed = all.list("Subscriptions").iter().find(|s| s["Protocol"] == "sqs").unwrap();
    let unsubscribe =
        Call::new("sns", "Unsubscribe").with("SubscriptionArn", confirmed["SubscriptionArn"].clone());
    aws.must(&admin, unsubscribe);
    assert_eq!(aws.must(&admin, sns("ListSubscriptionsByTopic")).list("Subscriptions").len(), 1);
}
