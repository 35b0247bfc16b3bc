//! Buttons that open a list of things to do.

use super::{ButtonVariant, Icon, IconName, use_id};
use crate::route::Route;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};
use yew::prelude::*;

/// An entry of a menu.
#[derive(Clone, PartialEq)]
pub struct MenuItem {
    /// What it says.
    pub title: AttrValue,
    /// What it does.
    pub onclick: Callback<()>,
    /// Where it leads, if it is a link.
    pub route: Option<Route>,
    /// Whether it can be used.
    pub disabled: bool,
    /// Whether it is what is chosen now.
    pub current: bool,
    /// Begins a group with this heading, which may be empty.
    pub group: Option<AttrValue>,
    /// The CSS class that gives it a swatch of colour.
    pub color: Option<&'static str>,
}

impl MenuItem {
    /// An entry that does something.
    #[must_use]
    pub fn new(title: impl Into<AttrValue>, onclick: Callback<()>) -> Self {
        Self {
            title: title.into(),
            onclick,
            route: None,
            disabled: false,
            current: false,
            group: None,
            color: None,
        }
    }

    /// An entry that leads to a page.
    #[must_use]
    pub fn link(title: impl Into<AttrValue>, route: Route) -> Self {
        Self { route: Some(route), ..Self::new(title, Callback::noop()) }
    }

    /// The same entry, marked as the present choice or not.
    #[must_use]
    pub fn current_if(self, current: bool) -> Self {
        Self { current, ..self }
    }

    /// The same entry, at the beginning of a group.
    #[must_use]
    pub fn under(self, heading: impl Into<AttrValue>) -> Self {
        Self { group: Some(heading.into()), ..self }
    }

    /// The same entry with a swatch of colour.
    #[must_use]
    pub fn colored(self, class: &'static str) -> Self {
        Self { color: Some(class), ..self }
    }
}

/// Properties of [`Menu`].
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// What the button shows.
    pub button: Html,
    /// The button's name, where its content does not say it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// How the button looks.
    #[prop_or_default]
    pub variant: ButtonVariant,
    /// More classes of the whole.
    #[prop_or_default]
    pub class: Classes,
    /// The entries.
    #[prop_or_default]
    pub items: Vec<MenuItem>,
    /// What stands above the entries.
    #[prop_or_default]
    pub children: Html,
}

/// A button that opens a panel of things to do. It closes by Escape, by a choice, and when the focus or the
/// pointer goes elsewhere.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let open = use_state(|| false);
    let id = use_id();
    let root = use_node_ref();
    let button = use_node_ref();
    use_closed_from_outside(&root, &open);
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let close = {
        let (open, button) = (open.clone(), button.clone());
        Callback::from(move |()| {
            open.set(false);
            if let Some(button) = button.cast::<HtmlElement>() {
                let _ = button.focus();
            }
        })
    };
    let onkeydown = {
        let (close, is_open) = (close.clone(), *open);
        Callback::from(move |event: KeyboardEvent| {
            if is_open && event.key() == "Escape" {
                event.stop_propagation();
                close.emit(());
            }
        })
    };
    let entries = props.items.iter().enumerate().map(|(index, item)| entry(index, item, &close));
    html! {
        <div class={classes!("menu", props.class.clone())} ref={root} {onkeydown}>
            <button
                type="button"
                ref={button}
                class={props.variant.class()}
                aria-expanded={if *open { "true" } else { "false" }}
                aria-controls={open.then(|| id.clone())}
                aria-label={props.label.clone()}
                onclick={toggle}
            >
                { props.button.clone() }
                <Icon name={IconName::Down} />
            </button>
            if *open {
                <div class="menu-panel" {id}>
                    { props.children.clone() }
                    <ul>{ for entries }</ul>
                </div>
            }
        </div>
    }
}

fn entry(index: usize, item: &MenuItem, close: &Callback<()>) -> Html {
    let (act, close) = (item.onclick.clone(), close.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        close.emit(());
        act.emit(());
    });
    let current = item.current.then_some("true");
    let title = html! {
        <>
            if let Some(color) = item.color {
                <span class={classes!("swatch", color)} />
            }
            { &item.title }
        </>
    };
    let content = match &item.route {
        Some(route) => html! { <a class="menu-item" href={route.href()} {onclick}>{ title }</a> },
        None => html! {
            <button type="button" class="menu-item" aria-current={current} disabled={item.disabled} {onclick}>
                { title }
            </button>
        },
    };
    html! {
        <li key={index} class={item.group.as_ref().map(|_| "menu-group")}>
            if let Some(heading) = item.group.as_ref().filter(|heading| !heading.is_empty()) {
                <p class="menu-title">{ heading }</p>
            }
            { content }
        </li>
    }
}

/// Closes when the pointer or the focus goes elsewhere.
#[hook]
fn use_closed_from_outside(root: &NodeRef, open: &UseStateHandle<bool>) {
    let (root, setter) = (root.clone(), open.setter());
    use_effect_with(**open, move |open| {
        let listeners = open.then(|| {
            ["pointerdown", "focusin"].map(|event| {
                let (root, setter) = (root.clone(), setter.clone());
                gloo::events::EventListener::new(&gloo::utils::document(), event, move |event| {
                    let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
                    let inside = root.cast::<Node>().is_some_and(|root| root.contains(target.as_ref()));
                    if !inside {
                        setter.set(false);
                    }
                })
            })
        });
        move || drop(listeners)
    });
}
