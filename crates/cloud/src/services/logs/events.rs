//! Log streams and their events.

use super::super::resource::{Held, Resource};
use super::super::table::page;
use super::groups::{exists, missing};
use super::model::{LogEvent, LogGroup, LogStream};
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::tick::Timestamp;
use crate::world::World;
use imbl::Vector;
use serde_json::{Map, Value, json};

const DAY: i64 = 86_400;
/// A stream holds at most this many events: the world lives in a browser's memory.
pub(super) const MOST_EVENTS: usize = 10_000;

pub(super) fn create_stream(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let group = LogGroup::of_mut(resource)?;
    let name = ok.input().text("logStreamName")?;
    if group.streams.contains_key(name) {
        return Err(exists("log stream"));
    }
    group.streams.insert(name.to_owned(), LogStream { created: ok.now(), events: Vector::new() });
    Ok(Map::new())
}

pub(super) fn streams(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let prefix = ok.input().opt_text("logStreamNamePrefix").unwrap_or_default();
    let streams = LogGroup::of(resource)?.streams.iter().filter(|(name, _)| name.starts_with(prefix));
    page(ok, "logs", streams, |(name, stream)| {
        let mut row = json!({
            "logStreamName": name,
            "creationTime": stream.created.0 * 1_000,
            "arn": format!("{}:log-stream:{name}", resource.arn),
            "storedBytes": 0,
        });
        let times = || stream.events.iter().map(|event| event.time);
        if let (Some(first), Some(last)) = (times().min(), times().max()) {
            row["firstEventTimestamp"] = first.into();
            row["lastEventTimestamp"] = last.into();
        }
        row
    })
}

pub(super) fn put(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    let group = LogGroup::of_mut(resource)?;
    let stream =
        group.streams.get_mut(ok.input().text("logStreamName")?).ok_or_else(|| missing("log stream"))?;
    let events = ok.input().list("logEvents").iter().filter_map(|event| {
        let message = event["message"].as_str()?.to_owned();
        Some(LogEvent { time: event["timestamp"].as_i64()?, message, ingested: ok.now() })
    });
    let events: Vec<LogEvent> = events.collect();
    if events.windows(2).any(|pair| pair[0].time > pair[1].time) {
        let message = "Log events in a single PutLogEvents request must be in chronological order.";
        return Err(ApiError::new("InvalidParameterException", 400, message));
    }
    if stream.events.len().saturating_add(events.len()) > MOST_EVENTS {
        let message = "IAM Playground keeps at most 10,000 events in a log stream.";
        return Err(ApiError::new("LimitExceededException", 400, message));
    }
    stream.events.extend(events);
    Ok(Map::from_iter([("nextSequenceToken".to_owned(), format!("{:056}", stream.events.len()).into())]))
}

/// The events of a stream that are still kept, in the order of their times. They fit one page.
pub(super) fn get(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let input = ok.input();
    let group = LogGroup::of(resource)?;
    let name = input.text("logStreamName")?;
    let stream = group.streams.get(name).ok_or_else(|| missing("log stream"))?;
    let kept =
        |at: i64| group.retention.is_none_or(|days| ok.now().since(Timestamp(at / 1_000)) < days * DAY);
    let from = input.int("startTime").unwrap_or(i64::MIN);
    let to = input.int("endTime").unwrap_or(i64::MAX);
    let mut events: Vec<&LogEvent> =
        stream.events.iter().filter(|e| kept(e.time) && (from..to).contains(&e.time)).collect();
    events.sort_by_key(|event| event.time);
    let rows: Value = events
        .iter()
        .map(|e| json!({"timestamp": e.time, "message": e.message, "ingestionTime": e.ingested.0 * 1_000}))
        .collect();
    Ok(Map::from_iter([
        ("events".to_owned(), rows),
        ("nextForwardToken".to_owned(), format!("f/{:056}", events.len()).into()),
        ("nextBackwardToken".to_owned(), format!("b/{:056}", 0).into()),
    ]))
}
