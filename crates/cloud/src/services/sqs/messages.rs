//! Messages: sent, hidden from others while somebody works on them, deleted.

use super::super::resource::{Held, Resource};
use super::super::service_call::ServiceCall;
use super::QUEUE;
use super::model::{Message, Queue};
use crate::encoding::hex;
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Output};
use crate::random::Random;
use crate::tick::Timestamp;
use crate::world::World;
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use md5::{Digest as _, Md5};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A queue holds at most this many messages: the world lives in a browser's memory.
const MOST_MESSAGES: usize = 10_000;
/// A queue can be purged this often, in seconds.
const BETWEEN_PURGES: i64 = 60;

/// Keeps the ids of delivered messages apart from those of what is delivered.
const DELIVERY_SEED: u64 = 0x0de1_1ce5_0de1_1ce5;

fn invalid(reason: &str) -> ApiError {
    let message = format!("One or more parameters are invalid. Reason: {reason}");
    ApiError::new("InvalidParameterValue", 400, message)
}

fn md5_hex(bytes: &[u8]) -> String {
    hex(&Md5::digest(bytes))
}

pub(super) fn send(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    let queue = Queue::of_mut(resource)?;
    let body = input.text("MessageBody")?;
    let attributes = input.get("MessageAttributes").cloned().unwrap_or_default();
    let delay = input.int("DelaySeconds").unwrap_or_else(|| queue.number("DelaySeconds"));
    if !(0..=900).contains(&delay) {
        return Err(invalid(&format!("DelaySeconds must be >= 0 and <= 900. Was: {delay}.")));
    }
    let message = Message {
        id: ids::uuid(&mut ok.random()),
        body: body.to_owned(),
        sender: ok.caller().user_id.clone().unwrap_or_default(),
        visible: ok.now().plus(delay),
        ..new(ok.now(), attributes)
    };
    let mut out = Map::from_iter([("MD5OfMessageBody".to_owned(), Value::from(md5_hex(body.as_bytes())))]);
    if let Some(digest) = digest_of_attributes(&message.attributes) {
        out.insert("MD5OfMessageAttributes".to_owned(), digest.into());
    }
    out.insert("MessageId".to_owned(), message.id.as_str().into());
    push(queue, message)?;
    Ok(out)
}

fn new(now: Timestamp, attributes: Value) -> Message {
    Message {
        id: String::new(),
        body: String::new(),
        attributes,
        sender: String::new(),
        sent: now,
        visible: now,
        first_received: None,
        received: 0,
        receipt: None,
    }
}

fn push(queue: &mut Queue, message: Message) -> Result<(), ApiError> {
    let most = queue.number("MaximumMessageSize");
    if message.body.len() + message.attributes.to_string().len() > usize::try_from(most).unwrap_or_default() {
        return Err(invalid(&format!("Message must be shorter than {most} bytes.")));
    }
    forget_old(queue, message.sent);
    if queue.messages.len() >= MOST_MESSAGES {
        return Err(ApiError::new(
            "OverLimit",
            403,
            "IAM Playground keeps at most 10,000 messages in a queue.",
        ));
    }
    queue.messages.push_back(Arc::new(message));
    Ok(())
}

/// Puts a message that a service brings into a queue whose policy lets the service in. All others are lost:
/// nobody is told of a delivery that fails.
pub(in super::super) fn deliver(world: &mut World, arn: &str, body: String, call: &ServiceCall<'_>) {
    let Some(queue) = QUEUE.get(world, arn).filter(|queue| call.may(world, "sqs:SendMessage", &QUEUE, queue))
    else {
        return;
    };
    let mut changed = queue.clone();
    let message = Message {
        id: ids::uuid(&mut Random::new(call.tick.seed ^ DELIVERY_SEED)),
        body,
        sender: call.service.to_owned(),
        ..new(call.tick.now, Value::Null)
    };
    if Queue::of_mut(&mut changed).and_then(|queue| push(queue, message)).is_ok() {
        world.resources.insert(arn.to_owned(), Arc::new(changed));
    }
}

fn forget_old(queue: &mut Queue, now: Timestamp) {
    let kept = queue.number("MessageRetentionPeriod");
    queue.messages.retain(|message| now.since(message.sent) < kept);
}

/// Gives out messages and hides them until the visibility timeout is over.
pub(super) fn receive(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let input = ok.input();
    let queue = Queue::of_mut(resource)?;
    let most = input.int("MaxNumberOfMessages").unwrap_or(1);
    if !(1..=10).contains(&most) {
        let reason = format!(
            "Value {most} for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10, if provided."
        );
        return Err(ApiError::new("InvalidParameterValue", 400, reason));
    }
    let hidden = input.int("VisibilityTimeout").unwrap_or_else(|| queue.number("VisibilityTimeout"));
    check_timeout(hidden)?;
    forget_old(queue, ok.now());
    let mut random = ok.random();
    let mut shown = Vec::new();
    let visible = queue.messages.iter_mut().filter(|message| message.visible <= ok.now());
    for message in visible.take(usize::try_from(most).unwrap_or_default()) {
        let message = Arc::make_mut(message);
        message.received = message.received.saturating_add(1);
        message.first_received.get_or_insert(ok.now());
        message.visible = ok.now().plus(hidden);
        let handle = BASE64.encode(format!("{} {}", message.id, ids::uuid(&mut random)));
        message.receipt = Some(handle.clone());
        shown.push(show(message, &handle, ok));
    }
    Ok(if shown.is_empty() { Map::new() } else { Map::from_iter([("Messages".to_owned(), shown.into())]) })
}

