//! Links to the console's pages.

use super::ButtonVariant;
use crate::route::Route;
use yew::prelude::*;

/// Properties of [`LinkTo`].
#[derive(Properties, PartialEq)]
pub struct LinkToProps {
    /// Where it leads.
    pub route: Route,
    /// Set to make it look like a button.
    #[prop_or_default]
    pub button: Option<ButtonVariant>,
    /// Whether the reader is there already.
    #[prop_or_default]
    pub current: bool,
    /// What it shows.
    pub children: Html,
}

/// A real link, so that it can be opened in a new tab and copied.
#[component]
pub fn LinkTo(props: &LinkToProps) -> Html {
    html! {
        <a
            href={props.route.href()}
            class={props.button.map(ButtonVariant::class)}
            aria-current={props.current.then_some("page")}
        >
            { props.children.clone() }
        </a>
    }
}
