//! The tabs over the terminal.

use crate::store::{Store, use_store};
use crate::terminal::{LONGEST_NAME, NewTab, Terminals};
use crate::ui::tabs::{after_key, focus_child};
use crate::ui::{Button, ButtonVariant, FormField, Icon, IconName, Menu, MenuItem, Modal, TextInput};
use cloud::{Workload, WorkloadKind, World};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// The most role holders that the menu offers.
const MOST_HOLDERS: usize = 12;
/// The id of what the tabs show.
pub(super) const PANEL: &str = "terminal-panel";

/// The id of a tab.
pub(super) fn tab_id(number: u32) -> String {
    format!("terminal-tab-{number}")
}

/// The tabs, and the menu that opens, names and closes them. Arrow keys, Home and End move between tabs; F2
/// names one and Delete closes it.
#[component]
pub(super) fn TabBar() -> Html {
    let store = use_store();
    let list = use_node_ref();
    let naming = use_state(|| false);
    let model = store.model();
    let terminals = &model.terminals;
    let current = terminals.position();
    let tabs: Html = (0..terminals.tabs().len()).map(|at| tab(&store, terminals, at)).collect();
    let count = terminals.tabs().len();
    let holders = role_holders(model.live.history.world());
    let items = items(&store, terminals, model.session.is_some(), holders, &naming);
    let name = terminals.title(current);
    let number = terminals.current().number;
    drop(model);
    use_tab_in_sight(&list, number);
    let onkeydown = {
        let (store, list, naming) = (store.clone(), list.clone(), naming.clone());
        Callback::from(move |event: KeyboardEvent| {
            match event.key().as_str() {
                "Delete" => {
                    store.close_tab();
                    crate::browser::focus_soon(&tab_id(store.model().terminals.current().number));
                }
                "F2" => naming.set(true),
                key => {
                    let Some(next) = after_key(key, current, count) else { return };
                    focus_child(&list, next);
                    store.choose_tab(next);
                }
            }
            event.prevent_default();
        })
    };
    let close_dialog = {
        let naming = naming.clone();
        Callback::from(move |()| naming.set(false))
    };
    html! {
        <>
            <div class="term-tabs" role="tablist" aria-label="Terminals" ref={list} {onkeydown}>{ tabs }</div>
            <Menu
                button={html! { <Icon name={IconName::Terminal} /> }}
                label="Terminal tabs"
                variant={ButtonVariant::Icon}
                {items}
            />
            if *naming {
                <NameTab {name} onclose={close_dialog} />
            }
        </>
    }
}

/// The tab in front is in sight, where not all of them are.
#[hook]
fn use_tab_in_sight(list: &NodeRef, number: u32) {
    let list = list.clone();
    use_effect_with(number, move |number| {
        let tab = gloo::utils::document().get_element_by_id(&tab_id(*number));
        let tab = tab.and_then(|tab| tab.dyn_into::<HtmlElement>().ok());
        if let (Some(list), Some(tab)) = (list.cast::<Element>(), tab) {
            list.set_scroll_left(tab.offset_left());
        }
    });
}

fn tab(store: &Store, terminals: &Terminals, at: usize) -> Html {
    let chosen = at == terminals.position();
    let number = terminals.tabs().get(at).map_or(0, |tab| tab.number);
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        store.choose_tab(at);
        crate::browser::focus_soon(super::input::ID);
    });
    html! {
        <button
            key={number}
            type="button"
            role="tab"
            id={tab_id(number)}
            aria-selected={if chosen { "true" } else { "false" }}
            aria-controls={chosen.then_some(PANEL)}
            tabindex={if chosen { "0" } else { "-1" }}
            {onclick}
        >
            { terminals.title(at) }
        </button>
    }
}

fn items(
    store: &Store,
    terminals: &Terminals,
    signed_in: bool,
    holders: Vec<Workload>,
    naming: &UseStateHandle<bool>,
) -> Vec<MenuItem> {
    let new = |title: AttrValue, kind: NewTab, possible: bool| {
        let store = store.clone();
        let open = Callback::from(move |()| {
            store.open_tab(kind.clone());
            crate::browser::focus_soon(super::input::ID);
        });
        MenuItem { disabled: !(possible && terminals.has_room()), ..MenuItem::new(title, open) }
    };
    let name = {
        let naming = naming.clone();
        Callback::from(move |()| naming.set(true))
    };
    let close = {
        let store = store.clone();
        Callback::from(move |()| {
            store.close_tab();
            crate::browser::focus_soon(super::input::ID);
        })
    };
    let only = terminals.tabs().len() == 1;
    let mut items = vec![
        new("bash".into(), NewTab::Bash, true).under("New tab"),
        new("PowerShell".into(), NewTab::PowerShell, true),
        new("CloudShell, as signed in to the console".into(), NewTab::CloudShell, signed_in),
    ];
    items.extend(holders.into_iter().map(|holder| {
        let title = kind_of(&holder).to_owned() + " " + holder.name();
        new(title.into(), NewTab::Workload(holder), true)
    }));
    items.push(MenuItem::new("Rename", name).under("This tab"));
    items.push(MenuItem { disabled: only, ..MenuItem::new("Close", close) });
    items
}

/// What of the world runs with a role of its own: instances, functions, tasks. The simulator's own view.
fn role_holders(world: &World) -> Vec<Workload> {
    world.resources.keys().filter_map(|arn| Workload::of_arn(arn)).take(MOST_HOLDERS).collect()
}

fn kind_of(holder: &Workload) -> &'static str {
    match holder.kind() {
        WorkloadKind::Instance => "EC2 instance",
        WorkloadKind::Function => "Lambda function",
        WorkloadKind::Task => "ECS task",
    }
}

/// Properties of [`NameTab`].
#[derive(Properties, PartialEq)]
struct NameTabProps {
    /// Its name so far.
    name: String,
    onclose: Callback<()>,
}

/// The dialog that names the tab in front.
#[component]
fn NameTab(props: &NameTabProps) -> Html {
    let store = use_store();
    let name = use_state(|| props.name.clone());
    let onsubmit = {
        let (store, name, close) = (store.clone(), name.clone(), props.onclose.clone());
        Callback::from(move |()| {
            store.rename_tab(&name);
            close.emit(());
        })
    };
    let oninput = {
        let name = name.setter();
        Callback::from(move |text| name.set(text))
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true>{ "Rename" }</Button>
        </>
    };
    html! {
        <Modal title="Rename the tab" onclose={props.onclose.clone()} {onsubmit} {footer}>
            <FormField label="Name" constraint={"Leave it empty for the usual name."}>
                <TextInput value={(*name).clone()} {oninput} maxlength={LONGEST_NAME.to_string()} />
            </FormField>
        </Modal>
    }
}
