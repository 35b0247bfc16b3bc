//! Starting over.

use crate::store::use_store;
use crate::ui::{Button, ButtonVariant, Icon, IconName, Modal};
use yew::prelude::*;

/// Starts the scenario over; asks first.
#[component]
pub fn ResetButton() -> Html {
    let store = use_store();
    let asking = use_state(|| false);
    let set = |value: bool| {
        let asking = asking.clone();
        Callback::from(move |()| asking.set(value))
    };
    let reset = {
        let asking = asking.clone();
        Callback::from(move |()| {
            asking.set(false);
            store.start_over();
        })
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={set(false).reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true>{ "Start over" }</Button>
        </>
    };
    html! {
        <div class="reset">
            <Button variant={ButtonVariant::Link} onclick={set(true).reform(|_| ())}>
                <Icon name={IconName::Refresh} />
                { "Reset" }
            </Button>
            if *asking {
                <Modal title="Start over?" onclose={set(false)} onsubmit={reset} {footer}>
                    <p>
                        { "Everything you made is lost: users, roles, policies, buckets, the terminal's files " }
                        { "and the progress of the exercise. The world starts fresh." }
                    </p>
                </Modal>
            }
        </div>
    }
}
