//! Deleting a role with its policies.

use crate::console::delete_whole::DeleteWhole;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{Store, use_reads};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`DeleteRole`].
#[derive(Properties, PartialEq)]
pub struct DeleteRoleProps {
    /// The role's name.
    pub name: String,
    /// Told that the dialog is to be closed, and whether the role is gone.
    pub onclose: Callback<bool>,
}

/// Asks for the name, and deletes.
#[component]
pub fn DeleteRole(props: &DeleteRoleProps) -> Html {
    let plan = use_reads(props.name.clone(), |store, name| plan(store, name));
    html! {
        <DeleteWhole kind="Role" name={props.name.clone()} plan={(*plan).clone()} onclose={props.onclose.clone()}>
            <p>
                { "The role and its inline policies are deleted for good. Sessions of the role that are still running lose their permissions at once." }
            </p>
        </DeleteWhole>
    }
}

/// The calls that delete a role: IAM refuses while it has policies or is in an instance profile. A profile of
/// the role's own name goes with it, as in the console. Source: spec iam-api.md §4.
fn plan(store: &Store, name: &str) -> Result<Vec<Call>, Failure> {
    let holder = Holder::Role(name.to_owned());
    let attached = store.list(&holder.list_attached())?;
    let inline = store.list(&holder.list_inline())?;
    let detach = attached.iter().map(|policy| holder.detach(&text(policy, "PolicyArn")));
    let delete = inline.iter().filter_map(Value::as_str).map(|policy| holder.delete_inline(policy));
    let profiles = store.list(&holder.call("ListInstanceProfilesForRole"))?;
    let leave = profiles.iter().flat_map(|profile| leave(&holder, &text(profile, "InstanceProfileName")));
    Ok(detach.chain(delete).chain(leave).chain([holder.call("DeleteRole")]).collect())
}

fn leave(holder: &Holder, profile: &str) -> Vec<Call> {
    let remove = holder.call("RemoveRoleFromInstanceProfile").with("InstanceProfileName", profile);
    let delete = Call::new("iam", "DeleteInstanceProfile").with("InstanceProfileName", profile);
    if profile == holder.name() { vec![remove, delete] } else { vec![remove] }
}
