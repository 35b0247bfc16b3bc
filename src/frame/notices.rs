//! What the page says about itself.

use crate::browser;
use crate::persist::Unusable;
use crate::store::{Notice, Store, use_store};
use crate::ui::{Alert, AlertKind, Button};
use yew::prelude::*;

/// The name of the file that an unusable save is offered as.
const FILE: &str = "iam-playground-save.json";

/// All notices that hold.
#[component]
pub fn Notices() -> Html {
    let store = use_store();
    let notices = store.model().notices.clone();
    html! {
        <section class="notices" aria-label="Notices of the playground">
            { for notices.iter().enumerate().map(|(index, notice)| view(&store, index, notice)) }
        </section>
    }
}

fn view(store: &Store, key: usize, notice: &Notice) -> Html {
    let dismiss = {
        let (store, notice) = (store.clone(), notice.clone());
        Callback::from(move |()| store.withdraw(&notice))
    };
    match notice {
        Notice::NotSaved => html! {
            <Alert {key} kind={AlertKind::Info} header="Nothing is saved here" ondismiss={dismiss}>
                { "The browser lets this page keep nothing, as in a private window or an embedded page. " }
                { "All works, but a reload starts fresh." }
            </Alert>
        },
        Notice::StorageFull => html! {
            <Alert {key} kind={AlertKind::Warning} header="The browser's storage is full">
                { "What you do from now on is not saved. Delete large objects, or reset the world." }
            </Alert>
        },
        Notice::NoSuchScenario(name) => html! {
            <Alert {key} kind={AlertKind::Warning} header="There is no such scenario" ondismiss={dismiss}>
                { "The address asks for “" }{ name }{ "”. The founding world was started instead." }
            </Alert>
        },
        Notice::OtherTab => other_tab(store, key),
        Notice::Replaced => replaced(store, key, dismiss),
        Notice::Aside(text, why) => aside(store, key, text, *why),
    }
}

fn replaced(store: &Store, key: usize, ondismiss: Callback<()>) -> Html {
    let store = store.clone();
    let action =
        html! { <Button onclick={move |_: MouseEvent| store.bring_back()}>{ "Bring it back" }</Button> };
    html! {
        <Alert {key} header="A world was started" {action} {ondismiss}>
            { "The one before can be brought back until you leave or reload this page." }
        </Alert>
    }
}

fn other_tab(store: &Store, key: usize) -> Html {
    let load = Callback::from(|_: MouseEvent| {
        // Only a page that is going away refuses.
        let _ = gloo::utils::window().location().reload();
    });
    let store = store.clone();
    let keep = Callback::from(move |_: MouseEvent| store.save_over());
    let action = html! {
        <>
            <Button onclick={load}>{ "Load its world" }</Button>
            <Button onclick={keep}>{ "Keep this one" }</Button>
        </>
    };
    html! {
        <Alert {key} kind={AlertKind::Warning} header="Another tab has changed the world" {action}>
            { "This tab saves nothing until you choose which of the two worlds to keep." }
        </Alert>
    }
}

fn aside(store: &Store, key: usize, text: &str, why: Unusable) -> Html {
    let header = match why {
        Unusable::Unreadable => "Your saved world could not be read",
        Unusable::TooNew => "Your saved world is from a newer playground",
        Unusable::SetAside => "Your saved world was set aside",
    };
    let save = {
        let text = text.to_owned();
        Callback::from(move |_: MouseEvent| browser::download(FILE, &text))
    };
    let discard = {
        let (store, notice) = (store.clone(), Notice::Aside(text.to_owned(), why));
        Callback::from(move |_: MouseEvent| {
            store.model().slot.discard_aside();
            store.withdraw(&notice);
        })
    };
    let action = html! {
        <>
            <Button onclick={save}>{ "Download it" }</Button>
            <Button onclick={discard}>{ "Discard it" }</Button>
        </>
    };
    html! {
        <Alert {key} kind={AlertKind::Warning} {header} {action}>
            { "A fresh world was started. The old save is kept until you discard it." }
        </Alert>
    }
}
