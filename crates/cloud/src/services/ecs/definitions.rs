//! Task definitions: each registration makes a new revision of its family.

use super::super::resource::{Held, Resource};
use super::super::table::{Place, all};
use super::super::tags;
use super::model::TaskDefinition;
use super::{DEFINITION, client, roles};
use crate::error::ApiError;
use crate::operation::{Authorized, Check, Output, Planning};
use crate::world::World;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// What a task definition keeps as it was given.
const GIVEN: [&str; 6] =
    ["containerDefinitions", "networkMode", "volumes", "requiresCompatibilities", "cpu", "memory"];

/// The revisions of a family.
fn of_family<'a>(
    place: &Place<'a>,
    family: &str,
) -> impl Iterator<Item = (&'a Resource, &'a TaskDefinition)> {
    let both = |resource: &'a Resource| Some((resource, TaskDefinition::of(resource).ok()?));
    all(&DEFINITION, place).filter_map(both).filter(move |(_, definition)| definition.family == family)
}

/// The ARN that a text means.
pub(super) fn find(place: &Place<'_>, text: &str) -> String {
    if text.starts_with("arn:") {
        return text.to_owned();
    }
    let newest = || {
        let active = of_family(place, text).filter(|(_, definition)| definition.deregistered.is_none());
        active.max_by_key(|(_, definition)| definition.revision).map(|(resource, _)| resource.arn.clone())
    };
    let named = format!("task-definition/{text}");
    newest().unwrap_or_else(|| place.arn("ecs", &named))
}

/// The roles that a request gives, the task's and ECS's.
fn given_roles(p_world: &World, account: &str, input: &crate::input::Input) -> [Option<String>; 2] {
    ["taskRoleArn", "executionRoleArn"]
        .map(|name| input.opt_text(name).map(|role| roles::arn(p_world, account, role)))
}

pub(super) fn register_checks(p: &Planning<'_>) -> Result<Vec<Check>, ApiError> {
    let place = Place::of(p);
    let arn = place.arn("ecs", &format!("task-definition/{}:*", p.input.text("family")?));
    let on_new = |action| DEFINITION.check_new(&Planning { action, ..*p }, &arn);
    let mut checks = vec![on_new("ecs:RegisterTaskDefinition")];
    if p.input.has("tags") {
        let create = vec!["RegisterTaskDefinition".to_owned()];
        checks.push(on_new("ecs:TagResource").with("ecs:CreateAction", create));
    }
    checks.extend(roles::passing(&given_roles(p.world, place.account, p.input), &arn));
    Ok(checks)
}

pub(super) fn register(ok: &Authorized, world: &mut World) -> Output {
    let input = ok.input();
    let family = input.text("family")?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    if family.is_empty() || family.len() > 255 || !family.chars().all(plain) {
        let message = "Family should not be null or empty and can contain only letters, numbers, hyphens and underscores.";
        return Err(client(message));
    }
    let containers = input.list("containerDefinitions");
    if containers.is_empty() || containers.iter().any(|c| c["name"].is_null() || c["image"].is_null()) {
        return Err(client("Container definitions need a name and an image."));
    }
    let [task_role, execution_role] = given_roles(world, ok.account(), input);
    for role in task_role.iter().chain(&execution_role) {
        roles::there(world, ok.account(), role)?;
    }
    let place = Place::of_authorized(ok, world);
    let last = of_family(&place, family).map(|(_, definition)| definition.revision).max().unwrap_or(0);
    let revision = last.saturating_add(1);
    let arn = place.arn("ecs", &format!("task-definition/{family}:{revision}"));
    let kept = |name: &&str| Some(((*name).to_owned(), input.get(name)?.clone()));
    let definition = TaskDefinition {
        family: family.to_owned(),
        revision,
        task_role,
        execution_role,
        given: GIVEN.iter().filter_map(kept).collect(),
        deregistered: None,
    };
    let resource = Resource { tags: tags::given(input), ..Resource::new(&arn, ok.now(), definition) };
    let mut out = shown(&resource)?;
    if !resource.tags.is_empty() {
        out.insert("tags".to_owned(), shown_tags(&resource));
    }
    world.resources.insert(arn, Arc::new(resource));
    Ok(out)
}

pub(super) fn shown_tags(resource: &Resource) -> Value {
    resource.tags.iter().map(|tag| json!({"key": tag.key, "value": tag.value})).collect()
}

/// A container as answers show it: with what it has where nothing was given.
fn container(given: &Value) -> Value {
    let mut out = json!({"name": given["name"], "image": given["image"], "cpu": 0, "portMappings": [],
        "essential": true, "environment": [], "mountPoints": [], "volumesFrom": []});
    if let (Some(out), Some(given)) = (out.as_object_mut(), given.as_object()) {
        out.extend(given.clone());
    }
    out
}

/// `{"taskDefinition": …}`, its members in the model's order.
fn shown(resource: &Resource) -> Output {
    let definition = TaskDefinition::of(resource)?;
    let mut out = Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        out.extend(value.map(|value| (name.to_owned(), value)));
    };
    let given = |name: &str| definition.given.get(name).cloned();
    put("taskDefinitionArn", Some(resource.arn.as_str().into()));
    let containers = definition.given.get("containerDefinitions").and_then(Value::as_array);
    put("containerDefinitions", containers.map(|all| all.iter().map(container).collect()));
    put("family", Some(definition.family.as_str().into()));
    put("taskRoleArn", definition.task_role.clone().map(Value::from));
    put("executionRoleArn", definition.execution_role.clone().map(Value::from));
    put("networkMode", given("networkMode"));
    put("revision", Some(definition.revision.into()));
    put("volumes", Some(given("volumes").unwrap_or_else(|| json!([]))));
    let status = if definition.deregistered.is_none() { "ACTIVE" } else { "INACTIVE" };
    put("status", Some(status.into()));
    put("placementConstraints", Some(json!([])));
    put("compatibilities", Some(json!(["EC2", "FARGATE"])));
    for name in ["requiresCompatibilities", "cpu", "memory"] {
        put(name, given(name));
    }
    put("registeredAt", Some(resource.created.iso().into()));
    put("deregisteredAt", definition.deregistered.map(|at| at.iso().into()));
    Ok(Map::from_iter([("taskDefinition".to_owned(), out.into())]))
}

pub(super) fn describe(ok: &Authorized, _: &World, resource: &Resource) -> Output {
    let mut out = shown(resource)?;
    if ok.input().texts("include").contains(&"TAGS") {
        out.insert("tags".to_owned(), shown_tags(resource));
    }
    Ok(out)
}

pub(super) fn deregister(ok: &Authorized, _: &World, resource: &mut Resource) -> Output {
    if !ok.input().text("taskDefinition")?.contains(':') {
        return Err(client("Task definition must be of the form family:revision or an ARN with a revision."));
    }
    TaskDefinition::of_mut(resource)?.deregistered.get_or_insert(ok.now());
    shown(resource)
}

/// Whether a list shows it: those that are active, unless asked otherwise.
pub(super) fn fits(ok: &Authorized, resource: &Resource) -> bool {
    let Ok(definition) = TaskDefinition::of(resource) else { return false };
    let wanted = ok.input().opt_text("status").unwrap_or("ACTIVE");
    let family = ok.input().opt_text("familyPrefix");
    (wanted == "INACTIVE") == definition.deregistered.is_some()
        && family.is_none_or(|family| definition.family == family)
}
