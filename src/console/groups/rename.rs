//! Renaming a group.

use super::about;
use crate::console::parts::{Field, end_of_dialog};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{FormFailure, Modal, ShowCli};
use cloud::Failure;
use yew::prelude::*;

/// Properties of [`RenameGroup`].
#[derive(Properties, PartialEq)]
pub struct RenameGroupProps {
    /// The group's name.
    pub name: String,
    /// Told that the dialog is to be closed.
    pub onclose: Callback<()>,
}

/// The dialog.
#[component]
pub fn RenameGroup(props: &RenameGroupProps) -> Html {
    let store = use_store();
    let name = use_state(|| props.name.clone());
    let failure = use_state(|| None::<Failure>);
    let new = name.trim().to_owned();
    let ready = !new.is_empty() && new != props.name;
    let call = about("UpdateGroup", &props.name).with("NewGroupName", new.as_str());
    let onsubmit = {
        let (call, failure, close) = (call.clone(), failure.setter(), props.onclose.clone());
        Callback::from(move |()| {
            if !ready {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    store.flash(Flash::success("User group name updated."));
                    close.emit(());
                    store.navigate(&Route::Group { name: new.clone(), tab: String::new() });
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    html! {
        <Modal
            title="Edit user group name"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Save changes", ready)}
        >
            <div class="stack">
                <FormFailure failure={(*failure).clone()} title="The user group could not be renamed" />
                { Field::new("User group name")
                    .saying("Its ARN changes with it: policies that name the old one no longer speak of this group.")
                    .allowing("Maximum 128 characters. Use alphanumeric and '+=,.@-_' characters.")
                    .line(&name, set(&name)) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
