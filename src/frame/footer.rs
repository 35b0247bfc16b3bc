//! The bar below everything: which panes are open, undo and redo, reset. On a phone its buttons are the
//! tabs.

use super::worlds::WorldsButton;
use crate::store::{Pane, Store, use_store};
use crate::ui::{Button, ButtonVariant, Icon, IconName};
use cloud::Record;
use yew::prelude::*;

/// Properties of [`Footer`].
#[derive(Properties, PartialEq)]
pub struct FooterProps {
    /// Whether the page stands within another.
    pub embed: bool,
    /// Whether panes stand side by side.
    pub wide: bool,
}

/// The bar.
#[component]
pub fn Footer(props: &FooterProps) -> Html {
    let store = use_store();
    let buttons = Pane::ALL.into_iter().map(|pane| pane_button(&store, pane, props.wide));
    html! {
        <footer class="footer">
            <nav class="footer-panes" aria-label="Panes">{ for buttons }</nav>
            <div class="footer-tools">
                <UndoRedo />
                if !props.embed {
                    <WorldsButton title="Reset" />
                }
            </div>
        </footer>
    }
}

const fn icon(pane: Pane) -> IconName {
    match pane {
        Pane::Console => IconName::Window,
        Pane::Terminal => IconName::Terminal,
        Pane::Lab => IconName::Exercise,
        Pane::Why => IconName::Question,
    }
}

/// Opens and closes a pane, or on a phone brings it to the front.
fn pane_button(store: &Store, pane: Pane, wide: bool) -> Html {
    let panes = store.model().panes.clone();
    let open = panes.is_open(pane);
    let on = if wide { open } else { panes.current == pane };
    let onclick = {
        let store = store.clone();
        Callback::from(
            move |_: MouseEvent| {
                if wide && open { store.close_pane(pane) } else { store.open_pane(pane) }
            },
        )
    };
    let (pressed, current) = if wide { (Some(on.to_string()), None) } else { (None, on.then_some("true")) };
    html! {
        <button
            key={pane.id()}
            type="button"
            id={"open-".to_owned() + pane.id()}
            class="pane-button"
            aria-pressed={pressed}
            aria-current={current}
            {onclick}
        >
            <Icon name={icon(pane)} />
            <span>{ pane.title() }</span>
        </button>
    }
}

/// Takes back and brings back changes of the world, each named.
#[component]
fn UndoRedo() -> Html {
    let store = use_store();
    let (undo, redo) = {
        let model = store.model();
        let name = |record: Option<&std::sync::Arc<Record>>| record.map(|record| title(record));
        (name(model.live.history.undoable()), name(model.live.history.redoable()))
    };
    let button = |verb: &str, icon: IconName, what: Option<String>, act: fn(&Store)| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| act(&store));
        let label = verb.to_owned() + " " + what.as_deref().unwrap_or("(nothing)");
        html! {
            <Button variant={ButtonVariant::Icon} disabled={what.is_none()} {label} {onclick}>
                <Icon name={icon} />
            </Button>
        }
    };
    html! {
        <>
            { button("Undo", IconName::Undo, undo, Store::undo) }
            { button("Redo", IconName::Redo, redo, Store::redo) }
        </>
    }
}

/// What a change is called: its operation and what it was about, e.g. `CreateUser bob`.
fn title(record: &Record) -> String {
    let event = &record.event;
    let about = ["userName", "roleName", "bucketName", "bucket", "policyName", "groupName"]
        .into_iter()
        .find_map(|name| event.request_parameters.get(name)?.as_str());
    match about {
        Some(about) => event.event_name.clone() + " " + about,
        None => event.event_name.clone(),
    }
}
