//! Deleting a customer managed policy with its versions.

use super::name_of;
use crate::console::act;
use crate::console::item::text;
use crate::store::{Flash, Store, use_store};
use crate::ui::ConfirmDelete;
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
    let store = use_store();
    let name = name_of(&props.arn).to_owned();
    let onconfirm = {
        let (arn, name, onclose) = (props.arn.clone(), name.clone(), props.onclose.clone());
        Callback::from(move |()| {
            let outcome = delete(&store, &arn);
            let flash = match &outcome {
                Ok(()) => Flash::success(format!("Policy {name} deleted.")),
                Err(failure) => Flash::failure(format!("Policy {name} was not deleted"), failure),
            };
            store.flash(flash);
            onclose.emit(outcome.is_ok());
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Delete {name}?")}
            word={name.clone()}
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>
                { "All versions of the policy are deleted, and nobody can undo it. A policy that is still attached to a user, group or role cannot be deleted." }
            </p>
        </ConfirmDelete>
    }
}

/// As the console does: first the versions that are not the default, then the policy with the default one.
fn delete(store: &Store, arn: &str) -> Result<(), Failure> {
    let versions =
        store.list(&Call::new("iam", "ListPolicyVersions").with("PolicyArn", arn).with("MaxItems", 1000))?;
    let old = versions.iter().filter(|version| version["IsDefaultVersion"] != true);
    let mut calls: Vec<Call> = old
        .map(|version| {
            Call::new("iam", "DeletePolicyVersion")
                .with("PolicyArn", arn)
                .with("VersionId", text(version, "VersionId"))
        })
        .collect();
    calls.push(Call::new("iam", "DeletePolicy").with("PolicyArn", arn));
    act::in_order(store, calls).map(drop)
}
