//! Policies passed when a session is made. Source: spec sts.md §2, policy-language.md §3.

use crate::caller::SessionPolicy;
use crate::error::ApiError;
use crate::iam::layers::managed_document;
use crate::iam::model::Tag;
use crate::input::Input;
use crate::stored_policy::StoredPolicy;
use crate::world::World;
use policy::{Policy, PolicyType, validate};
use serde_json::Value;

/// Characters that the inline policy and the ARNs may have together.
const QUOTA: usize = 2_048;

/// The session policies that a request passes beside tags; `None` when it passes none.
pub(super) fn passed(
    input: &Input,
    tags: &[Tag],
    world: &World,
    account: &str,
) -> Result<Option<Vec<SessionPolicy>>, ApiError> {
    let arns: Vec<&str> =
        input.list("PolicyArns").iter().filter_map(|p| p.get("arn").and_then(Value::as_str)).collect();
    let inline = input.opt_text("Policy");
    if inline.is_none() && arns.is_empty() {
        return Ok(None);
    }
    let size = packed_size(input, tags);
    if size > 100 {
        let message = format!("Packed policy consumes {size}% of allotted space, please use smaller policy.");
        return Err(ApiError::new("PackedPolicyTooLarge", 400, message));
    }
    let mut policies = Vec::new();
    if let Some(text) = inline {
        let document = Policy::compile(&validate(text, PolicyType::Session)?);
        policies.push(SessionPolicy { arn: None, document: StoredPolicy(document) });
    }
    let iam = world.account(account).map(|a| &a.iam);
    for arn in arns {
        let document = iam.and_then(|iam| managed_document(iam, arn)).ok_or_else(|| {
            let message = format!("Policy {arn} does not exist or is not attachable.");
            ApiError::new("MalformedPolicyDocument", 400, message)
        })?;
        policies.push(SessionPolicy { arn: Some(arn.to_owned()), document: document.clone() });
    }
    Ok(Some(policies))
}

/// How much of the room for policies and tags a request uses, in percent. AWS packs them by a form of its
/// own; here it is their plain length (spec: UNCONFIRMED).
pub(super) fn packed_size(input: &Input, tags: &[Tag]) -> usize {
    let arns = input.list("PolicyArns").iter().filter_map(|p| p.get("arn").and_then(Value::as_str));
    let policies: usize = arns.chain(input.opt_text("Policy")).map(|text| text.chars().count()).sum();
    let tags: usize = tags.iter().map(|t| t.key.len() + t.value.len()).sum();
    (policies + tags).saturating_mul(100).div_ceil(QUOTA)
}
