//! Labels, hints and errors of form controls.

use super::use_id;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

/// What a control within a field needs to be tied to its label, hints and error.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FieldContext {
    /// The control's id.
    pub id: Option<AttrValue>,
    /// The ids of what describes it.
    pub described_by: Option<AttrValue>,
    /// Whether its value is wrong.
    pub invalid: bool,
}

/// The field that a control stands in, if any.
#[hook]
pub fn use_field() -> FieldContext {
    use_context::<FieldContext>().unwrap_or_default()
}

/// Properties of [`FormField`].
#[derive(Properties, PartialEq)]
pub struct FormFieldProps {
    /// What the control is for.
    pub label: AttrValue,
    /// A sentence below the label.
    #[prop_or_default]
    pub description: Option<AttrValue>,
    /// What is allowed, below the control.
    #[prop_or_default]
    pub constraint: Option<AttrValue>,
    /// What is wrong; empty or none if nothing is.
    #[prop_or_default]
    pub error: Option<AttrValue>,
    /// One control: an input, select, text area or editor.
    pub children: Html,
}

/// A control with its label, hints and error, tied together for screen readers.
#[component]
pub fn FormField(props: &FormFieldProps) -> Html {
    let id = use_id();
    let error = props.error.as_ref().filter(|error| !error.is_empty());
    let field = use_node_ref();
    use_focus_on_error(&field, error.is_some());
    let part = |suffix: &str| AttrValue::from(id.to_string() + suffix);
    let described_by = [
        props.description.as_ref().map(|_| part("d")),
        error.map(|_| part("e")),
        props.constraint.as_ref().map(|_| part("c")),
    ];
    let described_by: Vec<AttrValue> = described_by.into_iter().flatten().collect();
    let described_by = (!described_by.is_empty()).then(|| AttrValue::from(described_by.join(" ")));
    let context = FieldContext { id: Some(id.clone()), described_by, invalid: error.is_some() };
    html! {
        <div ref={field} class={classes!("field", error.map(|_| "is-invalid"))}>
            <label for={id.clone()}>{ &props.label }</label>
            if let Some(description) = &props.description {
                <p class="field-description" id={part("d")}>{ description }</p>
            }
            <ContextProvider<FieldContext> {context}>{ props.children.clone() }</ContextProvider<FieldContext>>
            <div aria-live="polite">
                if let Some(error) = error {
                    <p class="field-error" id={part("e")}>{ error }</p>
                }
            </div>
            if let Some(constraint) = &props.constraint {
                <p class="field-constraint" id={part("c")}>{ constraint }</p>
            }
        </div>
    }
}

/// Moves the focus into the field when its value is found wrong: the button that found it may be far below.
#[hook]
fn use_focus_on_error(field: &NodeRef, wrong: bool) {
    let field = field.clone();
    use_effect_with(wrong, move |wrong| {
        let control = field.cast::<Element>().filter(|_| *wrong);
        let control = control.and_then(|field| field.query_selector("[aria-invalid]").ok()?);
        if let Some(control) = control.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
            let _ = control.focus();
        }
    });
}
