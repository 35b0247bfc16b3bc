//! Tabs.

use super::use_id;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

/// A tab.
#[derive(Clone, PartialEq)]
pub struct Tab {
    /// Its name in addresses.
    pub id: AttrValue,
    /// Its name for people.
    pub title: AttrValue,
    /// What it shows.
    pub content: Html,
}

impl Tab {
    /// A tab.
    #[must_use]
    pub fn new(id: impl Into<AttrValue>, title: impl Into<AttrValue>, content: Html) -> Self {
        Self { id: id.into(), title: title.into(), content }
    }
}

/// Properties of [`Tabs`].
#[derive(Properties, PartialEq)]
pub struct TabsProps {
    /// What the tabs are of.
    pub label: AttrValue,
    /// The tabs.
    pub tabs: Vec<Tab>,
    /// The open one's id; anything else opens the first.
    pub active: AttrValue,
    /// Told of every choice.
    pub onchange: Callback<AttrValue>,
}

/// Tabs with their panel. Arrow keys, Home and End move between them.
#[component]
pub fn Tabs(props: &TabsProps) -> Html {
    let base = use_id();
    let list = use_node_ref();
    let active = props.tabs.iter().position(|tab| tab.id == props.active).unwrap_or(0);
    let part = |kind: &str, index: usize| AttrValue::from(base.to_string() + kind + &index.to_string());
    let onkeydown = {
        let ids: Vec<AttrValue> = props.tabs.iter().map(|tab| tab.id.clone()).collect();
        let (onchange, list) = (props.onchange.clone(), list.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(next) = after_key(&event.key(), active, ids.len()) {
                event.prevent_default();
                focus_child(&list, next);
                onchange.emit(ids[next].clone());
            }
        })
    };
    let one = |(index, tab): (usize, &Tab)| {
        let id = tab.id.clone();
        let chosen = index == active;
        html! {
            <button
                key={tab.id.to_string()}
                type="button"
                role="tab"
                id={part("t", index)}
                aria-selected={if chosen { "true" } else { "false" }}
                aria-controls={chosen.then(|| part("p", index))}
                tabindex={if chosen { "0" } else { "-1" }}
                onclick={props.onchange.reform(move |_: MouseEvent| id.clone())}
            >
                { &tab.title }
            </button>
        }
    };
    html! {
        <div class="tabs">
            <div class="tab-list" role="tablist" aria-label={props.label.clone()} ref={list} {onkeydown}>
                { for props.tabs.iter().enumerate().map(one) }
            </div>
            <div
                key={active}
                class="tab-panel"
                role="tabpanel"
                id={part("p", active)}
                aria-labelledby={part("t", active)}
                tabindex="0"
            >
                { props.tabs.get(active).map(|tab| tab.content.clone()).unwrap_or_default() }
            </div>
        </div>
    }
}

/// The tab that a key leads to.
pub(crate) fn after_key(key: &str, active: usize, count: usize) -> Option<usize> {
    let last = count.checked_sub(1)?;
    match key {
        "ArrowRight" => Some(if active == last { 0 } else { active + 1 }),
        "ArrowLeft" => Some(active.checked_sub(1).unwrap_or(last)),
        "Home" => Some(0),
        "End" => Some(last),
        _ => None,
    }
}

/// Moves the focus to a child.
pub(crate) fn focus_child(list: &NodeRef, index: usize) {
    let child = list
        .cast::<web_sys::Element>()
        .and_then(|list| list.children().item(u32::try_from(index).ok()?))
        .and_then(|child| child.dyn_into::<HtmlElement>().ok());
    if let Some(child) = child {
        let _ = child.focus();
    }
}
