//! Tasks.

use super::super::resource::{Held, Resource};
use super::super::table::{Place, all, page};
use super::super::tags;
use super::definitions::shown_tags;
use super::model::{Task, TaskDefinition};
use super::{DEFINITION, TASK, client, cluster, cluster_arn, roles};
use crate::error::ApiError;
use crate::ids;
use crate::input::Input;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// How many tasks one request runs at most.
const MOST: i64 = 10;
/// Characters of a task's id.
const ID_LENGTH: usize = 32;

/// The ARN of the task definition that a request names, and what is there.
fn definition<'a>(place: &Place<'a>) -> Result<(String, Option<&'a TaskDefinition>), ApiError> {
    let arn = DEFINITION.arn(place, place.input.text("taskDefinition")?)?;
    let found = DEFINITION.get(place.world, &arn).and_then(|resource| TaskDefinition::of(resource).ok());
    Ok((arn, found))
}

/// The roles of a task: its own and ECS's, as the request or the definition says.
fn task_roles(place: &Place<'_>, definition: Option<&TaskDefinition>) -> [Option<String>; 2] {
    let overrides = place.input.get("overrides");
    let given = |name: &str| {
        let role = overrides.and_then(|o| o.get(name)).and_then(Value::as_str);
        role.map(|role| roles::arn(place.world, place.account, role))
    };
    [
        given("taskRoleArn").or_else(|| definition?.task_role.clone()),
        given("executionRoleArn").or_else(|| definition?.execution_role.clone()),
    ]
}

/// Whoever runs a task passes its roles again, those of the definition included: AWS's documentation speaks of
/// overrides only, its denials of both.
pub(super) fn run_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let place = Place::of(p);
    cluster(&place)?;
    let (arn, found) = definition(&place)?;
    let on = |action, arn: &str| {
        let check = DEFINITION.check(&Planning { action, ..*p }, arn);
        check
            .with("ecs:cluster", vec![cluster_arn(&place)])
            .with("ecs:enable-execute-command", vec![p.input.flag("enableExecuteCommand").to_string()])
    };
    let mut checks = vec![on("ecs:RunTask", &arn)];
    if p.input.has("tags") {
        let tasks = place.arn("ecs", "task/default/*");
        let check = TASK.check_new(&Planning { action: "ecs:TagResource", ..*p }, &tasks);
        checks.push(check.with("ecs:CreateAction", vec!["RunTask".to_owned()]));
    }
    checks.extend(roles::passing(&task_roles(&place, found), &arn));
    Ok(checks)
}

pub(super) fn run(ok: &Authorized, world: &mut World) -> Output {
    let place = Place::of_authorized(ok, world);
    let (arn, found) = definition(&place)?;
    let active = found.filter(|definition| definition.deregistered.is_none());
    let definition = active.ok_or_else(|| client("TaskDefinition is inactive"))?;
    let count = ok.input().int("count").unwrap_or(1);
    if !(1..=MOST).contains(&count) {
        return Err(super::invalid("count should be between 1 and 10"));
    }
    let [role, execution_role] = task_roles(&place, Some(definition));
    let mut random = ok.random();
    let mut rows = Vec::new();
    let mut run = Vec::new();
    for _ in 0..count {
        let task = TASK.arn(&place, &ids::hex(ID_LENGTH, &mut random))?;
        for role in role.iter().chain(&execution_role) {
            roles::usable(world, role, &task, ok.tick())?;
        }
        let body = new(ok.input(), &arn, definition, role.clone());
        let task = Resource { tags: tags::given(ok.input()), ..Resource::new(&task, ok.now(), body) };
        rows.push(show(&place, &task)?);
        run.push((task.arn.clone(), Arc::new(task)));
    }
    world.resources.extend(run);
    Ok(Map::from_iter([("tasks".to_owned(), rows.into()), ("failures".to_owned(), json!([]))]))
}

fn new(input: &Input, arn: &str, definition: &TaskDefinition, role: Option<String>) -> Task {
    let containers = definition.given.get("containerDefinitions").and_then(Value::as_array);
    let text = |container: &Value, member: &str| container[member].as_str().unwrap_or_default().to_owned();
    let named = |container: &Value| (text(container, "name"), text(container, "image"));
    let group = input.opt_text("group");
    Task {
        definition: arn.to_owned(),
        role,
        overrides: input.get("overrides").and_then(Value::as_object).cloned().unwrap_or_default(),
        group: group.map_or_else(|| format!("family:{}", definition.family), str::to_owned),
        started_by: input.opt_text("startedBy").map(str::to_owned),
        containers: containers.map(|all| all.iter().map(named).collect()).unwrap_or_default(),
        can_execute: input.flag("enableExecuteCommand"),
        stopped: None,
    }
}

