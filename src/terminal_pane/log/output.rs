//! Output of a command: ARNs lead to their pages, long JSON can be folded, all of it copied.

use crate::route::Route;
use crate::store::{Pane, Store, use_store};
use crate::terminal::{Entry, Piece, Style, arns, pieces, styled};
use crate::ui::{Button, ButtonVariant, CopyButton};
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`Output`].
#[derive(Properties)]
pub(super) struct OutputProps {
    /// What was printed.
    pub(super) entry: Rc<Entry>,
}

impl PartialEq for OutputProps {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.entry, &other.entry)
    }
}

/// What one stream printed.
#[component]
pub(super) fn Output(props: &OutputProps) -> Html {
    let store = use_store();
    let Entry::Printed { text, error, denial } = &*props.entry else { return Html::default() };
    let why = denial.map(|record| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.why(record));
        html! { <Button variant={ButtonVariant::Inline} {onclick}>{ "Why?" }</Button> }
    });
    let class = if *error { "term-error" } else { "term-out" };
    let text = text.strip_suffix('\n').unwrap_or(text);
    let runs = styled(text);
    let content = match runs.as_slice() {
        // Errors are short, and their "Why?" stands in their last line.
        [(Style::Plain, text)] if *error => linked(&store, text),
        [(Style::Plain, text)] => shown(&store, &pieces(text)),
        runs => runs.iter().map(|run| colored(&store, *run)).collect(),
    };
    html! {
        <div {class}>
            { content }
            if let Some(why) = why {
                <span class="term-why">{ why }</span>
            }
            if !*error {
                <span class="term-copy"><CopyButton text={runs.iter().map(|(_, run)| *run).collect::<String>()} label="Copy output" /></span>
            }
        </div>
    }
}

/// Pieces of output. Their depth is bounded where they are made.
fn shown(store: &Store, pieces: &[Piece<'_>]) -> Html {
    let one = |piece: &Piece<'_>| match piece {
        Piece::Lines(text) => html! { <div class="term-lines">{ linked(store, text) }{ "\n" }</div> },
        Piece::Block { head, lines, body } => html! {
            <details class="term-fold" open=true>
                <summary>{ head }<span class="term-folded">{ format!(" … {lines} lines") }</span>{ "\n" }</summary>
                { shown(store, body) }
            </details>
        },
    };
    pieces.iter().map(one).collect()
}

/// A run of text in its colour.
fn colored(store: &Store, (style, text): (Style, &str)) -> Html {
    match style.class() {
        Some(class) => html! { <span {class}>{ linked(store, text) }</span> },
        None => linked(store, text),
    }
}

/// Text in which ARNs are links to their pages.
fn linked(store: &Store, text: &str) -> Html {
    let part = |(before, arn): (&str, &str)| {
        let Some(route) = Route::of_arn(arn) else { return html! { <>{ before }{ arn }</> } };
        let store = store.clone();
        let open = Callback::from(move |_: MouseEvent| store.open_pane(Pane::Console));
        html! { <>{ before }<a href={route.href()} onclick={open}>{ arn }</a></> }
    };
    arns(text).into_iter().map(part).collect()
}
