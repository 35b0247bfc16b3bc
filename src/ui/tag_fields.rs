//! Typing tags.

use super::{Button, TextInput};
use yew::prelude::*;

/// The most tags a thing can have. Source: spec iam-api.md §3.
const MOST: usize = 50;

/// Properties of [`TagFields`].
#[derive(Properties, PartialEq)]
pub struct TagFieldsProps {
    /// Keys and values as typed.
    pub tags: Vec<(String, String)>,
    /// Told of every change.
    pub onchange: Callback<Vec<(String, String)>>,
}

/// Rows of key and value.
#[component]
pub fn TagFields(props: &TagFieldsProps) -> Html {
    let change = |edit: fn(&mut Vec<(String, String)>, usize, String), row: usize| {
        let (tags, onchange) = (props.tags.clone(), props.onchange.clone());
        Callback::from(move |text: String| {
            let mut tags = tags.clone();
            edit(&mut tags, row, text);
            onchange.emit(tags);
        })
    };
    let add = change(|tags, _, _| tags.push(Default::default()), 0);
    let one = |(row, (key, value)): (usize, &(String, String))| {
        let remove = change(|tags, row, _| remove_at(tags, row), row);
        html! {
            <li key={row}>
                <TextInput
                    value={key.clone()}
                    oninput={change(|tags, row, text| set(tags, row, |tag| tag.0 = text), row)}
                    label={format!("Key of tag {}", row + 1)}
                    placeholder="Key"
                    maxlength="128"
                />
                <TextInput
                    value={value.clone()}
                    oninput={change(|tags, row, text| set(tags, row, |tag| tag.1 = text), row)}
                    label={format!("Value of tag {}", row + 1)}
                    placeholder="Value - optional"
                    maxlength="256"
                />
                <Button
                    onclick={remove.reform(|_: MouseEvent| String::new())}
                    label={format!("Remove tag {}", row + 1)}
                >
                    { "Remove" }
                </Button>
            </li>
        }
    };
    let left = MOST.saturating_sub(props.tags.len());
    html! {
        <div class="tag-fields">
            if props.tags.is_empty() {
                <p>{ "No tags associated with the resource." }</p>
            } else {
                <ul>{ for props.tags.iter().enumerate().map(one) }</ul>
            }
            <Button onclick={add.reform(|_: MouseEvent| String::new())} disabled={left == 0}>
                { "Add new tag" }
            </Button>
            <p class="field-constraint">{ format!("You can add up to {left} more tags.") }</p>
        </div>
    }
}

fn set(tags: &mut [(String, String)], row: usize, change: impl FnOnce(&mut (String, String))) {
    if let Some(tag) = tags.get_mut(row) {
        change(tag);
    }
}

fn remove_at(tags: &mut Vec<(String, String)>, row: usize) {
    if row < tags.len() {
        tags.remove(row);
    }
}
