//! Deleting a customer managed policy with its versions.

use super::name_of;
use crate::console::delete_whole::DeleteWhole;
use crate::console::item::text;
use crate::store::{Store, use_reads};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`DeletePolicy`].
#[derive(Properties, PartialEq)]
pub struct DeletePolicyProps {
    /// The policy.
    pub arn: String,
    /// Told that the dialog is to be closed, and whether the policy is gone.
    pub onclose: Callback<bool>,
}

/// Asks, and deletes.
#[component]
pub fn DeletePolicy(props: &DeletePolicyProps) -> Html {
    let plan = use_reads(props.arn.clone(), |store, arn| plan(store, arn));
    let name = name_of(&props.arn).to_owned();
    html! {
        <DeleteWhole kind="Policy" {name} plan={(*plan).clone()} onclose={props.onclose.clone()}>
            <p>
                { "All versions of the policy are deleted for good. A policy that is still attached to a user, group or role cannot be deleted." }
            </p>
        </DeleteWhole>
    }
}

/// The calls that delete a policy: first the versions that are not the default, then the policy with the
/// default one. Source: spec iam-api.md §4.
fn plan(store: &Store, arn: &str) -> Result<Vec<Call>, Failure> {
    let about = |operation: &str| Call::new("iam", operation).with("PolicyArn", arn);
    let versions = store.list(&about("ListPolicyVersions").with("MaxItems", 1000))?;
    let others = versions.iter().filter(|version| version["IsDefaultVersion"] != true);
    let others =
        others.map(|version| about("DeletePolicyVersion").with("VersionId", text(version, "VersionId")));
    Ok(others.chain([about("DeletePolicy")]).collect())
}
