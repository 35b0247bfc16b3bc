//! What keys do in the command line.

use super::{Line, edited, show};
use crate::store::Store;
use crate::terminal::{Edit, Edited, Search};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// The line after a key; `None` leaves the key to the browser.
pub(super) fn after(
    store: &Store,
    event: &KeyboardEvent,
    line: &Line,
    area: &HtmlTextAreaElement,
    asking: bool,
) -> Option<Line> {
    if event.is_composing() || event.meta_key() {
        return None;
    }
    let (ctrl, alt, key) = (event.ctrl_key(), event.alt_key(), event.key());
    if let Some(search) = line.search {
        return while_searching(store, ctrl, &key, line, search, area);
    }
    let selecting = area.selection_start().ok() != area.selection_end().ok();
    match (ctrl, alt, key.as_str()) {
        (false, false, "Enter") if !event.shift_key() => {
            store.enter(&line.text);
            Some(Line { cut: line.cut.clone(), ..Line::default() })
        }
        (false, false, "ArrowUp") | (true, false, "p") if !asking => Some(earlier(store, line)),
        (false, false, "ArrowDown") | (true, false, "n") if !asking => Some(later(store, line)),
        // With nothing typed Tab goes on to the next control, so that nobody is caught in the terminal.
        (false, false, "Tab") if !event.shift_key() && !asking && !line.text.is_empty() => {
            Some(completed(store, line, area))
        }
        (true, false, "c") if !selecting => {
            store.interrupt(&line.text);
            Some(Line::default())
        }
        (true, false, "l") => {
            store.clear_screen();
            Some(line.clone())
        }
        (true, false, "r") if !asking => {
            let draft = line.text.clone();
            Some(Line { draft, search: Some(Search::default()), ..Line::default() })
        }
        (false, false, "ArrowRight" | "End") | (true, false, "e") if !asking && !selecting => {
            accepted(store, line, area).or_else(|| edit(ctrl, alt, &key, line, area))
        }
        _ => edit(ctrl, alt, &key, line, area),
    }
}

/// The line with the hint, if the cursor stands at its end.
fn accepted(store: &Store, line: &Line, area: &HtmlTextAreaElement) -> Option<Line> {
    let hint = store.hint(&line.text).filter(|_| edited(&line.text, area).after.is_empty())?;
    let before = line.text.clone() + &hint.accepted;
    Some(Line::of(show(&Edited { before, after: String::new() }, area)))
}

/// The line after one of readline's keys.
fn edit(ctrl: bool, alt: bool, key: &str, line: &Line, area: &HtmlTextAreaElement) -> Option<Line> {
    let edit = Edit::of_key(ctrl, alt, key)?;
    let mut cut = line.cut.clone();
    let text = show(&edit.on(edited(&line.text, area), &mut cut), area);
    let offers = String::new();
    Some(Line { text, cut, offers, ..line.clone() })
}

/// Keys that end a search take what it found into the line; all others go on typing what is searched for.
fn while_searching(
    store: &Store,
    ctrl: bool,
    key: &str,
    line: &Line,
    search: Search,
    area: &HtmlTextAreaElement,
) -> Option<Line> {
    let found = store.found(search);
    match (ctrl, key) {
        (true, "r") => {
            let search = Some(store.search_older(search, &line.text));
            Some(Line { search, ..line.clone() })
        }
        (true, "c" | "g") => {
            let before = line.draft.clone();
            Some(Line::of(show(&Edited { before, after: String::new() }, area)))
        }
        (false, "Enter") => {
            store.enter(&found.unwrap_or_default());
            Some(Line::default())
        }
        (false, "Escape" | "Tab" | "ArrowRight" | "ArrowLeft" | "Home" | "End") | (true, "a" | "e") => {
            let text = found.unwrap_or_else(|| line.text.clone());
            let at_start = matches!(key, "ArrowLeft" | "Home" | "a");
            let (before, after) = if at_start { (String::new(), text) } else { (text, String::new()) };
            Some(Line::of(show(&Edited { before, after }, area)))
        }
        _ => None,
    }
}

fn earlier(store: &Store, line: &Line) -> Line {
    let model = store.model();
    let history = model.terminals.current().shell.history();
    let place = line.place.unwrap_or(history.len()).checked_sub(1);
    let Some((place, text)) = place.and_then(|place| Some((place, history.get(place)?))) else {
        return line.clone();
    };
    let draft = if line.place.is_none() { line.text.clone() } else { line.draft.clone() };
    Line { place: Some(place), draft, cut: line.cut.clone(), ..Line::of(text.clone()) }
}

fn later(store: &Store, line: &Line) -> Line {
    let Some(place) = line.place else { return line.clone() };
    let model = store.model();
    match model.terminals.current().shell.history().get(place + 1) {
        Some(text) => Line { text: text.clone(), place: Some(place + 1), ..line.clone() },
        None => Line { cut: line.cut.clone(), ..Line::of(line.draft.clone()) },
    }
}

fn completed(store: &Store, line: &Line, area: &HtmlTextAreaElement) -> Line {
    let Edited { before, after } = edited(&line.text, area);
    let (before, offers) = store.complete(&before);
    let text = show(&Edited { before, after }, area);
    Line { text, offers: offers.join("  "), cut: line.cut.clone(), ..Line::default() }
}