fn show(message: &Message, handle: &str, ok: &Authorized) -> Value {
    let input = ok.input();
    let mut out = json!({
        "MessageId": message.id,
        "ReceiptHandle": handle,
        "MD5OfBody": md5_hex(message.body.as_bytes()),
        "Body": message.body,
    });
    let mut wanted = input.texts("AttributeNames");
    wanted.extend(input.texts("MessageSystemAttributeNames"));
    let first = message.first_received.unwrap_or(message.sent);
    let system = [
        ("SenderId", message.sender.clone()),
        ("ApproximateFirstReceiveTimestamp", (first.0 * 1_000).to_string()),
        ("ApproximateReceiveCount", message.received.to_string()),
        ("SentTimestamp", (message.sent.0 * 1_000).to_string()),
    ];
    let system: Map<String, Value> = system
        .into_iter()
        .filter(|(name, _)| wanted.contains(&"All") || wanted.contains(name))
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    if !system.is_empty() {
        out["Attributes"] = system.into();
    }
    let asked = input.texts("MessageAttributeNames");
    let own: Map<String, Value> = message
        .attributes
        .as_object()
        .into_iter()
        .flatten()
        .filter(|(name, _)| asked.iter().any(|a| *a == "All" || *a == ".*" || a == name))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    if !own.is_empty() {
        let own = Value::from(own);
        out["MD5OfMessageAttributes"] = digest_of_attributes(&own).into();
        out["MessageAttributes"] = own;
    }
    out
}

fn check_timeout(seconds: i64) -> Result<(), ApiError> {
    if (0..=43_200).contains(&seconds) {
        return Ok(());
    }
    let message = format!(
        "Value {seconds} for parameter VisibilityTimeout is invalid. Reason: VisibilityTimeout must be an integer between 0 and 43200."
    );
    Err(ApiError::new("InvalidParameterValue", 400, message))
}

/// Where the message of a receipt handle stands. `None` if it is deleted, or has been received again since.
fn position(queue: &Queue, handle: &str) -> Result<Option<usize>, ApiError> {
    let decoded = BASE64.decode(handle).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    if decoded.is_none_or(|text| !text.contains(' ')) {
        let message = format!("The input receipt handle \"{handle}\" is not a valid receipt handle.");
        return Err(ApiError::new("ReceiptHandleIsInvalid", 404, message));
    }
    Ok(queue.messages.iter().position(|message| message.receipt.as_deref() == Some(handle)))
}

pub(super) fn delete(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let queue = Queue::of_mut(resource)?;
    if let Some(at) = position(queue, ok.input().text("ReceiptHandle")?)? {
        queue.messages.remove(at);
    }
    Ok(Map::new())
}

pub(super) fn hide(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let queue = Queue::of_mut(resource)?;
    let seconds = ok.input().int("VisibilityTimeout").unwrap_or_default();
    check_timeout(seconds)?;
    let at = position(queue, ok.input().text("ReceiptHandle")?)?;
    match at.and_then(|at| queue.messages.get_mut(at)).filter(|message| message.visible > ok.now()) {
        Some(message) => Arc::make_mut(message).visible = ok.now().plus(seconds),
        None => {
            let reason = "Message does not exist or is not available for visibility timeout change.";
            return Err(invalid(reason));
        }
    }
    Ok(Map::new())
}

pub(super) fn purge(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let name = resource.name("").to_owned();
    let queue = Queue::of_mut(resource)?;
    if queue.purged.is_some_and(|at| ok.now().since(at) < BETWEEN_PURGES) {
        let message =
            format!("Only one PurgeQueue operation on {name} is allowed every {BETWEEN_PURGES} seconds.");
        return Err(ApiError::new("AWS.SimpleQueueService.PurgeQueueInProgress", 403, message));
    }
    queue.messages.clear();
    queue.purged = Some(ok.now());
    Ok(Map::new())
}

/// The MD5 that SQS computes over message attributes in the order of their names: name, type, a byte for the
/// kind of value, and the value; each but that byte behind its length.
fn digest_of_attributes(attributes: &Value) -> Option<String> {
    let mut sorted: Vec<(&String, &Value)> = attributes.as_object()?.iter().collect();
    sorted.sort_unstable_by_key(|(name, _)| *name);
    let mut bytes = Vec::new();
    for (name, value) in sorted {
        let text = |member: &str| value.get(member).and_then(Value::as_str);
        counted(&mut bytes, name.as_bytes());
        counted(&mut bytes, text("DataType").unwrap_or_default().as_bytes());
        match text("BinaryValue").and_then(|text| BASE64.decode(text).ok()) {
            Some(binary) => {
                bytes.push(2);
                counted(&mut bytes, &binary);
            }
            None => {
                bytes.push(1);
                counted(&mut bytes, text("StringValue").unwrap_or_default().as_bytes());
            }
        }
    }
    Some(md5_hex(&bytes))
}

fn counted(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend(u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes());
    out.extend(bytes);
}
