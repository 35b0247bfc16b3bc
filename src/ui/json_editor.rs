//! An editor for policy texts: the browser's own text area over coloured lines.

mod findings;

use super::form_field::use_field;
use super::policy_text::{Lines, Mark, MarkKind};
use findings::findings;
use policy::{Class, Finding};
use web_sys::HtmlTextAreaElement;
use yew::prelude::*;

/// Properties of [`JsonEditor`].
#[derive(Properties, PartialEq)]
pub struct JsonEditorProps {
    /// The text.
    pub text: AttrValue,
    /// Told of every change.
    pub oninput: Callback<String>,
    /// What there is to say about it, the worst first.
    #[prop_or_default]
    pub findings: Vec<Finding>,
    /// How many more findings there are than those.
    #[prop_or_default]
    pub more: usize,
    /// What stands between the text and its findings.
    #[prop_or_default]
    pub footer: Html,
    /// Its name outside a field.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// The editor with its findings below: a finding's button leads to its place, another mends it.
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
    // Where places overlap, the last one's colour wins: that of the worst.
    let marks: Vec<Mark> = props.findings.iter().rev().map(mark).collect();
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
            { props.footer.clone() }
            { findings(props, &area) }
        </div>
    }
}

const fn mark(finding: &Finding) -> Mark {
    let kind = match finding.class {
        Class::Error => MarkKind::Error,
        Class::SecurityWarning | Class::Warning => MarkKind::Warning,
        Class::Suggestion => MarkKind::Suggestion,
    };
    Mark { span: finding.span, kind }
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
