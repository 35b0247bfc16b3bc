//! The question which world to start.

use super::choice::{Consequence, action, tiles};
use super::file::{Content, Kind, MOST, Refused, look};
use crate::browser;
use crate::persist::{OWN, Save, Slot};
use crate::store::{Store, use_store};
use crate::ui::{Alert, AlertKind, Button, ButtonVariant, Checkbox, Modal, RadioTiles, TextFile};
use yew::prelude::*;

/// Properties of [`WorldsDialog`].
#[derive(Properties, PartialEq)]
pub(super) struct WorldsDialogProps {
    /// Told that the dialog is to be closed.
    pub(super) onclose: Callback<()>,
}

/// The dialog. It begins with the present world, which then starts over.
#[component]
pub(super) fn WorldsDialog(props: &WorldsDialogProps) -> Html {
    let store = use_store();
    let present = store.model().slot.scenario().to_owned();
    let chosen = use_state(|| AttrValue::from(present.clone()));
    let fresh = use_state(|| false);
    let file = use_state(|| None::<Result<Content, Refused>>);
    let saved = **chosen != *present && **chosen != *OWN && Slot::new(&chosen).has_save();
    let goes_on = saved && !*fresh;
    let content = file.as_ref().and_then(|file| file.as_ref().ok()).filter(|_| **chosen == *OWN);
    // The file that the present world is of starts over without being chosen again.
    let ready = **chosen != *OWN || content.is_some() || (present == OWN && file.is_none());
    let onsubmit = {
        let (store, close, chosen) = (store.clone(), props.onclose.clone(), (*chosen).clone());
        let (content, present) = (content.cloned(), present.clone());
        Callback::from(move |()| {
            if !ready {
                return;
            }
            close.emit(());
            match &content {
                Some(content) => open_file(&store, content),
                None if *chosen == *present => store.start_over(),
                None if goes_on => store.go_on_in(&chosen),
                None => store.start_in(Slot::new(&chosen)),
            }
        })
    };
    let onchoose = {
        let (chosen, fresh) = (chosen.setter(), fresh.setter());
        Callback::from(move |value| {
            fresh.set(false);
            chosen.set(value);
        })
    };
    let onfile = {
        let file = file.setter();
        Callback::from(move |read: Result<(String, String), String>| {
            let looked = read.map_err(Refused::new).and_then(|(name, text)| look(&name, text));
            file.set(Some(looked));
        })
    };
    let onfresh = {
        let fresh = fresh.setter();
        Callback::from(move |on| fresh.set(on))
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true disabled={!ready}>
                { action(&chosen, &present, goes_on) }
            </Button>
        </>
    };
    html! {
        <Modal title="Start a world" wide=true onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                <div class="worlds">
                    <RadioTiles label="Which world?" value={(*chosen).clone()} tiles={tiles(&present)} onchange={onchoose} />
                </div>
                if **chosen == *OWN {
                    <TextFile label="Scenario file or downloaded world" most={MOST} onchange={onfile} />
                    { file.as_ref().map(looked).unwrap_or_default() }
                }
                if saved {
                    <Checkbox checked={*fresh} onchange={onfresh} description="Otherwise it goes on where you left it.">
                        { "Start it fresh" }
                    </Checkbox>
                }
                <Alert kind={AlertKind::Warning} action={download(&store)}>
                    { Consequence::of(&chosen, &present).text() }
                    { " Right afterwards it can be brought back, too." }
                </Alert>
            </div>
        </Modal>
    }
}

/// What was found of a file.
fn looked(file: &Result<Content, Refused>) -> Html {
    match file {
        Ok(content) => {
            let what = match content.kind {
                Kind::Scenario => "Scenario: ",
                Kind::World => "Downloaded world: ",
            };
            html! { <Alert kind={AlertKind::Success}>{ what }{ &content.title }</Alert> }
        }
        Err(refused) => html! {
            <Alert kind={AlertKind::Error} header="The file cannot be used">
                <p class="break">{ &refused.why }</p>
                if let Some(line) = &refused.line {
                    <p class="break"><code>{ line }</code></p>
                }
            </Alert>
        },
    }
}

fn open_file(store: &Store, content: &Content) {
    match content.kind {
        Kind::Scenario => store.start_in(Slot::of_file(&content.text)),
        // It was read a moment ago.
        Kind::World => {
            if let Ok(save) = Save::parse(&content.text) {
                store.open_save(save);
            }
        }
    }
}

/// A button that keeps the present world as a file.
fn download(store: &Store) -> Html {
    let store = store.clone();
    let onclick = Callback::from(move |_: MouseEvent| {
        let model = store.model();
        let name = format!("iam-playground-{}.json", model.slot.scenario());
        browser::download(&name, &Save::of(&model).print());
    });
    html! { <Button {onclick}>{ "Download this world" }</Button> }
}
