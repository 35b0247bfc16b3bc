//! The way to other explanations.

use crate::store::use_store;
use crate::ui::{Button, ButtonVariant};
use yew::prelude::*;

/// How many are offered.
const COUNT: usize = 5;

/// The last denied requests.
#[component]
pub(super) fn Latest() -> Html {
    let store = use_store();
    let records = store.last_denials(COUNT);
    let one = |record: &std::sync::Arc<cloud::Record>| {
        let (store, id) = (store.clone(), record.id);
        let onclick = Callback::from(move |_: MouseEvent| store.why(id));
        let time = record.event.event_time.iso();
        html! {
            <li key={id.0}>
                <Button variant={ButtonVariant::Inline} {onclick}>{ &record.event.event_name }</Button>
                <span class="hint">{ " at " }{ time[11..19].to_owned() }</span>
            </li>
        }
    };
    html! {
        <section class="latest" aria-labelledby="latest-title" hidden={records.is_empty()}>
            <h3 id="latest-title">{ "Denied last" }</h3>
            <ul>{ for records.iter().map(one) }</ul>
        </section>
    }
}
