//! Controls for text and choices.

use super::form_field::use_field;
use super::use_id;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

/// Properties of [`TextInput`].
#[derive(Properties, PartialEq)]
pub struct TextInputProps {
    /// The text.
    pub value: AttrValue,
    /// Told of every change.
    pub oninput: Callback<String>,
    /// `text`, `password`, `search` …
    #[prop_or(AttrValue::Static("text"))]
    pub kind: AttrValue,
    /// Its name outside a field.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Shown while it is empty; never the only hint.
    #[prop_or_default]
    pub placeholder: Option<AttrValue>,
    /// What the browser may fill in.
    #[prop_or(AttrValue::Static("off"))]
    pub autocomplete: AttrValue,
    /// Whether it can be used.
    #[prop_or_default]
    pub disabled: bool,
    /// The longest text.
    #[prop_or_default]
    pub maxlength: Option<AttrValue>,
    /// To reach the element.
    #[prop_or_default]
    pub node: NodeRef,
}

/// A line of text.
#[component]
pub fn TextInput(props: &TextInputProps) -> Html {
    let field = use_field();
    let oninput = props.oninput.reform(|event: InputEvent| {
        event.target_dyn_into::<HtmlInputElement>().map(|input| input.value()).unwrap_or_default()
    });
    // A search finds as it is typed; Enter must not submit a form that it happens to stand in.
    let search = props.kind == "search";
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if search && event.key() == "Enter" {
            event.prevent_default();
        }
    });
    html! {
        <input
            ref={props.node.clone()}
            class="input"
            id={field.id}
            type={props.kind.clone()}
            value={props.value.clone()}
            placeholder={props.placeholder.clone()}
            autocomplete={props.autocomplete.clone()}
            spellcheck="false"
            autocapitalize="off"
            maxlength={props.maxlength.clone()}
            disabled={props.disabled}
            aria-label={props.label.clone()}
            aria-describedby={field.described_by}
            aria-invalid={field.invalid.then_some("true")}
            {oninput}
            {onkeydown}
        />
    }
}

/// Properties of [`TextArea`].
#[derive(Properties, PartialEq)]
pub struct TextAreaProps {
    /// The text.
    pub value: AttrValue,
    /// Told of every change.
    pub oninput: Callback<String>,
    /// Its name outside a field.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Its height in lines.
    #[prop_or(3)]
    pub rows: u32,
    /// Whether it is code.
    #[prop_or_default]
    pub code: bool,
    /// To reach the element.
    #[prop_or_default]
    pub node: NodeRef,
}

/// Lines of text.
#[component]
pub fn TextArea(props: &TextAreaProps) -> Html {
    let field = use_field();
    let oninput = props.oninput.reform(|event: InputEvent| {
        event.target_dyn_into::<HtmlTextAreaElement>().map(|area| area.value()).unwrap_or_default()
    });
    html! {
        <textarea
            ref={props.node.clone()}
            class={classes!("input", props.code.then_some("code"))}
            id={field.id}
            value={props.value.clone()}
            rows={props.rows.to_string()}
            spellcheck={(!props.code).to_string()}
            aria-label={props.label.clone()}
            aria-describedby={field.described_by}
            aria-invalid={field.invalid.then_some("true")}
            {oninput}
        />
    }
}

/// One of the choices of a [`Select`].
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What is chosen.
    pub value: AttrValue,
    /// What is shown.
    pub title: AttrValue,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: impl Into<AttrValue>, title: impl Into<AttrValue>) -> Self {
        Self { value: value.into(), title: title.into() }
    }
}

/// Properties of [`Select`].
#[derive(Properties, PartialEq)]
pub struct SelectProps {
    /// The chosen value.
    pub value: AttrValue,
    /// What there is to choose from.
    pub choices: Vec<Choice>,
    /// Told of every choice.
    pub onchange: Callback<String>,
    /// Its name outside a field.
    #[prop_or_default]
    pub label: Option<AttrValue>,
}

/// One of several.
#[component]
pub fn Select(props: &SelectProps) -> Html {
    let field = use_field();
    let onchange = props.onchange.reform(|event: Event| {
        let select = event.target().and_then(|target| target.dyn_into::<HtmlSelectElement>().ok());
        select.map(|select| select.value()).unwrap_or_default()
    });
    let option = |choice: &Choice| {
        html! {
            <option
                key={choice.value.to_string()}
                value={choice.value.clone()}
                selected={choice.value == props.value}
            >
                { &choice.title }
            </option>
        }
    };
    html! {
        <select
            class="input"
            id={field.id}
            aria-label={props.label.clone()}
            aria-describedby={field.described_by}
            aria-invalid={field.invalid.then_some("true")}
            {onchange}
        >
            { for props.choices.iter().map(option) }
        </select>
    }
}

/// Properties of [`Checkbox`].
#[derive(Properties, PartialEq)]
pub struct CheckboxProps {
    /// Whether it is ticked.
    pub checked: bool,
    /// Told of every change.
    pub onchange: Callback<bool>,
    /// Whether it can be used.
    #[prop_or_default]
    pub disabled: bool,
    /// A sentence below.
    #[prop_or_default]
    pub description: Option<AttrValue>,
    /// What it is for.
    pub children: Html,
}

/// Yes or no.
#[component]
pub fn Checkbox(props: &CheckboxProps) -> Html {
    let id = use_id();
    let describes = AttrValue::from(id.to_string() + "d");
    let onchange = props.onchange.reform(|event: Event| {
        event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked())
    });
    html! {
        <div class="checkbox">
            <input
                type="checkbox"
                id={id.clone()}
                checked={props.checked}
                disabled={props.disabled}
                aria-describedby={props.description.as_ref().map(|_| describes.clone())}
                {onchange}
            />
            <div>
                <label for={id}>{ props.children.clone() }</label>
                if let Some(description) = &props.description {
                    <p class="field-description" id={describes}>{ description }</p>
                }
            </div>
        </div>
    }
}
