//! Search over services, pages and the names of what the caller may list.

mod results;

use crate::route::Route;
use crate::store::use_store;
use crate::ui::{Icon, IconName, use_id};
use results::{Hit, Results};
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

/// The search box, a combo box with a list of links.
#[component]
pub fn Search() -> Html {
    let store = use_store();
    let id = use_id();
    let input = use_node_ref();
    let text = use_state(String::new);
    let active = use_state(|| 0_usize);
    // The hits that are shown; the results put them here as they find them.
    let hits = use_mut_ref(Vec::<Hit>::new);
    use_shortcut(&input);
    let open = !text.trim().is_empty();
    let oninput = {
        let (text, active) = (text.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            let typed = event.target_dyn_into::<HtmlInputElement>().map(|input| input.value());
            text.set(typed.unwrap_or_default());
            active.set(0);
        })
    };
    let go = {
        let text = text.clone();
        Callback::from(move |route: Route| {
            text.set(String::new());
            store.navigate(&route);
        })
    };
    let onkeydown = {
        let (text, active, hits, go) = (text.clone(), active.clone(), hits.clone(), go.clone());
        Callback::from(move |event: KeyboardEvent| {
            let count = hits.borrow().len();
            match event.key().as_str() {
                "ArrowDown" if count > 0 => active.set((*active + 1) % count),
                "ArrowUp" if count > 0 => active.set(active.checked_sub(1).unwrap_or(count - 1)),
                "Enter" => {
                    let route = hits.borrow().get(*active).map(|hit| hit.route.clone());
                    if let Some(route) = route {
                        go.emit(route);
                    }
                }
                "Escape" => text.set(String::new()),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onfocusout = {
        let text = text.clone();
        Callback::from(move |event: FocusEvent| {
            let root = event.current_target().and_then(|root| wasm_bindgen::JsCast::dyn_into(root).ok());
            let to = event.related_target().and_then(|to| wasm_bindgen::JsCast::dyn_into(to).ok());
            let inside = root.is_some_and(|root: web_sys::Node| root.contains(to.as_ref()));
            if !inside {
                text.set(String::new());
            }
        })
    };
    let list = AttrValue::from(id.to_string() + "list");
    let chosen = open.then(|| AttrValue::from(format!("{list}{}", *active)));
    html! {
        <search class="search" {onfocusout}>
            <Icon name={IconName::Search} />
            <input
                ref={input}
                type="text"
                role="combobox"
                aria-label="Search"
                aria-expanded={open.to_string()}
                aria-controls={list.clone()}
                aria-activedescendant={chosen}
                aria-autocomplete="list"
                aria-keyshortcuts="Alt+S"
                placeholder="Search"
                autocomplete="off"
                spellcheck="false"
                value={(*text).clone()}
                {oninput}
                {onkeydown}
            />
            <kbd aria-hidden="true">{ "[Alt+S]" }</kbd>
            <div class="search-results" hidden={!open}>
                if open {
                    <Results text={(*text).clone()} id={list} active={*active} {hits} onchoose={go} />
                } else {
                    <div role="listbox" id={list} aria-label="Results"></div>
                }
            </div>
        </search>
    }
}

/// Alt+S leads to the search, as in the real console.
#[hook]
fn use_shortcut(input: &NodeRef) {
    let input = input.clone();
    use_effect_with((), move |()| {
        let listener = gloo::events::EventListener::new_with_options(
            &gloo::utils::document(),
            "keydown",
            gloo::events::EventListenerOptions::enable_prevent_default(),
            move |event| {
                let Some(key) = wasm_bindgen::JsCast::dyn_ref::<KeyboardEvent>(event) else { return };
                if key.alt_key() && key.code() == "KeyS" {
                    event.prevent_default();
                    if let Some(input) = input.cast::<HtmlElement>() {
                        let _ = input.focus();
                    }
                }
            },
        );
        move || drop(listener)
    });
}
