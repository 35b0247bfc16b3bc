//! The instance profile that a request names, and what giving it to an instance needs.

use super::super::pass_role;
use super::invalid;
use crate::error::ApiError;
use crate::iam::model::InstanceProfile;
use crate::input::Input;
use crate::operation::{Check, Planning};
use crate::workload::WorkloadKind;
use crate::world::World;
use serde_json::Value;

/// The instance profile of a request, by name or ARN.
pub(super) fn given<'a>(
    world: &'a World,
    account: &str,
    input: &Input,
) -> Result<Option<&'a InstanceProfile>, ApiError> {
    let Some(given) = input.get("IamInstanceProfile") else { return Ok(None) };
    let text = |member: &str| given.get(member).and_then(Value::as_str);
    let (member, wanted) = match (text("Arn"), text("Name")) {
        (Some(_), Some(_)) => {
            let message = "The parameter 'iamInstanceProfile.name' may not be used in combination with \
                           'iamInstanceProfile.arn'";
            return Err(ApiError::new("InvalidParameterCombination", 400, message));
        }
        (Some(arn), None) => ("arn", arn),
        (None, Some(name)) => ("name", name),
        (None, None) => return Ok(None),
    };
    let iam = world.account(account).map(|account| &account.iam);
    let found = iam.and_then(|iam| iam.instance_profile(wanted.rsplit('/').next().unwrap_or(wanted)));
    let found = found.filter(|profile| match member {
        "arn" => profile.arn(account) == wanted,
        _ => profile.name == wanted,
    });
    found.map(Some).ok_or_else(|| {
        let kind = if member == "arn" { "ARN" } else { "name" };
        invalid(format!(
            "Value ({wanted}) for parameter iamInstanceProfile.{member} is invalid. Invalid IAM Instance Profile {kind}"
        ))
    })
}

/// As [`given`], where one must be given.
pub(super) fn required<'a>(
    world: &'a World,
    account: &str,
    input: &Input,
) -> Result<&'a InstanceProfile, ApiError> {
    given(world, account, input)?.ok_or_else(|| {
        let message = "The request must contain the parameter IamInstanceProfile";
        ApiError::new("MissingParameter", 400, message)
    })
}

/// The check on passing the role in an instance profile to an instance.
pub(super) fn passing(
    p: &Planning<'_>,
    profile: &InstanceProfile,
    instance: String,
) -> Result<Check, ApiError> {
    let account = p.caller.account_id();
    let iam = p.world.account(account).map(|account| &account.iam);
    let role = profile.role.as_deref().and_then(|name| iam.and_then(|iam| iam.role(name)));
    let role = role.ok_or_else(|| {
        let message =
            format!("IAM Instance Profile \"{}\" has no associated IAM Roles", profile.arn(account));
        invalid(message)
    })?;
    Ok(pass_role::check(&role.arn(account), WorkloadKind::Instance, instance))
}
