//! What the request of a simulation brings along.

use super::super::documents::save_identity;
use super::super::granting::Source;
use super::invalid;
use crate::error::ApiError;
use crate::input::Input;
use policy::{Context, Level, NamedPolicy, Policy, PolicyType};
use serde_json::Value;

/// Policies given with the request, named by their place as AWS does.
pub(super) fn documents(input: &Input, list: &str) -> Result<Vec<NamedPolicy>, ApiError> {
    input
        .texts(list)
        .into_iter()
        .enumerate()
        .map(|(i, text)| document(&format!("{list}.{}", i + 1), text))
        .collect()
}

fn document(name: &str, text: &str) -> Result<NamedPolicy, ApiError> {
    let policy = save_identity(text, PolicyType::Managed)
        .map_err(|error| invalid(format!("Invalid Input Policies. {}", error.message)))?;
    Ok(NamedPolicy::new(name, policy.0))
}

/// The service control policies of each level of an organization, its root first.
pub(super) fn levels(input: &Input) -> Result<Option<Vec<Level>>, ApiError> {
    const LIST: &str = "OrderedOrganizationPolicyInputList";
    let level = |(i, level): (usize, &Value)| {
        let name = format!("{LIST}.{}", i + 1);
        let texts = level["ServiceControlPolicyInputList"].as_array().into_iter().flatten();
        let texts = texts.filter_map(Value::as_str).enumerate();
        let policies = texts.map(|(i, text)| document(&format!("{name}.{}", i + 1), text));
        Ok(Level { policies: policies.collect::<Result<_, ApiError>>()?, name })
    };
    let levels: Vec<Level> =
        input.list(LIST).iter().enumerate().map(level).collect::<Result<_, ApiError>>()?;
    Ok(Some(levels).filter(|levels| !levels.is_empty()))
}

/// The policy of the simulated resources.
pub(super) fn resource_policy(input: &Input) -> Result<Option<NamedPolicy>, ApiError> {
    let Some(text) = input.opt_text("ResourcePolicy") else { return Ok(None) };
    let policy = Policy::parse(text).map_err(|error| invalid(format!("Invalid Resource Policy. {error}")))?;
    Ok(Some(NamedPolicy::new("ResourcePolicy", policy)))
}

/// Sets the condition keys in `ContextEntries`.
pub(super) fn context(input: &Input, context: &mut Context) {
    for entry in input.list("ContextEntries") {
        let values = entry["ContextKeyValues"].as_array().into_iter().flatten();
        let values = values.filter_map(Value::as_str).map(str::to_owned).collect();
        if let Some(key) = entry["ContextKeyName"].as_str() {
            context.set_many(key, values);
        }
    }
}

/// `PolicyExclusionList`: attached policies that are left out.
pub(super) struct Exclusions<'a>(&'a [Value]);

impl<'a> Exclusions<'a> {
    pub(super) fn of(input: &'a Input) -> Self {
        Self(input.list("PolicyExclusionList"))
    }

    /// Whether a policy is left out.
    pub(super) fn source(&self, source: &Source<'_>) -> bool {
        self.0.iter().any(|item| match source {
            Source::Managed(arn, _) => item["PolicyArn"] == *arn,
            Source::Inline(kind, owner, name, _) => {
                let inline = &item["InlinePolicyIdentifier"];
                inline["PolicyName"] == *name
                    && inline["AttachmentName"] == *owner
                    && inline["AttachmentType"].as_str().is_some_and(|k| k.eq_ignore_ascii_case(kind))
            }
        })
    }

    /// The boundary, unless it is left out.
    pub(super) fn boundary(&self, boundary: Option<NamedPolicy>) -> Option<NamedPolicy> {
        let out = |item: &Value, arn: &str| {
            item["PolicyType"] == "permission-boundary"
                && (item["PolicyArn"].is_null() || item["PolicyArn"] == arn)
        };
        boundary.filter(|b| !self.0.iter().any(|item| out(item, b.arn.as_deref().unwrap_or_default())))
    }
}
