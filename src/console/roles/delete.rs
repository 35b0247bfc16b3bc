//! Deleting a role with its policies.

use crate::console::act;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{Flash, Store, use_reads, use_store};
use crate::ui::{ConfirmDelete, Failed, ShowCli};
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
    let store = use_store();
    let calls = use_reads(props.name.clone(), |store, name| plan(store, name));
    let onconfirm = {
        let (name, onclose, calls) = (props.name.clone(), props.onclose.clone(), calls.clone());
        Callback::from(move |()| {
            let outcome = match &*calls {
                Ok(calls) => act::in_order(&store, calls.clone()).map(drop),
                Err(failure) => Err(failure.clone()),
            };
            store.flash(match &outcome {
                Ok(()) => Flash::success(format!("Role {name} deleted.")),
                Err(failure) => Flash::failure(format!("Role {name} was not deleted"), failure),
            });
            onclose.emit(outcome.is_ok());
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Delete {}?", props.name)}
            word={props.name.clone()}
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>
                { "The role and its inline policies are deleted for good. Sessions of the role that are still running lose their permissions at once." }
            </p>
            { match &*calls {
                Ok(calls) => html! { <ShowCli calls={calls.clone()} /> },
                Err(failure) => html! {
                    <>
                        <p>{ "The role's policies have to be found first, which failed:" }</p>
                        <Failed failure={failure.clone()} />
                    </>
                },
            } }
        </ConfirmDelete>
    }
}

/// The calls that delete a role: IAM refuses while it has policies. Source: spec iam-api.md §4.
fn plan(store: &Store, name: &str) -> Result<Vec<Call>, Failure> {
    let holder = Holder::Role(name.to_owned());
    let attached = store.list(&holder.list_attached())?;
    let inline = store.list(&holder.list_inline())?;
    let detach = attached.iter().map(|policy| holder.detach(&text(policy, "PolicyArn")));
    let delete = inline.iter().filter_map(Value::as_str).map(|policy| holder.delete_inline(policy));
    Ok(detach.chain(delete).chain([holder.call("DeleteRole")]).collect())
}
