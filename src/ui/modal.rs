//! Dialogs.

use super::{Button, ButtonVariant, Form, Icon, IconName, use_id};
use crate::store::use_store;
use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement, Node};
use yew::prelude::*;

/// Properties of [`Modal`].
#[derive(Properties, PartialEq)]
pub struct ModalProps {
    /// The heading.
    pub title: AttrValue,
    /// Told when it is to be closed: by Escape, the cross, or a click outside.
    pub onclose: Callback<()>,
    /// The buttons at its end.
    #[prop_or_default]
    pub footer: Html,
    /// Whether it is wide, as editors are.
    #[prop_or_default]
    pub wide: bool,
    /// Told when its form is submitted.
    #[prop_or_default]
    pub onsubmit: Option<Callback<()>>,
    /// The content.
    pub children: Html,
}

/// A modal dialog, open for as long as it is rendered. The browser keeps the focus inside; afterwards it goes
/// back to where it was.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let id = use_id();
    let dialog = use_node_ref();
    use_modal(&dialog);
    use_closed_by_why(&props.onclose);
    let oncancel = props.onclose.reform(|event: Event| event.prevent_default());
    let onpointerdown = {
        let (dialog, onclose) = (dialog.clone(), props.onclose.clone());
        Callback::from(move |event: PointerEvent| {
            // The backdrop belongs to the dialog element itself; its content does not.
            let backdrop = dialog.get();
            if backdrop.is_some() && event.target_dyn_into::<Node>() == backdrop {
                onclose.emit(());
            }
        })
    };
    let onsubmit = props.onsubmit.clone().unwrap_or_default();
    html! {
        <dialog
            ref={dialog}
            class={classes!("modal", props.wide.then_some("modal-wide"))}
            aria-labelledby={id.clone()}
            {oncancel}
            {onpointerdown}
        >
            <Form {onsubmit}>
                <div class="modal-header">
                    <h2 {id}>{ &props.title }</h2>
                    <Button
                        variant={ButtonVariant::Icon}
                        label="Close"
                        onclick={props.onclose.reform(|_| ())}
                    >
                        <Icon name={IconName::Close} />
                    </Button>
                </div>
                <div class="modal-body">{ props.children.clone() }</div>
                <div class="modal-footer">{ props.footer.clone() }</div>
            </Form>
        </dialog>
    }
}

/// Opens the dialog, and afterwards puts the focus back where it was.
#[hook]
fn use_modal(dialog: &NodeRef) {
    let dialog = dialog.clone();
    use_effect_with((), move |()| {
        let before = gloo::utils::document().active_element();
        if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
            // Fails only if it is open already.
            let _ = dialog.show_modal();
            focus_first_field(&dialog);
        }
        // The element is gone by now. Closing it would make the browser give the focus back at once, while
        // the rest of the page still counts as inert: Chromium then shows the focus but takes no text.
        move || crate::browser::return_focus(before)
    });
}

/// Moves the focus from the cross, where the browser puts it, to what is to be filled in, if anything is.
fn focus_first_field(dialog: &HtmlDialogElement) {
    let fields = ".modal-body :is(input:not([type=radio]), input:checked, textarea, select):enabled";
    let field = dialog.query_selector(fields).ok().flatten();
    if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) {
        let _ = field.focus();
    }
}

/// Closes the dialog when "Why?" is asked in it: the drawer that answers stands behind the dialog.
#[hook]
fn use_closed_by_why(onclose: &Callback<()>) {
    let why = use_store().model().why;
    let (before, onclose) = (use_mut_ref(|| why), onclose.clone());
    use_effect_with(why, move |why| {
        if before.replace(*why) != *why {
            onclose.emit(());
        }
    });
}
