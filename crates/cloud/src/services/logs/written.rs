//! What a workload's service writes to a log group for it, as its role.

use super::super::resource::{Held as _, Resource};
use super::GROUP;
use super::model::{LogEvent, LogGroup, LogStream};
use crate::arn;
use crate::tick::Tick;
use crate::workload::{Workload, delivery};
use crate::world::World;
use imbl::{OrdMap, Vector};
use std::sync::Arc;

/// Writes lines to a stream of a group, both made if need be, as far as the workload's role may.
pub(in super::super) fn write_as(
    world: &mut World,
    workload: &Workload,
    group: &str,
    stream: &str,
    lines: &[String],
    tick: Tick,
) {
    let arn = arn::regional("logs", workload.region(), workload.account(), &format!("log-group:{group}"));
    let may = |world: &World, action: &str, stream: &str| {
        delivery::may(world, workload, action, &format!("{arn}:log-stream:{stream}"), tick)
    };
    let mut changed = match GROUP.get(world, &arn) {
        Some(found) => found.clone(),
        None if may(world, "logs:CreateLogGroup", "") => {
            Resource::new(&arn, tick.now, LogGroup { retention: None, streams: OrdMap::new() })
        }
        None => return,
    };
    let Ok(body) = LogGroup::of_mut(&mut changed) else { return };
    let is_new = !body.streams.contains_key(stream);
    if !is_new || may(world, "logs:CreateLogStream", stream) {
        let there = body.streams.entry(stream.to_owned());
        let events =
            &mut there.or_insert_with(|| LogStream { created: tick.now, events: Vector::new() }).events;
        if may(world, "logs:PutLogEvents", stream) {
            let event = |line: &String| LogEvent {
                time: tick.now.0 * 1_000,
                message: line.clone(),
                ingested: tick.now,
            };
            events.extend(lines.iter().map(event));
            while events.len() > super::events::MOST_EVENTS {
                events.pop_front();
            }
        }
    }
    world.resources.insert(arn, Arc::new(changed));
}
