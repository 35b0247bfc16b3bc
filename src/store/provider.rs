//! The context that the store lives in.

use super::{Model, Store};
use std::cell::RefCell;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`StoreProvider`].
#[derive(Properties, PartialEq)]
pub struct StoreProviderProps {
    /// Makes the first model.
    pub start: Callback<(), Model>,
    /// What may use the store.
    pub children: Html,
}

/// Gives the store to everything within.
#[component]
pub fn StoreProvider(props: &StoreProviderProps) -> Html {
    let model = use_memo((), |()| RefCell::new(props.start.emit(())));
    let version = use_state(|| 0);
    let changed = use_callback((), {
        let set = version.setter();
        move |version: u64, &()| set.set(version)
    });
    let store = Store { model: Rc::clone(&model), version: *version, changed };
    html! { <ContextProvider<Store> context={store}>{ props.children.clone() }</ContextProvider<Store>> }
}

/// The store.
#[hook]
pub fn use_store() -> Store {
    #[expect(clippy::expect_used, reason = "the whole app stands inside the provider")]
    use_context().expect("a StoreProvider above")
}
