//! SNS: standard topics with topic policies, and subscriptions. Messages reach the queues whose policies let SNS in;
//! other endpoints are outside the world. Source: spec evaluation.md §10 (E84, E85); the service's public model.

pub(super) mod model;
mod publish;
mod subscriptions;
mod topics;

use super::resource::Body;
use super::table::{Does, Kind, Listed, On, row};
use super::tags;
use crate::error::ApiError;
use crate::operation::{Access, Checks, Operation, Rows, Run};

const TOPICS: Kind = Kind {
    service: "sns",
    prefix: "",
    noun: "topic",
    is: |body| matches!(body, Body::Topic(_)),
    listed: Listed::Arn("*"),
    find: |kind, place, text| kind.by_name_or_arn(place, text),
    missing: |_| ApiError::new("NotFound", 404, "Topic does not exist"),
    context: Kind::no_context,
    spelled: Kind::by_arn,
};

/// Topics.
pub(super) static TOPIC: Kind = TOPICS;

/// Topics that are subscribed to, with what the subscription is to be.
static SUBSCRIBED: Kind = Kind { context: subscriptions::context, ..TOPICS };

/// Subscriptions. Actions on one are checked on its topic.
static SUBSCRIPTION: Kind = Kind {
    service: "sns",
    prefix: "",
    noun: "subscription",
    is: |body| matches!(body, Body::Subscription(_)),
    listed: Listed::Arn("*"),
    find: |_, _, text| Ok(text.to_owned()),
    missing: |_| ApiError::new("NotFound", 404, "Subscription does not exist"),
    context: Kind::no_context,
    spelled: |_, arn| {
        let topic = arn.rsplit_once(':').map_or(arn.as_str(), |(topic, _)| topic).to_owned();
        (topic.clone(), topic)
    },
};

const TOPIC_ARN: On = On::One(&TOPIC, "TopicArn");
const RESOURCE: On = On::Own(&TOPIC, "ResourceArn");

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    row("ListTopics", Access::List, "sns:ListTopics", On::All(&TOPIC), Does::List(|_, _| true, topics::show),
        "aws sns list-topics"),
    row("CreateTopic", Access::Write, "sns:CreateTopic", On::New(&TOPIC, "Name"), Does::Make(topics::make),
        "aws sns create-topic --name news"),
    row("DeleteTopic", Access::Write, "sns:DeleteTopic", TOPIC_ARN, Does::Remove(topics::remove),
        "aws sns delete-topic --topic-arn arn:aws:sns:us-east-1:111122223333:news"),
    row("GetTopicAttributes", Access::Read, "sns:GetTopicAttributes", TOPIC_ARN, Does::Look(topics::attributes),
        "aws sns get-topic-attributes --topic-arn arn:aws:sns:us-east-1:111122223333:news"),
    row("SetTopicAttributes", Access::PermissionsManagement, "sns:SetTopicAttributes", TOPIC_ARN, Does::Change(topics::set),
        "aws sns set-topic-attributes --topic-arn arn:aws:sns:us-east-1:111122223333:news --attribute-name DisplayName --attribute-value News"),
    row("AddPermission", Access::PermissionsManagement, "sns:AddPermission", TOPIC_ARN, Does::Change(topics::add_permission),
        "aws sns add-permission --topic-arn arn:aws:sns:us-east-1:111122223333:news --label others --aws-account-id 444455556666 --action-name Publish"),
    row("RemovePermission", Access::PermissionsManagement, "sns:RemovePermission", TOPIC_ARN, Does::Change(topics::remove_permission),
        "aws sns remove-permission --topic-arn arn:aws:sns:us-east-1:111122223333:news --label others"),
    row("TagResource", Access::Tagging, "sns:TagResource", RESOURCE, Does::Change(tags::put),
        "aws sns tag-resource --resource-arn arn:aws:sns:us-east-1:111122223333:news --tags Key=team,Value=blue"),
    row("UntagResource", Access::Tagging, "sns:UntagResource", RESOURCE, Does::Change(tags::take),
        "aws sns untag-resource --resource-arn arn:aws:sns:us-east-1:111122223333:news --tag-keys team"),
    row("ListTagsForResource", Access::Read, "sns:ListTagsForResource", RESOURCE, Does::Look(topics::tags),
        "aws sns list-tags-for-resource --resource-arn arn:aws:sns:us-east-1:111122223333:news"),
    Operation {
        service: "sns",
        name: "Subscribe",
        access: Access::Write,
        checks: Checks::On("sns:Subscribe", On::One(&SUBSCRIBED, "TopicArn")),
        run: Run::Write(subscriptions::subscribe),
        example: "aws sns subscribe --topic-arn arn:aws:sns:us-east-1:111122223333:news --protocol sqs --notification-endpoint arn:aws:sqs:us-east-1:111122223333:q1",
    },
    row("Unsubscribe", Access::Write, "sns:Unsubscribe", On::One(&SUBSCRIPTION, "SubscriptionArn"), Does::Remove(|_, _| Ok(serde_json::Map::new())),
        "aws sns unsubscribe --subscription-arn SUBSCRIPTION"),
    row("ListSubscriptions", Access::List, "sns:ListSubscriptions", On::All(&SUBSCRIPTION), Does::List(|_, _| true, subscriptions::show),
        "aws sns list-subscriptions"),
    row("ListSubscriptionsByTopic", Access::List, "sns:ListSubscriptionsByTopic", TOPIC_ARN, Does::Look(subscriptions::of_topic),
        "aws sns list-subscriptions-by-topic --topic-arn arn:aws:sns:us-east-1:111122223333:news"),
    Operation {
        service: "sns",
        name: "Publish",
        access: Access::Write,
        checks: Checks::On("sns:Publish", TOPIC_ARN),
        run: Run::Write(publish::publish),
        example: "aws sns publish --topic-arn arn:aws:sns:us-east-1:111122223333:news --message hello",
    },
];
