//! The editor that `nano`, `notepad` and `code` open.

use crate::store::use_store;
use crate::ui::{Button, ButtonVariant, Modal, TextArea};
use yew::prelude::*;

/// Properties of [`Editor`].
#[derive(Properties, PartialEq)]
pub(super) struct EditorProps {
    /// The file's absolute path.
    pub(super) path: String,
}

/// A file to edit.
#[component]
pub(super) fn Editor(props: &EditorProps) -> Html {
    let store = use_store();
    let text = {
        let store = store.clone();
        use_state(move || {
            store.model().terminals.current().shell.files().read_text(&props.path).unwrap_or_default()
        })
    };
    let close = {
        let store = store.clone();
        Callback::from(move |()| {
            store.close_editor(None);
            crate::browser::focus_soon(super::input::ID);
        })
    };
    let save = {
        let (store, text) = (store.clone(), text.clone());
        Callback::from(move |()| {
            store.close_editor(Some(&text));
            crate::browser::focus_soon(super::input::ID);
        })
    };
    let oninput = {
        let text = text.clone();
        Callback::from(move |new| text.set(new))
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={close.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true>{ "Save" }</Button>
        </>
    };
    html! {
        <Modal title={props.path.clone()} wide=true onclose={close} onsubmit={save} {footer}>
            <TextArea value={(*text).clone()} {oninput} label="Content of the file" rows={14} code=true />
        </Modal>
    }
}
