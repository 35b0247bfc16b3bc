//! What was typed and printed.

mod output;

use crate::store::{RoleColor, use_store};
use crate::terminal::{Entry, Screen};
use output::Output;
use shell::Prompt;
use std::rc::Rc;
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
    let dropped = props.screen.dropped();
    html! {
        <div class="term-log" role="log" aria-label="Terminal output">
            <p class="term-dropped" hidden={dropped == 0}>
                { dropped }{ " earlier lines are not shown any more." }
            </p>
            { for props.screen.entries().map(|(id, entry)| html! { <Shown key={*id} entry={entry.clone()} /> }) }
        </div>
    }
}

/// Properties of [`Shown`].
#[derive(Properties)]
struct ShownProps {
    entry: Rc<Entry>,
}

impl PartialEq for ShownProps {
    fn eq(&self, other: &Self) -> bool {
        // Entries never change: what has been shown is not gone through again.
        Rc::ptr_eq(&self.entry, &other.entry)
    }
}

#[component]
fn Shown(props: &ShownProps) -> Html {
    match &*props.entry {
        Entry::Typed { prompt, line } => {
            html! { <div class="term-typed"><PromptText prompt={prompt.clone()} />{ line }</div> }
        }
        Entry::Printed { .. } => html! { <Output entry={props.entry.clone()} /> },
    }
}

/// Properties of [`PromptText`].
#[derive(Properties, PartialEq)]
pub(super) struct PromptTextProps {
    /// What to show.
    pub(super) prompt: Prompt,
}

/// The prompt. While commands run as a role it says so, in the colour that the console gives the role.
#[component]
pub(super) fn PromptText(props: &PromptTextProps) -> Html {
    let store = use_store();
    let Prompt { text, role } = &props.prompt;
    let color = role.as_ref().and_then(|role| {
        let model = store.model();
        let known = model.recent_roles.iter().find(|(_, form)| form.is_of(role));
        known.map(|(_, form)| RoleColor::class(form.color))
    });
    html! {
        <span class={classes!("prompt", role.as_ref().map(|_| "prompt-role"), color)}>
            if let Some(role) = role {
                { "(" }{ role }{ ") " }
            }
            { text }
        </span>
    }
}
