//! An editor for policy texts: the browser's own text area over coloured lines.

use super::form_field::use_field;
use super::policy_text::{Lines, Mark, MarkKind};
use super::{Button, ButtonVariant, Status, StatusIndicator};
use policy::{Span, line_column};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(dead_code, reason = "the classes of policy::lint, whose table the page does not load yet")]
pub enum FindingKind {
    /// It cannot be saved like this.
    Error,
    /// It can, but is doubtful.
    Warning,
    /// It could be better.
    Suggestion,
}

/// Something to say about a place in the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// How bad it is.
    pub kind: FindingKind,
    /// Where.
    pub span: Span,
    /// What.
    pub message: AttrValue,
}

/// Properties of [`JsonEditor`].
#[derive(Properties, PartialEq)]
pub struct JsonEditorProps {
    /// The text.
    pub text: AttrValue,
    /// Told of every change.
    pub oninput: Callback<String>,
    /// What there is to say about it.
    #[prop_or_default]
    pub findings: Vec<Finding>,
    /// Its name outside a field.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// The editor with its findings below; a finding's button leads to its place.
#[component]
pub fn JsonEditor(props: &JsonEditorProps) -> Html {
    let field = use_field();
    let area = use_node_ref();
    let oninput = props.oninput.reform(|event: InputEvent| {
        event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
    });
    let onkeydown = Callback::from(|event: KeyboardEvent| {
        if event.key() == "Enter"
            && !event.ctrl_key()
            && !event.meta_key()
            && !event.alt_key()
            && let Some(area) = event.target_dyn_into::<HtmlTextAreaElement>()
        {
            break_line(&event, &area);
        }
    });
    let mark = |finding: &Finding| Mark {
        span: finding.span,
        kind: if finding.kind == FindingKind::Error { MarkKind::Error } else { MarkKind::Warning },
    };
    let marks: Vec<Mark> = props.findings.iter().map(mark).collect();
    html! {
        <div class="editor">
            <div class="editor-text">
                <div aria-hidden="true"><Lines text={props.text.clone()} {marks} /></div>
                <textarea
                    ref={area.clone()}
                    id={field.id}
                    value={props.text.clone()}
                    spellcheck="false"
                    autocapitalize="off"
                    autocomplete="off"
                    wrap="off"
                    aria-label={props.label.clone()}
                    aria-describedby={field.described_by}
                    aria-invalid={field.invalid.then_some("true")}
                    {oninput}
                    {onkeydown}
                />
            </div>
            <ul class="editor-findings" aria-label="Findings" aria-live="polite">
                { for props.findings.iter().enumerate().map(|(index, f)| finding(index, f, &props.text, &area)) }
            </ul>
        </div>
    }
}

fn finding(index: usize, finding: &Finding, text: &AttrValue, area: &NodeRef) -> Html {
    let place = line_column(text, finding.span.start);
    let status = match finding.kind {
        FindingKind::Error => Status::Error,
        FindingKind::Warning => Status::Warning,
        FindingKind::Suggestion => Status::Info,
    };
    let (span, area, text) = (finding.span, area.clone(), text.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(area) = area.cast::<HtmlTextAreaElement>() {
            let _ = area.focus();
            let _ = area.set_selection_range(utf16(&text, span.start), utf16(&text, span.end));
        }
    });
    html! {
        <li key={index}>
            <StatusIndicator {status}>
                <Button variant={ButtonVariant::Inline} {onclick}>
                    { "Line " }{ place.line }{ ", column " }{ place.column }
                </Button>
                { ": " }
                { &finding.message }
            </StatusIndicator>
        </li>
    }
}

/// A byte offset as browsers count.
fn utf16(text: &str, offset: u32) -> u32 {
    let before = text.get(..offset as usize).unwrap_or(text);
    u32::try_from(before.encode_utf16().count()).unwrap_or(u32::MAX)
}

/// Begins the new line below where the old one begins, through the browser so that its undo knows of it.
fn break_line(event: &KeyboardEvent, area: &HtmlTextAreaElement) {
    let value = area.value();
    let at = area.selection_start().ok().flatten().unwrap_or(0) as usize;
    let before: Vec<u16> = value.encode_utf16().take(at).collect();
    let before = String::from_utf16_lossy(&before);
    let line = before.rsplit('\n').next().unwrap_or_default();
    let mut indent: String = line.chars().take_while(|c| *c == ' ' || *c == '\t').collect();
    if line.trim_end().ends_with(['{', '[']) {
        indent.push_str("  ");
    }
    if crate::browser::insert_text(&("\n".to_owned() + &indent)) {
        event.prevent_default();
    }
}
