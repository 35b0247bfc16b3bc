//! `ExecuteCommand`: a session in a task that allows it.

use super::super::resource::{Held as _, Resource};
use super::super::table::Place;
use super::model::Task;
use super::{TASK, cluster, cluster_arn, invalid};
use crate::error::ApiError;
use crate::ids;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};

/// On the cluster and on the task.
pub(super) fn checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let p = &Planning { action: "ecs:ExecuteCommand", ..*p };
    let place = Place::of(p);
    cluster(&place)?;
    let on_task = TASK.check(p, &TASK.arn(&place, p.input.text("task")?)?);
    let cluster = cluster_arn(&place);
    let on_cluster = Check::new(p.action, cluster.clone(), Some(place.account.to_owned()), cluster.clone())
        .with("ecs:cluster", vec![cluster]);
    let named = |check: Check| match p.input.opt_text("container") {
        Some(name) => check.with("ecs:container-name", vec![name.to_owned()]),
        None => check,
    };
    Ok(vec![named(on_cluster), named(on_task)])
}

pub(super) fn run(ok: &Authorized, world: &World, resource: &Resource) -> Output {
    let input = ok.input();
    let task = Task::of(resource)?;
    if !task.can_execute || task.stopped.is_some() {
        return Err(invalid(
            "The execute command failed because execute command was not enabled when the task was run or the \
             execute command agent isn’t running. Wait and try again or run a new task with execute command \
             enabled and try again.",
        ));
    }
    if !input.flag("interactive") {
        return Err(invalid("Interactive is the only mode supported currently."));
    }
    let wanted = input.opt_text("container");
    if wanted.is_none() && task.containers.len() > 1 {
        return Err(invalid("You must specify a container name for a task with several containers."));
    }
    let container =
        task.containers.iter().map(|(name, _)| name).find(|name| wanted.is_none_or(|w| w == *name));
    let container = container.ok_or_else(|| invalid("The container does not exist in the task."))?;
    let place = Place::of_authorized(ok, world);
    let session = format!("ecs-execute-command-{}", ids::lower(26, &mut ok.random()));
    let answer: [(&str, Value); 6] = [
        ("clusterArn", cluster_arn(&place).into()),
        (
            "containerArn",
            place.arn("ecs", &format!("container/default/{}/{container}", resource.name(TASK.prefix))).into(),
        ),
        ("containerName", container.as_str().into()),
        ("interactive", true.into()),
        (
            "session",
            json!({"sessionId": session, "streamUrl": format!("wss://ssmmessages.{}.amazonaws.com/v1/data-channel/{session}", ok.region()), "tokenValue": ids::session_token(&mut ok.random())}),
        ),
        ("taskArn", resource.arn.as_str().into()),
    ];
    Ok(answer.into_iter().map(|(name, value)| (name.to_owned(), value)).collect::<Map<_, _>>())
}
