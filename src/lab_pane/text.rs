//! Paragraphs in which text in backticks is code.

use yew::prelude::*;

/// Properties of [`Prose`].
#[derive(Properties, PartialEq)]
pub(super) struct ProseProps {
    /// The paragraphs.
    pub(super) paragraphs: Vec<String>,
}

/// Paragraphs.
#[component]
pub(super) fn Prose(props: &ProseProps) -> Html {
    let paragraph = |(index, text): (usize, &String)| html! { <p key={index}>{ inline(text) }</p> };
    html! { <div class="prose">{ for props.paragraphs.iter().enumerate().map(paragraph) }</div> }
}

/// A line of text with its code.
pub(super) fn inline(text: &str) -> Html {
    let piece = |(index, piece): (usize, &str)| {
        if index % 2 == 1 {
            html! { <code key={index}>{ piece }</code> }
        } else {
            html! { <span key={index}>{ piece }</span> }
        }
    };
    text.split('`').enumerate().map(piece).collect()
}
