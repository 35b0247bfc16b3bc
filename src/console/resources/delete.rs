//! Deleting a resource.

use super::shapes::shape;
use super::{name_of, use_scope};
use crate::console::act;
use crate::route::ResourceService;
use crate::store::use_store;
use crate::ui::ConfirmDelete;
use yew::prelude::*;

/// Properties of [`DeleteResource`].
#[derive(Properties, PartialEq)]
pub(super) struct DeleteResourceProps {
    /// The service.
    pub(super) service: ResourceService,
    /// The resource.
    pub(super) id: String,
    /// Told that the dialog is to be closed, and whether the resource is gone.
    pub(super) onclose: Callback<bool>,
}

/// Asks for the word, and deletes.
#[component]
pub(super) fn DeleteResource(props: &DeleteResourceProps) -> Html {
    let store = use_store();
    let (scope, shape) = (use_scope(props.service), shape(props.service));
    let name = name_of(&props.id);
    let call = (shape.delete)(&scope, &props.id);
    let onconfirm = {
        let (call, onclose) = (call.clone(), props.onclose.clone());
        let (done, failed) =
            (format!("Deleted {} {name}.", shape.noun), format!("The {} was not deleted", shape.noun));
        Callback::from(move |()| onclose.emit(act::one(&store, call.clone(), done.as_str(), &failed)))
    };
    html! {
        <ConfirmDelete
            title={format!("Delete {name}?")}
            word="delete"
            calls={vec![call]}
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>{ shape.deletion }</p>
        </ConfirmDelete>
    }
}
