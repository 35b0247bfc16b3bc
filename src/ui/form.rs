//! Forms that work everywhere.
//!
//! A frame with `sandbox="allow-scripts"` submits no forms: the browser does not even tell the page that one
//! was about to be. So nothing here relies on it: submit buttons and the Enter key are told to the form
//! directly.

use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What submits the form that a button stands in.
#[derive(Clone, PartialEq)]
pub(super) struct Submit(pub(super) Callback<()>);

/// Properties of [`Form`].
#[derive(Properties, PartialEq)]
pub struct FormProps {
    /// Told when it is submitted.
    pub onsubmit: Callback<()>,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// Its name.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// The fields and buttons.
    pub children: Html,
}

/// A form, submitted by its submit button or by Enter in a line of text.
#[component]
pub fn Form(props: &FormProps) -> Html {
    let onkeydown = props.onsubmit.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter"
            && !event.is_composing()
            && !event.default_prevented()
            && in_text_line(&event)
        {
            event.prevent_default();
            onkeydown.emit(());
        }
    });
    let onsubmit = Callback::from(|event: SubmitEvent| event.prevent_default());
    html! {
        <ContextProvider<Submit> context={Submit(props.onsubmit.clone())}>
            <form
                class={props.class.clone()}
                aria-label={props.label.clone()}
                novalidate=true
                {onkeydown}
                {onsubmit}
            >
                { props.children.clone() }
            </form>
        </ContextProvider<Submit>>
    }
}

/// Whether a key was pressed where Enter has no other meaning. In a search box it has: people press it to
/// search.
fn in_text_line(event: &KeyboardEvent) -> bool {
    let input = event.target_dyn_into::<HtmlInputElement>();
    input.is_some_and(|input| ["text", "password", "number"].contains(&input.type_().as_str()))
}
