//! Reading anew.

use super::{Button, ButtonVariant, Icon, IconName};
use crate::store::use_store;
use yew::prelude::*;

/// Makes all panes ask the services again.
#[component]
pub fn RefreshButton() -> Html {
    let store = use_store();
    let onclick = Callback::from(move |_: MouseEvent| store.refresh());
    html! {
        <Button variant={ButtonVariant::Icon} label="Refresh" {onclick}><Icon name={IconName::Refresh} /></Button>
    }
}
