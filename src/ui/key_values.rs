//! Names and values.

use yew::prelude::*;

/// A name and its value.
#[derive(Clone, PartialEq)]
pub struct KeyValue {
    /// The name.
    pub label: AttrValue,
    /// The value.
    pub value: Html,
}

impl KeyValue {
    /// A name and its value.
    #[must_use]
    pub fn new(label: impl Into<AttrValue>, value: Html) -> Self {
        Self { label: label.into(), value }
    }
}

/// Properties of [`KeyValues`].
#[derive(Properties, PartialEq)]
pub struct KeyValuesProps {
    /// The pairs, in columns as many as fit.
    pub items: Vec<KeyValue>,
}

/// Names and values in columns.
#[component]
pub fn KeyValues(props: &KeyValuesProps) -> Html {
    let pair = |item: &KeyValue| {
        html! { <div key={item.label.to_string()}><dt>{ &item.label }</dt><dd>{ item.value.clone() }</dd></div> }
    };
    html! { <dl class="key-values">{ for props.items.iter().map(pair) }</dl> }
}