/// A container as answers show it. Its ids follow from the task's.
fn container(place: &Place<'_>, task: &Resource, (name, image): &(String, String), status: &str) -> Value {
    let id = task.name(TASK.prefix);
    json!({
        "containerArn": place.arn("ecs", &format!("container/default/{id}/{name}")),
        "taskArn": task.arn,
        "name": name,
        "image": image,
        "runtimeId": format!("{id}-{name}"),
        "lastStatus": status,
        "networkInterfaces": [],
        "healthStatus": "UNKNOWN",
    })
}

/// A task as answers show it, its members in the model's order.
fn show(place: &Place<'_>, resource: &Resource) -> Result<Value, ApiError> {
    let task = Task::of(resource)?;
    let status = if task.stopped.is_some() { "STOPPED" } else { "RUNNING" };
    let containers: Value =
        task.containers.iter().map(|each| container(place, resource, each, status)).collect();
    let mut overrides = task.overrides.clone();
    overrides.entry("containerOverrides").or_insert_with(|| json!([]));
    let mut out = json!({
        "attachments": [],
        "availabilityZone": format!("{}a", resource.region()),
        "clusterArn": cluster_arn(place),
        "connectivity": "CONNECTED",
        "containers": containers,
        "createdAt": resource.created.iso(),
        "desiredStatus": status,
        "enableExecuteCommand": task.can_execute,
        "group": task.group,
        "lastStatus": status,
        "launchType": "FARGATE",
        "overrides": overrides,
        "startedAt": resource.created.iso(),
    });
    if let Some(by) = &task.started_by {
        out["startedBy"] = by.as_str().into();
    }
    if let Some((at, why)) = &task.stopped {
        out["stopCode"] = "UserInitiated".into();
        out["stoppedAt"] = at.iso().into();
        out["stoppedReason"] = why.as_str().into();
    }
    out["tags"] = shown_tags(resource);
    out["taskArn"] = resource.arn.as_str().into();
    out["taskDefinitionArn"] = task.definition.as_str().into();
    Ok(out)
}

pub(super) fn list(ok: &Authorized, world: &World) -> Output {
    let place = Place::of_authorized(ok, world);
    cluster(&place)?;
    let input = ok.input();
    let stopped = input.opt_text("desiredStatus") == Some("STOPPED");
    let family = input.opt_text("family").map(|family| format!("family:{family}"));
    let fits = |task: &Task| {
        task.stopped.is_some() == stopped
            && family.as_ref().is_none_or(|family| task.group == *family)
            && input.opt_text("startedBy").is_none_or(|by| task.started_by.as_deref() == Some(by))
    };
    let rows = all(&TASK, &place).filter(|resource| Task::of(resource).is_ok_and(fits));
    page(ok, "ecs", rows, |resource| resource.arn.as_str().into())
}

/// The check on each task of the request.
pub(super) fn each(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let place = Place::of(p);
    let tasks = p.input.texts("tasks").into_iter();
    tasks.map(|task| Ok(TASK.check(p, &TASK.arn(&place, task)?))).collect()
}

pub(super) fn describe(ok: &Authorized, world: &World) -> Output {
    let place = Place::of_authorized(ok, world);
    let (mut tasks, mut failures) = (Vec::new(), Vec::new());
    for task in ok.input().texts("tasks") {
        let arn = TASK.arn(&place, task)?;
        match TASK.get(world, &arn) {
            Some(resource) => tasks.push(show(&place, resource)?),
            None => failures.push(json!({"arn": arn, "reason": "MISSING"})),
        }
    }
    Ok(Map::from_iter([("tasks".to_owned(), tasks.into()), ("failures".to_owned(), failures.into())]))
}

pub(super) fn stop(ok: &Authorized, world: &World, resource: &mut Resource) -> Output {
    let why = ok.input().opt_text("reason").unwrap_or("Task stopped by user");
    let task = Task::of_mut(resource)?;
    task.stopped.get_or_insert_with(|| (ok.now(), why.to_owned()));
    let shown = show(&Place::of_authorized(ok, world), resource)?;
    Ok(Map::from_iter([("task".to_owned(), shown)]))
}
