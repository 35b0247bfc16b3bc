//! The shell of a pane: its heading and the button that closes it.

use crate::store::{Pane, Store, use_store};
use crate::ui::{Button, ButtonVariant, Icon, IconName, Splitter, SplitterSide};
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
    let splitter = splitter(&store, pane);
    let close = Callback::from(move |_: MouseEvent| store.close_pane(pane));
    let label = AttrValue::from("Close ".to_owned() + &pane.title().to_ascii_lowercase());
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
            { splitter }
        </section>
    }
}

/// What resizes a pane, where there is something beside it. It stands within the pane, so that it belongs to
/// a landmark; on a phone the styles take it away.
fn splitter(store: &Store, pane: Pane) -> Html {
    let panes = store.model().panes.clone();
    let (beside, side, size, label, least, most) = match pane {
        Pane::Lab => (panes.has_rest(), SplitterSide::Left, panes.lab, "Width of the exercise", 240, 640),
        Pane::Why => (
            panes.is_open(Pane::Console),
            SplitterSide::Right,
            panes.why,
            "Width of the explanation",
            280,
            800,
        ),
        Pane::Terminal | Pane::Console => {
            (panes.has_upper(), SplitterSide::Below, panes.terminal, "Height of the terminal", 120, 800)
        }
    };
    if !beside {
        return Html::default();
    }
    let store = store.clone();
    let onresize = Callback::from(move |size| {
        store.update(|model| match pane {
            Pane::Lab => model.panes.lab = size,
            Pane::Why => model.panes.why = size,
            Pane::Terminal | Pane::Console => model.panes.terminal = size,
        });
    });
    html! { <Splitter {label} controls={pane.id()} {side} {size} {least} {most} {onresize} /> }
}
