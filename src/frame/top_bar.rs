//! The bar above everything.

use super::clock_menu::ClockMenu;
use super::identity_menu::{IdentityMenu, RegionMenu};
use super::search::Search;
use super::whereabouts::{self, WhereaboutsDialog};
use crate::route::Route;
use crate::store::{Pane, use_store};
use crate::ui::{Icon, IconName, LinkTo};
use yew::prelude::*;

/// Properties of [`TopBar`].
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    /// Whether the page stands within another, which has a name of its own.
    pub embed: bool,
}

/// Name, search, clock, region and identity.
#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let store = use_store();
    let signed_in = store.identity().is_some();
    let opened = use_state(|| false);
    let setter = |on: bool| {
        let opened = opened.setter();
        Callback::from(move |()| opened.set(on))
    };
    let (open, onclose) = (setter(true), setter(false));
    let console = store.model().panes.is_open(Pane::Console);
    html! {
        <header class="top-bar">
            if !props.embed {
                <LinkTo route={Route::Home}>
                    <span class="brand">
                        <Icon name={IconName::Shield} />
                        <span class="brand-name">{ "IAM Playground" }</span>
                    </span>
                </LinkTo>
            }
            <span class="simulator">{ "Simulator" }<span class="simulator-more">{ ": not connected to AWS" }</span></span>
            <div class="top-bar-search">
                if signed_in && console {
                    <Search />
                }
            </div>
            <ClockMenu />
            if signed_in && console {
                { whereabouts::summary(&store, open.reform(|_| ())) }
                <RegionMenu />
                <IdentityMenu whereabouts={open} />
            }
            if *opened {
                <WhereaboutsDialog {onclose} />
            }
        </header>
    }
}
