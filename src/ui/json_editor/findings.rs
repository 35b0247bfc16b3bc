//! The findings below the editor: where, what, and a button for the change that helps.

use super::JsonEditorProps;
use crate::ui::{Button, ButtonVariant, Status, StatusIndicator, inline_code};
use policy::{Class, Finding, Fix, LineColumn, Span};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::*;

/// The list.
pub(super) fn findings(props: &JsonEditorProps, area: &NodeRef) -> Html {
    let all = props.findings.iter().enumerate();
    let more = match props.more {
        0 => String::new(),
        more => format!("And {more} more, once these are done."),
    };
    html! {
        <>
            <ul class="editor-findings" aria-label="Findings">
                { for all.map(|(index, finding)| item(index, finding, props, area)) }
            </ul>
            <p class="hint">{ more }</p>
        </>
    }
}

fn item(key: usize, finding: &Finding, props: &JsonEditorProps, area: &NodeRef) -> Html {
    let place = finding.span.line_column(&props.text);
    let (status, class) = match finding.class {
        Class::Error => (Status::Error, "Error"),
        Class::SecurityWarning => (Status::Warning, "Security warning"),
        Class::Warning => (Status::Warning, "Warning"),
        Class::Suggestion => (Status::Info, "Suggestion"),
    };
    let jump = {
        let (span, area, text) = (finding.span, area.clone(), props.text.clone());
        Callback::from(move |_: MouseEvent| {
            if let Some(area) = area.cast::<HtmlTextAreaElement>() {
                select(&area, &text, span);
                reveal(&area, place);
            }
        })
    };
    html! {
        <li {key}>
            <StatusIndicator {status}>
                <strong>{ class }</strong>
                { ", " }
                <Button variant={ButtonVariant::Inline} onclick={jump}>
                    { "line " }{ place.line }{ ", column " }{ place.column }
                </Button>
                { ": " }
                { inline_code(&finding.message) }
                { finding.fix.as_ref().map(|fix| mend(fix, props, area)) }
            </StatusIndicator>
        </li>
    }
}

/// The button that makes a change.
fn mend(fix: &Fix, props: &JsonEditorProps, area: &NodeRef) -> Html {
    let onclick = {
        let (fix, area, text) = (fix.clone(), area.clone(), props.text.clone());
        let oninput = props.oninput.clone();
        Callback::from(move |_: MouseEvent| {
            let done = area.cast::<HtmlTextAreaElement>().is_some_and(|area| retype(&area, &text, &fix));
            if !done {
                oninput.emit(fix.apply(&text));
            }
        })
    };
    html! { <span class="editor-fix"><Button {onclick}>{ &fix.title }</Button></span> }
}

/// Makes a change by way of the browser, so that its undo knows of it. Returns whether that could be done.
fn retype(area: &HtmlTextAreaElement, text: &str, fix: &Fix) -> bool {
    // From the end, so that the places of those before stay what they are.
    fix.edits.iter().rev().all(|edit| {
        select(area, text, edit.span);
        if edit.text.is_empty() {
            crate::browser::command("delete", "")
        } else {
            crate::browser::insert_text(&edit.text)
        }
    })
}

/// Moves the focus into the text and selects a part of it.
fn select(area: &HtmlTextAreaElement, text: &str, span: Span) {
    let _ = area.focus();
    let _ = area.set_selection_range(utf16(text, span.start), utf16(text, span.end));
}

/// Scrolls to a marked place, which the text area itself cannot: the coloured line behind it can.
fn reveal(area: &HtmlTextAreaElement, place: LineColumn) {
    let Some(frame) = area.parent_element() else { return };
    let line = format!(".code-line:nth-child({})", place.line);
    let marked = frame.query_selector(&format!("{line} [class*=mark-]")).ok().flatten();
    let target = marked.or_else(|| frame.query_selector(&line).ok().flatten());
    if let Some(target) = target.and_then(|target| target.dyn_into::<HtmlElement>().ok()) {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        options.set_inline(ScrollLogicalPosition::Nearest);
        target.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// A byte offset as browsers count.
fn utf16(text: &str, offset: u32) -> u32 {
    let before = text.get(..offset as usize).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}
