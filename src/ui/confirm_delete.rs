//! Asking before something is lost.

use super::{Alert, AlertKind, Button, ButtonVariant, FormField, Modal, ShowCli, TextInput};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`ConfirmDelete`].
#[derive(Properties, PartialEq)]
pub struct ConfirmDeleteProps {
    /// The heading, e.g. `Delete bob?`
    pub title: AttrValue,
    /// What has to be typed; none asks for a click only.
    #[prop_or_default]
    pub word: Option<AttrValue>,
    /// The last button.
    #[prop_or(AttrValue::Static("Delete"))]
    pub action: AttrValue,
    /// Told that it shall be done.
    pub onconfirm: Callback<()>,
    /// Told that the dialog is to be closed.
    pub onclose: Callback<()>,
    /// What will be done, to show as commands.
    #[prop_or_default]
    pub calls: Vec<Call>,
    /// What will be lost.
    pub children: Html,
}

/// A dialog that deletes only once its word has been typed.
#[component]
pub fn ConfirmDelete(props: &ConfirmDeleteProps) -> Html {
    let typed = use_state(String::new);
    let ready = props.word.as_ref().is_none_or(|word| typed.trim() == word.as_str());
    let oninput = {
        let typed = typed.setter();
        Callback::from(move |text| typed.set(text))
    };
    let onsubmit = {
        let confirm = props.onconfirm.clone();
        Callback::from(move |()| {
            if ready {
                confirm.emit(());
            }
        })
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true disabled={!ready}>{ &props.action }</Button>
        </>
    };
    html! {
        <Modal title={props.title.clone()} onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                <Alert kind={AlertKind::Warning}>{ props.children.clone() }</Alert>
                if let Some(word) = &props.word {
                    <FormField label={format!("To confirm, type {word}")}>
                        <TextInput value={(*typed).clone()} {oninput} />
                    </FormField>
                }
                if !props.calls.is_empty() {
                    <ShowCli calls={props.calls.clone()} />
                }
            </div>
        </Modal>
    }
}
