//! ECS: task definitions with roles, and tasks in the account's default cluster. Containers are not run; a task runs
//! from the moment it is asked for until it is stopped. Services and other clusters are not simulated.
//! Source: spec s3-api.md §7; the service's public model.

mod definitions;
mod execute;
pub(crate) mod model;
mod roles;
mod tasks;

use super::resource::Body;
use super::table::{Does, Kind, Listed, On, Place, row};
use crate::error::ApiError;
use crate::operation::{Access, Checks, Operation, Rows, Run};

const DEFINITIONS: Kind = Kind {
    service: "ecs",
    prefix: "task-definition/",
    noun: "task definition",
    is: |body| matches!(body, Body::TaskDefinition(_)),
    listed: Listed::Everything,
    find: |_, place, text| Ok(definitions::find(place, text)),
    missing: |_| client("Unable to describe task definition."),
    context: Kind::no_context,
    spelled: Kind::by_arn,
};

/// Task definitions, by family (the newest one that is active), family and revision, or ARN.
static DEFINITION: Kind = DEFINITIONS;

/// Task definitions where what is done to them is checked on everything.
static UNNAMED: Kind = Kind { spelled: |_, _| ("*".to_owned(), "*".to_owned()), ..DEFINITIONS };

/// Tasks of the default cluster, by id or ARN.
pub(crate) static TASK: Kind = Kind {
    service: "ecs",
    prefix: "task/default/",
    noun: "task",
    is: |body| matches!(body, Body::Task(_)),
    // AWS thinks of the instances that tasks run on.
    listed: Listed::Arn("container-instance/default/*"),
    find: |_, place, text| {
        cluster(place)?;
        let id = text.rsplit('/').next().unwrap_or(text);
        Ok(if text.starts_with("arn:") {
            text.to_owned()
        } else {
            place.arn("ecs", &format!("task/{CLUSTER}/{id}"))
        })
    },
    missing: |_| invalid("The referenced task was not found."),
    context: |p, _| vec![("ecs:cluster".to_owned(), vec![cluster_arn(&Place::of(p))])],
    spelled: Kind::by_arn,
};

/// The cluster that every account has here.
const CLUSTER: &str = "default";

fn client(message: &str) -> ApiError {
    ApiError::new("ClientException", 400, message)
}

fn invalid(message: &str) -> ApiError {
    ApiError::new("InvalidParameterException", 400, message)
}

fn cluster_arn(place: &Place<'_>) -> String {
    place.arn("ecs", &format!("cluster/{CLUSTER}"))
}

/// Refuses requests for other clusters than the default one.
fn cluster(place: &Place<'_>) -> Result<(), ApiError> {
    match place.input.opt_text("cluster") {
        None | Some(CLUSTER) => Ok(()),
        Some(arn) if arn == cluster_arn(place) => Ok(()),
        Some(_) => Err(ApiError::new("ClusterNotFoundException", 400, "Cluster not found.")),
    }
}

const fn of(
    name: &'static str,
    access: Access,
    checks: Checks,
    run: Run,
    example: &'static str,
) -> Operation {
    Operation { service: "ecs", name, access, checks, run, example }
}

const NAMED: On = On::One(&UNNAMED, "taskDefinition");

#[rustfmt::skip]
pub(super) const ROWS: Rows = &[
    of("RegisterTaskDefinition", Access::Write, Checks::Custom(definitions::register_checks), Run::Write(definitions::register),
        "aws ecs register-task-definition --family web --task-role-arn arn:aws:iam::111122223333:role/task --container-definitions name=web,image=nginx"),
    row("DescribeTaskDefinition", Access::Read, "ecs:DescribeTaskDefinition", NAMED, Does::Look(definitions::describe),
        "aws ecs describe-task-definition --task-definition web"),
    row("ListTaskDefinitions", Access::List, "ecs:ListTaskDefinitions", On::All(&DEFINITION), Does::List(definitions::fits, |d| d.arn.as_str().into()),
        "aws ecs list-task-definitions"),
    row("DeregisterTaskDefinition", Access::Write, "ecs:DeregisterTaskDefinition", NAMED, Does::Change(definitions::deregister),
        "aws ecs deregister-task-definition --task-definition web:1"),
    of("RunTask", Access::Write, Checks::Custom(tasks::run_checks), Run::Write(tasks::run),
        "aws ecs run-task --task-definition web --enable-execute-command"),
    of("ListTasks", Access::List, Checks::On("ecs:ListTasks", On::All(&TASK)), Run::Read(tasks::list),
        "aws ecs list-tasks"),
    of("DescribeTasks", Access::Read, Checks::Each("ecs:DescribeTasks", tasks::each), Run::Read(tasks::describe),
        "aws ecs describe-tasks --tasks TASK"),
    row("StopTask", Access::Write, "ecs:StopTask", On::One(&TASK, "task"), Does::Change(tasks::stop),
        "aws ecs stop-task --task TASK"),
    of("ExecuteCommand", Access::Write, Checks::Custom(execute::checks), Run::Row(On::One(&TASK, "task"), Does::Look(execute::run)),
        "aws ecs execute-command --task TASK --interactive --command /bin/bash"),
];
