//! Text with a button to copy it.

use super::CopyButton;
use yew::prelude::*;

/// Properties of [`Copyable`].
#[derive(Properties, PartialEq)]
pub struct CopyableProps {
    /// The text.
    pub text: AttrValue,
    /// What it is, e.g. `ARN`.
    pub name: AttrValue,
}

/// An ARN, id or address, as consoles show them.
#[component]
pub fn Copyable(props: &CopyableProps) -> Html {
    html! {
        <span class="copyable">
            <CopyButton text={props.text.clone()} label={format!("Copy {}", props.name)} />
            <span class="break">{ &props.text }</span>
        </span>
    }
}
