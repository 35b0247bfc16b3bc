//! The messages of actions, above the page.

use super::{Alert, AlertKind, Button, ButtonVariant, LinkTo};
use crate::store::{FlashKind, use_store};
use yew::prelude::*;

/// All messages of the store, announced as they come.
#[component]
pub fn Flashbar() -> Html {
    let store = use_store();
    let flashes = store.model().flashes.clone();
    let one = |(id, flash): &(u32, crate::store::Flash)| {
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
    html! {
        <section class="flashbar" aria-label="Notifications">
            <ul>{ for flashes.iter().map(one) }</ul>
        </section>
    }
}
