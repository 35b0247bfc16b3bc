//! The messages of actions, above the page.

use super::{Alert, AlertKind, Button, ButtonVariant, LinkTo};
use crate::store::{Flash, FlashKind, Store, use_store};
use yew::prelude::*;

/// All messages of the store, announced as they come.
#[component]
pub fn Flashbar() -> Html {
    let store = use_store();
    let flashes = store.model().flashes.list().to_vec();
    use_shown(&store, &flashes);
    let one = |(id, flash): &(u32, Flash)| {
        let kind = match flash.kind {
            FlashKind::Success => AlertKind::Success,
            FlashKind::Error => AlertKind::Error,
        };
        let header = (!flash.title.is_empty()).then(|| AttrValue::from(flash.title.clone()));
        let dismiss = {
            let (store, id) = (store.clone(), *id);
            Callback::from(move |()| store.dismiss(id))
        };
        let why = flash.why.map(|record| {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| store.why(record))
        });
        let action = html! {
            <>
                if let Some((label, route)) = &flash.link {
                    <LinkTo route={route.clone()} button={ButtonVariant::Normal}>{ label }</LinkTo>
                }
                if let Some(onclick) = why {
                    <Button {onclick}>{ "Why?" }</Button>
                }
            </>
        };
        html! {
            <li key={*id}>
                <Alert {kind} {header} {action} ondismiss={dismiss}>{ &flash.text }</Alert>
            </li>
        }
    };
    // It stays when empty, so that screen readers notice what comes into it.
    html! {
        <section class="flashbar" aria-label="Notifications">
            <ul>{ for flashes.iter().map(one) }</ul>
        </section>
    }
}

/// Tells the store what has been rendered.
#[hook]
fn use_shown(store: &Store, flashes: &[(u32, Flash)]) {
    let store = store.clone();
    use_effect_with(flashes.first().map(|(id, _)| *id), move |_| store.flashes_shown());
}
