//! Subscriptions: those of a queue or function of the account itself are confirmed at once, all others wait for an answer
//! that nobody in this world gives.

use super::super::resource::{Held, Resource};
use super::super::table::{Context, page, starting};
use super::TOPIC;
use super::model::Subscription;
use crate::arn;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

const PROTOCOLS: [&str; 9] =
    ["sqs", "lambda", "email", "email-json", "http", "https", "sms", "application", "firehose"];

/// `sns:Protocol` and `sns:Endpoint`
pub(super) fn context(p: &Planning<'_>, _: Option<&Resource>) -> Context {
    let keys = [("sns:Protocol", "Protocol"), ("sns:Endpoint", "Endpoint")];
    let given = keys.into_iter().filter_map(|(key, name)| Some((key, p.input.opt_text(name)?)));
    given.map(|(key, value)| (key.to_owned(), vec![value.to_owned()])).collect()
}

/// The subscriptions of a topic: their ARNs begin with the topic's.
pub(super) fn all_of<'a>(
    world: &'a World,
    topic: &str,
) -> impl Iterator<Item = (&'a Resource, &'a Subscription)> {
    let rows = starting(world, format!("{topic}:"));
    rows.filter_map(|resource| Some((resource, Subscription::of(resource).ok()?)))
}

pub(super) fn subscribe(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let topic = input.text("TopicArn")?;
    TOPIC.existing(world, topic)?;
    let (protocol, endpoint) = (input.text("Protocol")?, input.opt_text("Endpoint").unwrap_or_default());
    let invalid = |what: &str| ApiError::new("InvalidParameter", 400, format!("Invalid parameter: {what}"));
    if !PROTOCOLS.contains(&protocol) {
        return Err(invalid(&format!("Amazon SNS does not support this protocol string: {protocol}")));
    }
    if protocol == "sqs" && !endpoint.starts_with("arn:aws:sqs:") {
        return Err(invalid("SQS endpoint ARN"));
    }
    if protocol == "lambda" && !endpoint.starts_with("arn:aws:lambda:") {
        return Err(invalid("Lambda endpoint ARN"));
    }
    let same = |(_, s): &(&Resource, &Subscription)| s.protocol == protocol && s.endpoint == endpoint;
    let is_known = matches!(protocol, "sqs" | "lambda");
    let confirmed = is_known && arn::account(endpoint) == Some(ok.account());
    let there = all_of(world, topic).find(same).map(|(resource, s)| (resource.arn.clone(), s.confirmed));
    let (arn, confirmed) = match there {
        Some(there) => there,
        None => {
            let arn = format!("{topic}:{}", ids::uuid(&mut ok.random()));
            let subscription = Subscription {
                topic: topic.to_owned(),
                owner: ok.account().to_owned(),
                protocol: protocol.to_owned(),
                endpoint: endpoint.to_owned(),
                confirmed,
                raw: input.get("Attributes").and_then(|a| a.get("RawMessageDelivery"))
                    == Some(&json!("true")),
            };
            world.resources.insert(arn.clone(), Arc::new(Resource::new(&arn, ok.now(), subscription)));
            (arn, confirmed)
        }
    };
    let shown = if confirmed || input.flag("ReturnSubscriptionArn") {
        arn
    } else {
        "pending confirmation".to_owned()
    };
    Ok(Map::from_iter([("SubscriptionArn".to_owned(), shown.into())]))
}

pub(super) fn show(resource: &Resource) -> Value {
    let Ok(subscription) = Subscription::of(resource) else { return Value::Null };
    let arn = if subscription.confirmed { resource.arn.as_str() } else { "PendingConfirmation" };
    json!({
        "SubscriptionArn": arn,
        "Owner": subscription.owner,
        "Protocol": subscription.protocol,
        "Endpoint": subscription.endpoint,
        "TopicArn": subscription.topic,
    })
}

pub(super) fn of_topic(ok: &Authorized, world: &World, resource: &Resource) -> Output {
    page(ok, "sns", all_of(world, &resource.arn), |(subscription, _)| show(subscription))
}
