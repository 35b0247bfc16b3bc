//! The roles of task definitions and tasks.

use super::super::pass_role;
use super::client;
use crate::error::ApiError;
use crate::operation::Check;
use crate::tick::Tick;
use crate::workload::WorkloadKind;
use crate::world::World;

/// The ARN of a role of the account, by its name or ARN.
pub(super) fn arn(world: &World, account: &str, role: &str) -> String {
    if role.starts_with("arn:") {
        return role.to_owned();
    }
    let found = world.account(account).and_then(|account| account.iam.role(role));
    found.map_or_else(|| format!("arn:aws:iam::{account}:role/{role}"), |role| role.arn(account))
}

/// The checks on passing roles, each once.
pub(super) fn passing(roles: &[Option<String>], resource: &str) -> Vec<Check> {
    let mut roles: Vec<&String> = roles.iter().flatten().collect();
    roles.dedup();
    roles.into_iter().map(|role| pass_role::check(role, WorkloadKind::Task, resource.to_owned())).collect()
}

/// ECS takes roles of the account that are there.
pub(super) fn there(world: &World, account: &str, role: &str) -> Result<(), ApiError> {
    let own = crate::arn::account(role) == Some(account);
    if own && pass_role::role(world, role).is_some() { Ok(()) } else { Err(client("Role is not valid")) }
}

/// ECS tries whether it can assume a role before it runs a task with it.
pub(super) fn usable(world: &World, role: &str, task: &str, tick: Tick) -> Result<(), ApiError> {
    if pass_role::can_assume(world, role, WorkloadKind::Task, task, tick) {
        return Ok(());
    }
    Err(client(&format!(
        "ECS was unable to assume the role '{role}' that was provided for this task. Please verify that the role \
         being passed has the proper trust relationship and permissions and that your IAM user has permissions to \
         pass this role."
    )))
}
