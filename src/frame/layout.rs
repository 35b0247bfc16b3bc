//! How the panes stand: the exercise at one side, the console in the middle, "Why?" at the other side, the
//! terminal below. On a phone they are tabs.

use super::console_pane::ConsolePane;
use super::footer::Footer;
use super::notices::Notices;
use super::top_bar::TopBar;
use crate::embed::Options;
use crate::explain::WhyPane;
use crate::lab_pane::LabPane;
use crate::persist::use_saving;
use crate::store::{Pane, Panes, use_store};
use crate::terminal_pane::TerminalPane;
use web_sys::HtmlElement;
use yew::prelude::*;

/// The width from which panes stand side by side, in CSS pixels; style.css has it too.
const WIDE: &str = "(min-width: 800px)";

/// Properties of [`Frame`].
#[derive(Properties, PartialEq)]
pub struct FrameProps {
    /// What the address asks for.
    pub options: Options,
}

/// The whole page.
#[component]
pub fn Frame(props: &FrameProps) -> Html {
    use_saving();
    let store = use_store();
    let wide = use_media(WIDE);
    let root = use_node_ref();
    let panes = store.model().panes.clone();
    use_sizes(&root, &panes);
    let embed = props.options.embed;
    let skip = Callback::from(|_: MouseEvent| focus_main());
    html! {
        <div ref={root} class={classes!("frame", embed.then_some("frame-embedded"))}>
            <button type="button" class="skip" onclick={skip}>{ "Skip to the page" }</button>
            <TopBar {embed} />
            <Notices />
            if wide {
                { side_by_side(&panes) }
            } else {
                { alone(&panes) }
            }
            <Footer {embed} {wide} />
        </div>
    }
}

fn content(pane: Pane) -> Html {
    match pane {
        Pane::Console => html! { <ConsolePane key="console" /> },
        Pane::Terminal => html! { <TerminalPane key="terminal" /> },
        Pane::Lab => html! { <LabPane key="lab" /> },
        Pane::Why => html! { <WhyPane key="why" /> },
    }
}

/// The pane that a phone shows.
fn alone(panes: &Panes) -> Html {
    let console = panes.current == Pane::Console;
    html! {
        <div class="panes panes-narrow" key="narrow" role={stands_in(console)} tabindex={(!console).then_some("-1")}>
            { heading(console) }
            { content(panes.current) }
        </div>
    }
}

/// Without the console, whose page is the document's main part, the panes are.
fn stands_in(console: bool) -> Option<&'static str> {
    (!console).then_some("main")
}

/// Without the console, whose page has the document's heading, the document still needs one.
fn heading(console: bool) -> Html {
    html! { <h1 class="visually-hidden" key="heading" hidden={console}>{ "IAM Playground" }</h1> }
}

fn side_by_side(panes: &Panes) -> Html {
    let open = |pane| panes.is_open(pane);
    let shape = classes!(
        "panes",
        (!open(Pane::Console)).then_some("without-console"),
        (!panes.has_upper()).then_some("without-upper"),
        (!panes.has_rest()).then_some("without-rest"),
    );
    let console = open(Pane::Console);
    html! {
        <div class={shape} key="wide" role={stands_in(console)} tabindex={(!console).then_some("-1")}>
            { heading(console) }
            if open(Pane::Lab) {
                { content(Pane::Lab) }
            }
            if panes.has_rest() {
                <div class="panes-main" key="main">
                    if panes.has_upper() {
                        <div class="panes-upper" key="upper">
                            if open(Pane::Console) {
                                { content(Pane::Console) }
                            }
                            if open(Pane::Why) {
                                { content(Pane::Why) }
                            }
                        </div>
                    }
                    if open(Pane::Terminal) {
                        { content(Pane::Terminal) }
                    }
                </div>
            }
        </div>
    }
}

/// Hands the sizes to the styles: the page's policy allows no style attributes in its text, but script may
/// set properties.
#[hook]
fn use_sizes(root: &NodeRef, panes: &Panes) {
    let root = root.clone();
    use_effect_with((panes.lab, panes.why, panes.terminal), move |&(lab, why, terminal)| {
        if let Some(root) = root.cast::<HtmlElement>() {
            for (name, size) in [("--lab", lab), ("--why", why), ("--terminal", terminal)] {
                // Only a read-only style can fail.
                let _ = root.style().set_property(name, &(size.to_string() + "px"));
            }
        }
    });
}

/// Whether a media query holds, kept up to date.
#[hook]
fn use_media(query: &'static str) -> bool {
    let list = use_memo((), move |()| gloo::utils::window().match_media(query).ok().flatten());
    let holds = use_state_eq(|| list.as_ref().as_ref().is_none_or(web_sys::MediaQueryList::matches));
    {
        let holds = holds.clone();
        use_effect_with((), move |()| {
            let listener = list.as_ref().clone().map(|list| {
                let target = list.clone();
                gloo::events::EventListener::new(&target, "change", move |_| holds.set(list.matches()))
            });
            move || drop(listener)
        });
    }
    *holds
}

/// Moves the focus to the page's own content, past the bars.
pub(super) fn focus_main() {
    // In the console what scrolls: the keys that scroll go to what has the focus.
    if let Ok(Some(content)) = gloo::utils::document().query_selector(".console-page, [role=main]")
        && let Ok(content) = wasm_bindgen::JsCast::dyn_into::<HtmlElement>(content)
    {
        let _ = content.focus();
    }
}
