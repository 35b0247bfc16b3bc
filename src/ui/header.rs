//! Headings of pages and containers.

use yew::prelude::*;

/// Properties of [`Header`].
#[derive(Properties, PartialEq)]
pub struct HeaderProps {
    /// The heading.
    pub title: AttrValue,
    /// How many there are, shown in brackets.
    #[prop_or_default]
    pub counter: Option<usize>,
    /// A sentence below.
    #[prop_or_default]
    pub description: Html,
    /// Buttons at the end.
    #[prop_or_default]
    pub actions: Html,
    /// 1 for the page's own heading, 2 for containers (the default), 3 within them.
    #[prop_or(2)]
    pub level: u8,
}

/// A heading with its counter, description and buttons.
#[component]
pub fn Header(props: &HeaderProps) -> Html {
    let heading = match props.level {
        1 => "h1",
        2 => "h2",
        _ => "h3",
    };
    let counter = props.counter.map(|count| html! { <span class="counter">{ " (" }{ count }{ ")" }</span> });
    html! {
        <div class="header">
            <div class="header-text">
                <@{heading}>{ &props.title }{ counter }</@>
                <div class="header-description">{ props.description.clone() }</div>
            </div>
            <div class="actions">{ props.actions.clone() }</div>
        </div>
    }
}
