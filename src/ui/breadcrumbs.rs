//! Where in the console a page stands.

use super::LinkTo;
use crate::route::Route;
use yew::prelude::*;

/// One step on the way to a page.
#[derive(Clone, Debug, PartialEq)]
pub struct Crumb {
    /// Its name.
    pub title: AttrValue,
    /// Its page; the page itself has none.
    pub route: Option<Route>,
}

impl Crumb {
    /// A step with its page.
    #[must_use]
    pub fn to(title: impl Into<AttrValue>, route: Route) -> Self {
        Self { title: title.into(), route: Some(route) }
    }

    /// The page itself.
    #[must_use]
    pub fn here(title: impl Into<AttrValue>) -> Self {
        Self { title: title.into(), route: None }
    }
}

/// Properties of [`Breadcrumbs`].
#[derive(Properties, PartialEq)]
pub struct BreadcrumbsProps {
    /// The steps; the last is the page itself.
    pub items: Vec<Crumb>,
}

/// The way to the page.
#[component]
pub fn Breadcrumbs(props: &BreadcrumbsProps) -> Html {
    let one = |(index, crumb): (usize, &Crumb)| match &crumb.route {
        Some(route) => html! { <li key={index}><LinkTo route={route.clone()}>{ &crumb.title }</LinkTo></li> },
        None => html! { <li key={index} aria-current="page">{ &crumb.title }</li> },
    };
    html! {
        <nav class="breadcrumbs" aria-label="Breadcrumbs">
            <ol>{ for props.items.iter().enumerate().map(one) }</ol>
        </nav>
    }
}
