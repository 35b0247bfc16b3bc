//! The shell of a pane: its heading and the button that closes it.

use crate::store::{Pane, use_store};
use crate::ui::{Button, ButtonVariant, Icon, IconName};
use yew::prelude::*;

/// Properties of [`PaneFrame`].
#[derive(Properties, PartialEq)]
pub struct PaneFrameProps {
    /// Which pane.
    pub pane: Pane,
    /// Its heading.
    pub title: AttrValue,
    /// Buttons beside the heading.
    #[prop_or_default]
    pub tools: Html,
    /// To reach the heading, which can have the focus.
    #[prop_or_default]
    pub heading: NodeRef,
    /// The content.
    pub children: Html,
}

/// A side pane or drawer.
#[component]
pub fn PaneFrame(props: &PaneFrameProps) -> Html {
    let store = use_store();
    let pane = props.pane;
    let close = Callback::from(move |_: MouseEvent| store.close_pane(pane));
    let label = AttrValue::from("Close ".to_owned() + &pane.title().to_lowercase());
    html! {
        <section class={classes!("pane", "pane-".to_owned() + pane.id())} id={pane.id()} aria-label={pane.title()}>
            <header class="pane-header">
                <h2 tabindex="-1" ref={props.heading.clone()}>{ &props.title }</h2>
                <div class="pane-tools">{ props.tools.clone() }</div>
                <Button variant={ButtonVariant::Icon} {label} onclick={close}>
                    <Icon name={IconName::Close} />
                </Button>
            </header>
            <div class="pane-body">{ props.children.clone() }</div>
        </section>
    }
}
