//! The Yew app: the only code that knows the browser.

#![allow(unreachable_pub, reason = "nothing of a program can be reached from outside")]

mod address;
mod browser;
mod clock;
mod route;
mod store;
mod ui;

use yew::prelude::*;

/// The whole page.
#[component]
fn App() -> Html {
    html! { <main><h1>{ "IAM Playground" }</h1></main> }
}

fn main() {
    let root = gloo::utils::document().get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into());
    yew::Renderer::<App>::with_root(root).render();
}
