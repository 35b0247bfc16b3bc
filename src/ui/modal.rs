//! Dialogs.

use super::{Button, ButtonVariant, Icon, IconName, use_id};
use web_sys::{HtmlDialogElement, Node};
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
    /// Given to wrap all in a form: told when it is submitted.
    #[prop_or_default]
    pub onsubmit: Option<Callback<()>>,
    /// The content.
    pub children: Html,
}

/// A modal dialog, open for as long as it is rendered. The browser keeps the focus inside and puts it back
/// where it was.
#[component]
pub fn Modal(props: &ModalProps) -> Html {
    let id = use_id();
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let dialog = dialog.cast::<HtmlDialogElement>();
            if let Some(dialog) = &dialog {
                // Fails only if it is open already.
                let _ = dialog.show_modal();
            }
            move || {
                if let Some(dialog) = dialog {
                    dialog.close();
                }
            }
        });
    }
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
    let submit = props.onsubmit.clone();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(submit) = &submit {
            submit.emit(());
        }
    });
    html! {
        <dialog
            ref={dialog}
            class={classes!("modal", props.wide.then_some("modal-wide"))}
            aria-labelledby={id.clone()}
            {oncancel}
            {onpointerdown}
        >
            <form class="modal-content" {onsubmit}>
                <header class="modal-header">
                    <h2 {id}>{ &props.title }</h2>
                    <Button
                        variant={ButtonVariant::Icon}
                        label="Close"
                        onclick={props.onclose.reform(|_| ())}
                    >
                        <Icon name={IconName::Close} />
                    </Button>
                </header>
                <div class="modal-body">{ props.children.clone() }</div>
                <footer class="modal-footer">{ props.footer.clone() }</footer>
            </form>
        </dialog>
    }
}
