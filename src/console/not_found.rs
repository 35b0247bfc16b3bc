//! What an address leads to that names no page.

use crate::route::Route;
use crate::ui::{ButtonVariant, Header, LinkTo};
use yew::prelude::*;

/// The page that is not there.
#[component]
pub fn NotFound() -> Html {
    html! {
        <div class="stack">
            <Header title="There is no such page" level={1} description={html! {
                "The address may be mistyped, or it leads to a part of AWS that is not simulated here."
            }} />
            <div><LinkTo route={Route::Home} button={ButtonVariant::Primary}>{ "Go to Console Home" }</LinkTo></div>
        </div>
    }
}
