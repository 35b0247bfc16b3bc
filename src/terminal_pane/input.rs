//! The line being typed.

use super::log::PromptText;
use crate::store::{Store, use_store};
use shell::Prompt;
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The input's id.
pub(super) const ID: &str = "terminal-input";

/// Properties of [`Input`].
#[derive(Properties, PartialEq)]
pub(super) struct InputProps {
    /// What stands before it.
    pub(super) prompt: Prompt,
    /// Whether what is typed must not be shown.
    pub(super) secret: bool,
    /// Whether a command asks something, so that there is no history to go through.
    pub(super) asking: bool,
}

/// The typed line, and where in the history the arrow keys have led to; `None`: below it.
#[derive(Clone, Default, PartialEq)]
struct Line {
    text: String,
    place: Option<usize>,
    /// What was typed before going through the history.
    draft: String,
    /// What the last completion had to offer.
    offers: String,
}

/// The line editor. Its text area takes pasted lines; each whole line runs.
#[component]
pub(super) fn Input(props: &InputProps) -> Html {
    let store = use_store();
    let line = use_state(Line::default);
    let area = use_node_ref();
    let oninput = {
        let (store, line) = (store.clone(), line.clone());
        Callback::from(move |event: InputEvent| {
            let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() else { return };
            let text = run_whole_lines(&store, area.value());
            // Text that comes by script or dictation is several inputs before the next rendering.
            area.set_value(&text);
            line.set(Line { text, ..Line::default() });
        })
    };
    let onkeydown = {
        let (store, line, area, asking) = (store.clone(), line.clone(), area.clone(), props.asking);
        Callback::from(move |event: KeyboardEvent| {
            let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
            if let Some(next) = after_key(&store, &event, &line, &area, asking) {
                event.prevent_default();
                line.set(next);
            }
        })
    };
    let rows = line.text.split('\n').count();
    html! {
        <>
            <p class="term-offers" role="status">{ line.offers.clone() }</p>
            <label class="term-input">
                <PromptText prompt={props.prompt.clone()} />
                <textarea
                    ref={area}
                    id={ID}
                    class={props.secret.then_some("is-secret")}
                    rows={rows.to_string()}
                    aria-label="Command line"
                    autocapitalize="off"
                    autocomplete="off"
                    autocorrect="off"
                    spellcheck="false"
                    value={line.text.clone()}
                    {oninput}
                    {onkeydown}
                />
            </label>
        </>
    }
}

/// Runs the lines that a paste has ended; what is left stays to be typed on.
fn run_whole_lines(store: &Store, text: String) -> String {
    let text = text.replace('\r', "");
    let Some((whole, rest)) = text.rsplit_once('\n') else { return text };
    for line in whole.split('\n') {
        store.enter(line);
    }
    rest.to_owned()
}

/// The line after a key; `None` leaves the key to the browser.
fn after_key(
    store: &Store,
    event: &KeyboardEvent,
    line: &Line,
    area: &HtmlTextAreaElement,
    asking: bool,
) -> Option<Line> {
    if event.is_composing() || event.alt_key() || event.meta_key() {
        return None;
    }
    let selecting = area.selection_start().ok() != area.selection_end().ok();
    match (event.ctrl_key(), event.key().as_str()) {
        (false, "Enter") if !event.shift_key() => {
            store.enter(&line.text);
            Some(Line::default())
        }
        (false, "ArrowUp") if !asking => Some(earlier(store, line)),
        (false, "ArrowDown") if !asking => Some(later(store, line)),
        // With nothing typed Tab goes on to the next control, so that nobody is caught in the terminal.
        (false, "Tab") if !event.shift_key() && !asking && !line.text.is_empty() => {
            Some(completed(store, line, area))
        }
        (true, "c") if !selecting => {
            store.interrupt(&line.text);
            Some(Line::default())
        }
        (true, "l") => {
            store.clear_screen();
            Some(line.clone())
        }
        (true, "u") => Some(Line::default()),
        _ => None,
    }
}

fn earlier(store: &Store, line: &Line) -> Line {
    let model = store.model();
    let history = model.terminal.shell.history();
    let place = line.place.unwrap_or(history.len()).checked_sub(1);
    let Some((place, text)) = place.and_then(|place| Some((place, history.get(place)?))) else {
        return line.clone();
    };
    let draft = if line.place.is_none() { line.text.clone() } else { line.draft.clone() };
    Line { text: text.clone(), place: Some(place), draft, offers: String::new() }
}

fn later(store: &Store, line: &Line) -> Line {
    let Some(place) = line.place else { return line.clone() };
    let model = store.model();
    match model.terminal.shell.history().get(place + 1) {
        Some(text) => Line { text: text.clone(), place: Some(place + 1), ..line.clone() },
        None => Line { text: line.draft.clone(), ..Line::default() },
    }
}

fn completed(store: &Store, line: &Line, area: &HtmlTextAreaElement) -> Line {
    let cursor = area.selection_start().ok().flatten().unwrap_or(0) as usize;
    let before: Vec<u16> = line.text.encode_utf16().take(cursor).collect();
    let before = String::from_utf16_lossy(&before);
    let after = line.text.get(before.len()..).unwrap_or_default().to_owned();
    let (before, offers) = store.complete(&before);
    Line { text: before + &after, offers: offers.join("  "), ..Line::default() }
}
