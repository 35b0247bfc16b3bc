//! The permissions boundary of users and roles.

use super::Holder;
use super::policy_cells::{policy_link, use_policies};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{Field, Head, button, buttons, end_of_dialog, panel, read};
use crate::console::policies::name_of;
use crate::console::states::{Dialog, set, use_dialogs};
use crate::store::use_store;
use crate::ui::{Choice, ConfirmDelete, Modal, Select, ShowCli};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Boundary`].
#[derive(Properties, PartialEq)]
pub struct BoundaryProps {
    /// Whose.
    pub holder: Holder,
    /// The answer about the holder; null if it could not be read.
    pub entity: Value,
}

/// Which boundary is set, and buttons to set and remove one.
#[component]
pub fn Boundary(props: &BoundaryProps) -> Html {
    let store = use_store();
    let dialogs = use_dialogs();
    let holder = &props.holder;
    if props.entity.is_null() {
        return html! { <div></div> };
    }
    let arn =
        props.entity.get("PermissionsBoundary").map(|boundary| text(boundary, "PermissionsBoundaryArn"));
    let change = |title| button(title, dialogs.opener(Dialog::Edit));
    let (title, actions, value) = match &arn {
        Some(arn) => (
            "Permissions boundary (set)",
            buttons([button("Remove boundary", dialogs.opener(Dialog::Remove)), change("Change boundary")]),
            policy_link(arn).content,
        ),
        None => (
            "Permissions boundary (not set)",
            change("Set permissions boundary"),
            html! { { "No boundary is set." } },
        ),
    };
    let head = Head::new(title).with(actions).saying(format!(
        "The most that the {} may do, whatever its policies allow. A boundary allows nothing by itself.",
        holder.noun(),
    ));
    let call = holder.call(format!("Delete{}PermissionsBoundary", holder.kind()));
    let close = dialogs.closer();
    let (done, failed) = ("Permissions boundary removed.", "The boundary could not be removed");
    let onconfirm = act::closing(&store, vec![call.clone()], done, failed, close.clone());
    html! {
        <div>
            { panel(head, html! { <p>{ value }</p> }) }
            { match dialogs.open() {
                Dialog::Edit => html! { <SetBoundary holder={holder.clone()} present={arn} onclose={close} /> },
                Dialog::Remove => html! {
                    <ConfirmDelete
                        title="Remove permissions boundary?"
                        action="Remove"
                        {onconfirm}
                        onclose={close}
                        calls={vec![call]}
                    >
                        <p>{ "All that the policies allow is then allowed." }</p>
                    </ConfirmDelete>
                },
                _ => html! {},
            } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SetBoundaryProps {
    holder: Holder,
    present: Option<String>,
    onclose: Callback<()>,
}

#[component]
fn SetBoundary(props: &SetBoundaryProps) -> Html {
    let store = use_store();
    let policies = use_policies();
    let arn = use_state(|| props.present.clone().unwrap_or_default());
    let (holder, chosen) = (&props.holder, !arn.is_empty());
    let call = holder
        .call(format!("Put{}PermissionsBoundary", holder.kind()))
        .with("PermissionsBoundary", arn.as_str());
    let onsubmit = {
        let (call, close) = (call.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if chosen {
                let done = "Permissions boundary set.";
                act::one(&store, call.clone(), done, "The boundary could not be set");
                close.emit(());
            }
        })
    };
    let content = read(&policies, |policies| {
        let choice = |policy: &Value| {
            let arn = text(policy, "Arn");
            Choice::new(arn.clone(), name_of(&arn).to_owned())
        };
        let first = Choice::new("", "Choose a policy");
        let choices: Vec<Choice> = std::iter::once(first).chain(policies.iter().map(choice)).collect();
        Field::new("Policy")
            .around(html! { <Select value={(*arn).clone()} {choices} onchange={set(&arn)} /> })
    });
    html! {
        <Modal
            title="Set permissions boundary"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Set boundary", chosen)}
        >
            <div class="stack">
                { content }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
