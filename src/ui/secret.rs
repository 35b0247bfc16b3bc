//! Text that is shown only on demand.

use super::{Button, ButtonVariant, CopyButton};
use yew::prelude::*;

/// Properties of [`Secret`].
#[derive(Properties, PartialEq)]
pub struct SecretProps {
    /// The text.
    pub text: AttrValue,
    /// What it is, e.g. `secret access key`.
    pub name: AttrValue,
}

/// A secret with buttons to show and to copy it.
#[component]
pub fn Secret(props: &SecretProps) -> Html {
    let shown = use_state(|| false);
    let onclick = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let label = if *shown { "Hide" } else { "Show" };
    html! {
        <span class="secret">
            <CopyButton text={props.text.clone()} label={format!("Copy {}", props.name)} />
            if *shown {
                <code class="break">{ &props.text }</code>
            } else {
                <span aria-hidden="true">{ "***************" }</span>
            }
            <Button variant={ButtonVariant::Inline} {onclick} label={format!("{label} {}", props.name)}>
                { label }
            </Button>
        </span>
    }
}
