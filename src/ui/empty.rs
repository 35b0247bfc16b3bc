//! What stands where there is nothing.

use yew::prelude::*;

/// Properties of [`Empty`].
#[derive(Properties, PartialEq)]
pub struct EmptyProps {
    /// What there is none of, e.g. `No buckets`.
    pub title: AttrValue,
    /// A sentence more.
    #[prop_or_default]
    pub text: AttrValue,
    /// A button that makes one.
    #[prop_or_default]
    pub action: Html,
}

/// The empty state of a list.
#[component]
pub fn Empty(props: &EmptyProps) -> Html {
    html! {
        <div class="empty">
            <p class="empty-title">{ &props.title }</p>
            <p>{ &props.text }</p>
            <div>{ props.action.clone() }</div>
        </div>
    }
}
