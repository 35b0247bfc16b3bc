//! KMS's guard against key policies that lock their author out.

use super::super::resource::Resource;
use super::super::table::policy_of;
use super::{KEY, context};
use crate::error::ApiError;
use crate::iam::layers;
use crate::operation::Authorized;
use crate::world::World;
use policy::{Context, Request, decide};

/// Refuses a policy under which the caller could not change it any more, unless asked not to. The policy that a key
/// has when none is given is KMS's own.
pub(super) fn check(ok: &Authorized, world: &World, key: &Resource) -> Result<(), ApiError> {
    if ok.input().flag("BypassPolicyLockoutSafetyCheck") || !ok.input().has("Policy") {
        return Ok(());
    }
    let caller = ok.caller();
    let target = policy::Resource { arn: key.arn.clone(), account: Some(key.account().to_owned()) };
    let mut keys = Context::new();
    caller.principal.fill_context(&mut keys);
    for (name, values) in context::of_caller(caller.account_id()) {
        keys.set_many(&name, values);
    }
    let policy = policy_of(&KEY, key);
    let own = layers::of(world, caller, Some(key.account()));
    let request = Request {
        principal: &caller.principal,
        action: "kms:PutKeyPolicy",
        resource: &target,
        context: &keys,
    };
    if decide(&request, &own.with_resource(policy.as_ref())).is_allowed() {
        return Ok(());
    }
    let message = "The new key policy will not allow you to update the key policy in the future.";
    Err(ApiError::new("MalformedPolicyDocumentException", 400, message))
}
