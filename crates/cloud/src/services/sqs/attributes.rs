//! Attributes of queues, among them the policy.

use super::super::policies;
use super::super::resource::{Held, Resource};
use super::model::{Message, Queue};
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::tick::Timestamp;
use crate::world::World;
use policy::PolicyType;
use serde_json::{Map, Value};

/// An attribute that is a number: the least and the greatest value, and the usual one.
struct Number {
    name: &'static str,
    least: i64,
    most: i64,
    usual: i64,
}

const fn number(name: &'static str, least: i64, most: i64, usual: i64) -> Number {
    Number { name, least, most, usual }
}

/// Seconds, but for the size, which is in bytes.
const NUMBERS: [Number; 5] = [
    number("VisibilityTimeout", 0, 43_200, 30),
    number("MaximumMessageSize", 1_024, 1_048_576, 1_048_576),
    number("MessageRetentionPeriod", 60, 1_209_600, 345_600),
    number("DelaySeconds", 0, 900, 0),
    number("ReceiveMessageWaitTimeSeconds", 0, 20, 0),
];

/// Attributes of AWS's whose effect is not simulated.
const NOT_SIMULATED: [&str; 8] = [
    "FifoQueue",
    "ContentBasedDeduplication",
    "DeduplicationScope",
    "FifoThroughputLimit",
    "RedrivePolicy",
    "RedriveAllowPolicy",
    "KmsMasterKeyId",
    "KmsDataKeyReusePeriodSeconds",
];

impl Queue {
    /// An attribute that is a number, as it was set or as it usually is.
    pub(super) fn number(&self, name: &str) -> i64 {
        let set = self.attributes.get(name).and_then(|text| text.parse().ok());
        set.or_else(|| NUMBERS.iter().find(|n| n.name == name).map(|n| n.usual)).unwrap_or_default()
    }
}

/// Sets the attributes that a request gives. An empty policy takes the policy away.
pub(super) fn set(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let Some(Value::Object(given)) = ok.input().get("Attributes") else { return Ok(Map::new()) };
    for (name, value) in given {
        let value = value.as_str().unwrap_or_default();
        match name.as_str() {
            "Policy" if value.is_empty() => resource.policy = None,
            "Policy" => policies::set(world, resource, value, PolicyType::SqsQueue)?,
            _ => {
                check(name, value)?;
                Queue::of_mut(resource)?.attributes.insert(name.clone(), value.to_owned());
            }
        }
    }
    Queue::of_mut(resource)?.modified = ok.now();
    Ok(Map::new())
}

fn check(name: &str, value: &str) -> Result<(), ApiError> {
    if NOT_SIMULATED.contains(&name) {
        let message = format!("The queue attribute {name} is not simulated in IAM Playground.");
        return Err(ApiError::not_simulated(message));
    }
    let fits = match NUMBERS.iter().find(|number| number.name == name) {
        Some(number) => value.parse().is_ok_and(|n| (number.least..=number.most).contains(&n)),
        None if name == "SqsManagedSseEnabled" => matches!(value, "true" | "false"),
        None => {
            let message = format!("Unknown Attribute {name}.");
            return Err(ApiError::new("InvalidAttributeName", 400, message));
        }
    };
    if fits {
        return Ok(());
    }
    let message = format!("Invalid value for the parameter {name}.");
    Err(ApiError::new("InvalidAttributeValue", 400, message))
}

/// The attributes that a request asks for.
pub(super) fn get(ok: &Authorized, world: &World, resource: &Resource) -> Output {
    let wanted = ok.input().texts("AttributeNames");
    let all = all(world, resource, ok.now())?;
    if let Some(unknown) = wanted.iter().find(|w| **w != "All" && !is_attribute(w)) {
        let message = format!("Unknown Attribute {unknown}.");
        return Err(ApiError::new("InvalidAttributeName", 400, message));
    }
    let shown: Map<String, Value> = all
        .into_iter()
        .filter(|(name, _)| wanted.contains(&"All") || wanted.contains(&name.as_str()))
        .collect();
    Ok(if shown.is_empty() { shown } else { Map::from_iter([("Attributes".to_owned(), shown.into())]) })
}

const COMPUTED: [&str; 6] = [
    "QueueArn",
    "ApproximateNumberOfMessages",
    "ApproximateNumberOfMessagesNotVisible",
    "ApproximateNumberOfMessagesDelayed",
    "CreatedTimestamp",
    "LastModifiedTimestamp",
];

fn is_attribute(name: &str) -> bool {
    matches!(name, "Policy" | "SqsManagedSseEnabled")
        || COMPUTED.contains(&name)
        || NOT_SIMULATED.contains(&name)
        || NUMBERS.iter().any(|number| number.name == name)
}

fn all(world: &World, resource: &Resource, now: Timestamp) -> Output {
    let queue = Queue::of(resource)?;
    let count = |is: &dyn Fn(&Message) -> bool| queue.messages.iter().filter(|m| is(m)).count().to_string();
    let hidden = |m: &Message| m.visible > now;
    let computed = [
        resource.arn.clone(),
        count(&|m| !hidden(m)),
        count(&|m| hidden(m) && m.received > 0),
        count(&|m| hidden(m) && m.received == 0),
        resource.created.0.to_string(),
        queue.modified.0.to_string(),
    ];
    let mut out: Map<String, Value> =
        COMPUTED.iter().zip(computed).map(|(name, value)| ((*name).to_owned(), value.into())).collect();
    for number in &NUMBERS {
        out.insert(number.name.to_owned(), queue.number(number.name).to_string().into());
    }
    if let Some(policy) = policies::shown(world, resource) {
        out.insert("Policy".to_owned(), policy.into());
    }
    let sse = queue.attributes.get("SqsManagedSseEnabled").map_or("true", String::as_str);
    out.insert("SqsManagedSseEnabled".to_owned(), sse.into());
    Ok(out)
}
