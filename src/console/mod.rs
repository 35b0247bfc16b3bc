//! The console's pages.

mod events;
mod home;
mod not_found;
mod sign_in;
mod switch_role;

pub use sign_in::SignInPage;

use crate::route::Route;
use yew::prelude::*;

/// Properties of [`Page`].
#[derive(Properties, PartialEq)]
pub struct PageProps {
    /// Which page.
    pub route: Route,
}

/// The page of a route.
#[component]
pub fn Page(props: &PageProps) -> Html {
    match props.route.clone() {
        Route::Home => html! { <home::Home /> },
        Route::SwitchRole(link) => html! { <switch_role::SwitchRole {link} /> },
        Route::Events => html! { <events::Events /> },
        _ => html! { <not_found::NotFound /> },
    }
}
