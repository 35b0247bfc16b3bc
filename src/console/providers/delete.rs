//! Deleting an identity provider.

use super::Provider;
use crate::console::act;
use crate::store::use_store;
use crate::ui::ConfirmDelete;
use yew::prelude::*;

/// Properties of [`DeleteProvider`].
#[derive(Properties, PartialEq)]
pub(super) struct DeleteProviderProps {
    /// The provider.
    pub(super) arn: String,
    /// Told that the dialog is to be closed, and whether the provider is gone.
    pub(super) onclose: Callback<bool>,
}

/// Asks for the word, and deletes.
#[component]
pub(super) fn DeleteProvider(props: &DeleteProviderProps) -> Html {
    let store = use_store();
    let provider = Provider::of(&props.arn);
    let name = provider.name();
    let call = provider.call("Delete", "");
    let onconfirm = {
        let (call, onclose) = (call.clone(), props.onclose.clone());
        let done = format!("Identity provider {name} deleted.");
        Callback::from(move |()| {
            onclose.emit(act::one(
                &store,
                call.clone(),
                done.as_str(),
                "The identity provider was not deleted",
            ));
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Delete {name}?")}
            word="confirm"
            calls={vec![call]}
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>{ "Roles that trust it stay, but nobody who signs in there can take them on any longer." }</p>
        </ConfirmDelete>
    }
}
