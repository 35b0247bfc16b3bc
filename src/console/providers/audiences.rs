//! The audiences of an OpenID Connect provider: the clients whose tokens are taken.

use super::Provider;
use crate::console::act;
use crate::console::parts::{
    Field, Head, List, Select, button, button_if, buttons, empty, end_of_dialog, flush_panel,
};
use crate::console::states::{Dialog, set, use_dialogs, use_ticked};
use crate::store::use_store;
use crate::ui::{Cell, ConfirmDelete, Modal, Row, ShowCli};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`Audiences`].
#[derive(Properties, PartialEq)]
pub(super) struct AudiencesProps {
    /// The provider.
    pub(super) arn: String,
    /// The client ids.
    pub(super) audiences: Vec<String>,
}

/// The list, and buttons to change it.
#[component]
pub(super) fn Audiences(props: &AudiencesProps) -> Html {
    let store = use_store();
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let provider = Provider::of(&props.arn);
    let chosen: Vec<AttrValue> = ticked
        .keys()
        .into_iter()
        .filter(|key| props.audiences.iter().any(|one| one == key.as_str()))
        .collect();
    let calls: Vec<Call> = chosen
        .iter()
        .map(|audience| provider.call("RemoveClientIDFrom", "").with("ClientID", audience.as_str()))
        .collect();
    let head = Head::new("Audiences")
        .counting(Some(props.audiences.len()))
        .saying("Also known as client IDs: tokens made out for others are refused.")
        .with(buttons([
            button_if(!chosen.is_empty(), "Remove", dialogs.opener(Dialog::Remove)),
            button("Add audience", dialogs.opener(Dialog::Add)),
        ]));
    let row =
        |audience: &String| Row { key: audience.clone().into(), cells: vec![Cell::text(audience.clone())] };
    let list = List {
        select: Select::Many(ticked.keys(), ticked.setter()),
        empty: empty("No audiences", "No token of the provider is taken.", html! {}),
        ..List::new("Audiences", &["Audience"], props.audiences.iter().map(row).collect())
    };
    let onclose = dialogs.closer_then(move || ticked.clear());
    let failed = "The audience could not be removed";
    let onconfirm = act::closing(&store, calls.clone(), "Audience removed.", failed, onclose.clone());
    html! {
        <div>
            { flush_panel(head, list.html()) }
            { match dialogs.open() {
                Dialog::Add => html! { <AddAudience arn={props.arn.clone()} {onclose} /> },
                Dialog::Remove => html! {
                    <ConfirmDelete title="Remove audiences?" action="Remove" {calls} {onconfirm} {onclose}>
                        <p>{ "Tokens that are made out for them are refused from now on." }</p>
                    </ConfirmDelete>
                },
                _ => html! {},
            } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct AddAudienceProps {
    arn: String,
    onclose: Callback<()>,
}

#[component]
fn AddAudience(props: &AddAudienceProps) -> Html {
    let store = use_store();
    let audience = use_state(String::new);
    let ready = !audience.trim().is_empty();
    let calls = vec![Provider::of(&props.arn).call("AddClientIDTo", "").with("ClientID", audience.trim())];
    let (done, failed) = ("Audience added.", "The audience could not be added");
    let act = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    html! {
        <Modal
            title="Add audience"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Add audience", ready)}
        >
            <div class="stack">
                { Field::new("Audience").allowing("Maximum 255 characters.").line(&audience, set(&audience)) }
                if ready {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
