//! Deleting a user with all that belongs to it.

use super::cells::is_absent;
use crate::console::delete_whole::DeleteWhole;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{Store, use_reads};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`DeleteUser`].
#[derive(Properties, PartialEq)]
pub struct DeleteUserProps {
    /// The user's name.
    pub name: String,
    /// Told that the dialog is to be closed, and whether the user is gone.
    pub onclose: Callback<bool>,
}

/// Asks for the name, and deletes.
#[component]
pub fn DeleteUser(props: &DeleteUserProps) -> Html {
    let plan = use_reads(props.name.clone(), |store, name| plan(store, name));
    html! {
        <DeleteWhole kind="User" name={props.name.clone()} plan={(*plan).clone()} onclose={props.onclose.clone()}>
            <p>
                { "The user is deleted for good, and with it its password, access keys and inline policies. Groups and managed policies stay." }
            </p>
        </DeleteWhole>
    }
}

/// The calls that delete a user: IAM refuses while anything belongs to it, so the console takes that away
/// first. Source: spec iam-api.md §4.
fn plan(store: &Store, name: &str) -> Result<Vec<Call>, Failure> {
    let holder = Holder::User(name.to_owned());
    let mut calls = Vec::new();
    for key in store.list(&holder.call("ListAccessKeys"))? {
        calls.push(holder.call("DeleteAccessKey").with("AccessKeyId", text(&key, "AccessKeyId")));
    }
    match store.read(&holder.call("GetLoginProfile")) {
        Ok(_) => calls.push(holder.call("DeleteLoginProfile")),
        Err(failure) if is_absent(&failure) => {}
        Err(failure) => return Err(failure),
    }
    for policy in store.list(&holder.list_attached())? {
        calls.push(holder.detach(&text(&policy, "PolicyArn")));
    }
    for policy in store.list(&holder.list_inline())?.iter().filter_map(Value::as_str) {
        calls.push(holder.delete_inline(policy));
    }
    for group in store.list(&holder.call("ListGroupsForUser"))? {
        calls.push(holder.call("RemoveUserFromGroup").with("GroupName", text(&group, "GroupName")));
    }
    calls.push(holder.call("DeleteUser"));
    Ok(calls)
}
