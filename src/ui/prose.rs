//! Prose in which text in backticks is code.

use yew::prelude::*;

/// Properties of [`Prose`].
#[derive(Properties, PartialEq)]
pub struct ProseProps {
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

/// Paragraphs.
#[component]
pub fn Prose(props: &ProseProps) -> Html {
    let paragraph = |(index, text): (usize, &String)| html! { <p key={index}>{ inline_code(text) }</p> };
    html! { <div class="prose">{ for props.paragraphs.iter().enumerate().map(paragraph) }</div> }
}

/// A line of text with its code. Long code may be broken anywhere.
pub fn inline_code(text: &str) -> Html {
    let piece = |(index, piece): (usize, &str)| {
        if index % 2 == 1 {
            html! { <code key={index} class="break">{ piece }</code> }
        } else {
            html! { <span key={index}>{ piece }</span> }
        }
    };
    text.split('`').enumerate().map(piece).collect()
}
