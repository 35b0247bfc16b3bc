//! What was typed and printed.

use crate::store::use_store;
use crate::terminal::{Entry, Screen, Style, styled};
use crate::ui::{Button, ButtonVariant};
use shell::Prompt;
use yew::prelude::*;

/// Properties of [`Log`].
#[derive(Properties, PartialEq)]
pub(super) struct LogProps {
    /// What is on the screen.
    pub(super) screen: Screen,
}

/// The screen's text. Screen readers are told what is added.
#[component]
pub(super) fn Log(props: &LogProps) -> Html {
    let store = use_store();
    let dropped = props.screen.dropped();
    let entry = |(id, entry): &(u64, std::rc::Rc<Entry>)| match &**entry {
        Entry::Typed { prompt, line } => html! {
            <div key={*id} class="term-typed"><PromptText prompt={prompt.clone()} />{ line }</div>
        },
        Entry::Printed { text, error, denial } => {
            let why = denial.map(|record| {
                let store = store.clone();
                let onclick = Callback::from(move |_: MouseEvent| store.why(record));
                html! { <Button variant={ButtonVariant::Inline} {onclick}>{ "Why?" }</Button> }
            });
            html! {
                <div key={*id} class={if *error { "term-error" } else { "term-out" }}>
                    { shown(text) }
                    if let Some(why) = why {
                        <span class="term-why">{ why }</span>
                    }
                </div>
            }
        }
    };
    html! {
        <div class="term-log" role="log" aria-label="Terminal output">
            <p class="term-dropped" hidden={dropped == 0}>
                { dropped }{ " earlier lines are not shown any more." }
            </p>
            { for props.screen.entries().map(entry) }
        </div>
    }
}

/// What was printed, without its last line end, in its colours.
fn shown(text: &str) -> Html {
    let run = |(style, text): (Style, &str)| match style.class() {
        Some(class) => html! { <span {class}>{ text }</span> },
        None => html! { <>{ text }</> },
    };
    match text.strip_suffix('\n').unwrap_or(text) {
        text if text.contains('\u{1b}') => styled(text).into_iter().map(run).collect(),
        text => html! { <>{ text }</> },
    }
}

/// Properties of [`PromptText`].
#[derive(Properties, PartialEq)]
pub(super) struct PromptTextProps {
    /// What to show.
    pub(super) prompt: Prompt,
}

/// The prompt. While commands run as a role it says so, in the role's colour.
#[component]
pub(super) fn PromptText(props: &PromptTextProps) -> Html {
    let Prompt { text, role } = &props.prompt;
    html! {
        <span class={if role.is_some() { "prompt prompt-role" } else { "prompt" }}>
            if let Some(role) = role {
                { "(" }{ role }{ ") " }
            }
            { text }
        </span>
    }
}
