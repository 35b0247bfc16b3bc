//! The Yew app: the only code that knows the browser.

#![allow(unreachable_pub, reason = "nothing of a program can be reached from outside")]

mod address;
mod app;
mod browser;
mod clock;
mod console;
mod embed;
mod explain;
mod failure;
mod frame;
mod lab;
mod lab_pane;
mod later;
mod persist;
mod route;
mod store;
mod terminal;
mod terminal_pane;
mod ui;

use app::App;

fn main() {
    failure::watch();
    let root = gloo::utils::document().get_element_by_id("app").unwrap_or_else(|| gloo::utils::body().into());
    yew::Renderer::<App>::with_root(root).render();
}
