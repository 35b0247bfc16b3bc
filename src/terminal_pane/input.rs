//! The line being typed.

mod keys;

use super::log::PromptText;
use crate::store::{Store, use_store};
use crate::terminal::{Edited, Search};
use shell::{Hint, Prompt};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The input's id.
pub(super) const ID: &str = "terminal-input";
/// The id of what describes it: the hint.
const HINT: &str = "terminal-hint";

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
    /// The search that the text is typed for.
    search: Option<Search>,
    /// What was cut last.
    cut: String,
}

impl Line {
    /// A line to go on with.
    fn of(text: String) -> Self {
        Self { text, ..Self::default() }
    }
}

/// The line editor. Its text area takes pasted lines; each whole line runs.
#[component]
pub(super) fn Input(props: &InputProps) -> Html {
    let store = use_store();
    let line = {
        let store = store.clone();
        use_state(move || Line::of(store.model().terminals.current().typed.clone()))
    };
    {
        let (store, secret) = (store.clone(), props.secret);
        use_effect_with(line.text.clone(), move |text| {
            if !secret {
                store.keep_typed(text);
            }
        });
    }
    let area = use_node_ref();
    let oninput = {
        let (store, line) = (store.clone(), line.clone());
        Callback::from(move |event: InputEvent| {
            let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>() else { return };
            let text = run_whole_lines(&store, area.value());
            // Text that comes by script or dictation is several inputs before the next rendering.
            area.set_value_if_changed(&text);
            let search = line.search.map(|_| store.search(&text));
            let draft = if search.is_some() { line.draft.clone() } else { String::new() };
            line.set(Line { search, draft, cut: line.cut.clone(), ..Line::of(text) });
        })
    };
    let onkeydown = {
        let (store, line, area, asking) = (store.clone(), line.clone(), area.clone(), props.asking);
        Callback::from(move |event: KeyboardEvent| {
            let Some(area) = area.cast::<HtmlTextAreaElement>() else { return };
            if let Some(next) = keys::after(&store, &event, &line, &area, asking) {
                event.prevent_default();
                line.set(next);
            }
        })
    };
    let found = line.search.map(|search| store.found(search).unwrap_or_default());
    let hint = if props.asking || found.is_some() { None } else { store.hint(&line.text) };
    let spoken = spoken(hint.as_ref());
    let offers = found.clone().unwrap_or_else(|| line.offers.clone());
    let ghost = found.map(|found| "  ← ".to_owned() + &found).or_else(|| hint.map(|hint| hint.shown));
    let shown = if props.secret { String::new() } else { line.text.clone() };
    html! {
        <>
            <p class="term-offers" role="status">{ offers }</p>
            <label class="term-input">
                if line.search.is_some() {
                    <span class="prompt">{ "(reverse-i-search) " }</span>
                } else {
                    <PromptText prompt={props.prompt.clone()} />
                }
                <span class="term-line">
                    <span class="term-ghost" aria-hidden="true">
                        <span class="term-shadow">{ shown }</span>
                        <span>{ ghost.unwrap_or_default() }</span>
                        // Keeps the line as high as a line.
                        { "\u{200b}" }
                    </span>
                    <textarea
                        ref={area}
                        id={ID}
                        class={props.secret.then_some("is-secret")}
                        rows="1"
                        aria-label="Command line"
                        aria-describedby={HINT}
                        autocapitalize="off"
                        autocomplete="off"
                        autocorrect="off"
                        spellcheck="false"
                        value={line.text.clone()}
                        {oninput}
                        {onkeydown}
                    />
                </span>
            </label>
            // A description, not a message: screen readers tell it when asked for.
            <span id={HINT} class="visually-hidden">{ spoken }</span>
        </>
    }
}

/// The hint in words.
fn spoken(hint: Option<&Hint>) -> String {
    let Some(hint) = hint else { return String::new() };
    "Hint: ".to_owned() + hint.shown.trim() + ". Right arrow or Control E takes it."
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

/// The text area as a line with a cursor.
fn edited(text: &str, area: &HtmlTextAreaElement) -> Edited {
    let cursor = area.selection_end().ok().flatten().unwrap_or(0) as usize;
    let before: Vec<u16> = text.encode_utf16().take(cursor).collect();
    let before = String::from_utf16_lossy(&before);
    let after = text.get(before.len()..).unwrap_or_default().to_owned();
    Edited { before, after }
}

/// Shows a line with its cursor in the text area; the next rendering finds it there.
fn show(line: &Edited, area: &HtmlTextAreaElement) -> String {
    let text = line.before.clone() + &line.after;
    area.set_value(&text);
    let cursor = u32::try_from(line.before.encode_utf16().count()).unwrap_or(u32::MAX);
    // It can only fail on inputs that have no text.
    let _ = area.set_selection_range(cursor, cursor);
    text
}

/// Setting a value that is there already would move the cursor.
trait SetValue {
    fn set_value_if_changed(&self, text: &str);
}

impl SetValue for HtmlTextAreaElement {
    fn set_value_if_changed(&self, text: &str) {
        if self.value() != text {
            self.set_value(text);
        }
    }
}
