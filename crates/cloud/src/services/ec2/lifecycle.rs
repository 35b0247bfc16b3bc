//! Starting, stopping and terminating. What AWS takes a minute for is done at once here.

use super::super::resource::{Held, Resource};
use super::INSTANCE;
use super::model::{Instance, InstanceState};
use super::shown::state;
use crate::error::ApiError;
use crate::operation::{Authorized, Output};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

pub(super) fn start(ok: &Authorized, world: &mut World) -> Output {
    turn(ok, world, "StartingInstances", InstanceState::Running)
}

pub(super) fn stop(ok: &Authorized, world: &mut World) -> Output {
    turn(ok, world, "StoppingInstances", InstanceState::Stopped)
}

pub(super) fn terminate(ok: &Authorized, world: &mut World) -> Output {
    turn(ok, world, "TerminatingInstances", InstanceState::Terminated)
}

fn turn(ok: &Authorized, world: &mut World, member: &str, to: InstanceState) -> Output {
    super::dry_run(ok)?;
    let mut rows: Vec<Value> = Vec::new();
    for id in ok.input().texts("InstanceIds") {
        let arn = super::arn(ok, world, id);
        let mut changed = Resource::clone(INSTANCE.existing(world, &arn)?);
        let instance = Instance::of_mut(&mut changed)?;
        let before = instance.state;
        if before == InstanceState::Terminated && to != before {
            return Err(terminated(id));
        }
        instance.state = to;
        if to == InstanceState::Terminated {
            instance.association = None;
        }
        world.resources.insert(arn, Arc::new(changed));
        rows.push(json!({"InstanceId": id, "CurrentState": state(to), "PreviousState": state(before)}));
    }
    Ok(Map::from_iter([(member.to_owned(), rows.into())]))
}

fn terminated(id: &str) -> ApiError {
    let message = format!(
        "The instance '{id}' is not in a state from which it can be started or stopped: it is terminated."
    );
    ApiError::new("IncorrectInstanceState", 400, message)
}
