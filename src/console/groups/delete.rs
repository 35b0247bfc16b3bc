//! Deleting a group with all that belongs to it.

use super::about;
use crate::console::delete_whole::DeleteWhole;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{Store, use_reads};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`DeleteGroup`].
#[derive(Properties, PartialEq)]
pub struct DeleteGroupProps {
    /// The group's name.
    pub name: String,
    /// Told that the dialog is to be closed, and whether the group is gone.
    pub onclose: Callback<bool>,
}

/// Asks for the name, and deletes.
#[component]
pub fn DeleteGroup(props: &DeleteGroupProps) -> Html {
    let plan = use_reads(props.name.clone(), |store, name| plan(store, name));
    html! {
        <DeleteWhole kind="User group" name={props.name.clone()} plan={(*plan).clone()} onclose={props.onclose.clone()}>
            <p>
                { "The group is deleted for good, and with it its inline policies. Its users stay, but lose what the group allowed." }
            </p>
        </DeleteWhole>
    }
}

/// The calls that delete a group: IAM refuses while it has users or policies. Source: spec iam-api.md §4.
fn plan(store: &Store, name: &str) -> Result<Vec<Call>, Failure> {
    let holder = Holder::Group(name.to_owned());
    let mut calls = Vec::new();
    for user in store.list(&about("GetGroup", name))? {
        calls.push(about("RemoveUserFromGroup", name).with("UserName", text(&user, "UserName")));
    }
    for policy in store.list(&holder.list_attached())? {
        calls.push(holder.detach(&text(&policy, "PolicyArn")));
    }
    for policy in store.list(&holder.list_inline())?.iter().filter_map(Value::as_str) {
        calls.push(holder.delete_inline(policy));
    }
    calls.push(about("DeleteGroup", name));
    Ok(calls)
}
