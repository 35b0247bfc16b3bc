//! Publishing: a copy of the message for each subscribed queue or function that lets SNS in.

use super::super::lambda;
use super::super::service_call::ServiceCall;
use super::super::sqs;
use super::TOPIC;
use super::model::Subscription;
use super::subscriptions::all_of;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output};
use crate::world::World;
use serde_json::{Map, json};

/// Bytes of a message.
const LONGEST: usize = 262_144;

pub(super) fn publish(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let topic = input.text("TopicArn")?;
    let message = input.text("Message")?;
    TOPIC.existing(world, topic)?;
    if message.is_empty() || message.len() > LONGEST {
        let what = if message.is_empty() { "Empty message" } else { "Message too long" };
        return Err(ApiError::new("InvalidParameter", 400, format!("Invalid parameter: {what}")));
    }
    if input.has("MessageStructure") {
        return Err(ApiError::not_simulated(
            "Messages in several forms are not simulated in IAM Playground.",
        ));
    }
    let id = ids::uuid(&mut ok.random());
    let wrapped = json!({
        "Type": "Notification",
        "MessageId": id,
        "TopicArn": topic,
        "Subject": input.opt_text("Subject"),
        "Message": message,
        "Timestamp": ok.now().iso(),
    });
    let call = ServiceCall { service: "sns.amazonaws.com", source: topic, tick: ok.tick() };
    let confirmed: Vec<Subscription> =
        all_of(world, topic).filter(|(_, s)| s.confirmed).map(|(_, s)| s.clone()).collect();
    for Subscription { protocol, endpoint, raw, .. } in confirmed {
        match protocol.as_str() {
            "sqs" => {
                let body = if raw { message.to_owned() } else { wrapped.to_string() };
                sqs::deliver(world, &endpoint, body, &call);
            }
            "lambda" => lambda::invoke::by_service(world, &endpoint, &call),
            _ => {}
        }
    }
    Ok(Map::from_iter([("MessageId".to_owned(), id.into())]))
}
