//! Deleting something with all that belongs to it, as the console does by itself.

use crate::console::act;
use crate::console::parts::{close_button, failed};
use crate::store::{Flash, use_store};
use crate::ui::{ConfirmDelete, Modal};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`DeleteWhole`].
#[derive(Properties, PartialEq)]
pub struct DeleteWholeProps {
    /// `User` or `Role`.
    pub kind: &'static str,
    /// Its name, which has to be typed.
    pub name: String,
    /// The calls that delete its parts and then itself, or why the parts could not be found.
    pub plan: Result<Vec<Call>, Failure>,
    /// Told that the dialog is to be closed, and whether it is gone.
    pub onclose: Callback<bool>,
    /// What will be lost.
    pub children: Html,
}

/// Asks for the name, and deletes; or says why that cannot even be tried.
#[component]
pub fn DeleteWhole(props: &DeleteWholeProps) -> Html {
    let store = use_store();
    let title = format!("Delete {}?", props.name);
    let close = props.onclose.reform(|()| false);
    let calls = match &props.plan {
        Ok(calls) => calls.clone(),
        Err(failure) => {
            return html! {
                <Modal {title} footer={close_button(&close)} onclose={close}>
                    <p>{ "What belongs to it has to be deleted first, but could not be found out:" }</p>
                    { failed(failure) }
                </Modal>
            };
        }
    };
    let onconfirm = {
        let (kind, name, onclose, calls) =
            (props.kind, props.name.clone(), props.onclose.clone(), calls.clone());
        Callback::from(move |()| {
            let outcome = act::in_order(&store, calls.clone());
            store.flash(match &outcome {
                Ok(_) => Flash::success(format!("{kind} {name} deleted.")),
                Err(failure) => Flash::failure(format!("{kind} {name} was not deleted"), failure),
            });
            onclose.emit(outcome.is_ok());
        })
    };
    html! {
        <ConfirmDelete {title} word={props.name.clone()} {calls} {onconfirm} onclose={close}>
            { props.children.clone() }
        </ConfirmDelete>
    }
}
