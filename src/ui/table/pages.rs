//! Going from page to page.

use crate::ui::{Button, ButtonVariant};
use yew::prelude::*;

/// Properties of [`Pages`].
#[derive(Properties, PartialEq)]
pub(super) struct PagesProps {
    /// The page shown, from 0.
    pub(super) current: usize,
    /// The last page.
    pub(super) last: usize,
    /// Told where to go.
    pub(super) onchange: Callback<usize>,
}

/// Buttons to the neighbouring pages; nothing if there is one page only.
#[component]
pub(super) fn Pages(props: &PagesProps) -> Html {
    let (current, last) = (props.current, props.last);
    let to = |page: usize| props.onchange.reform(move |_: MouseEvent| page);
    html! {
        <div class="table-pages" role="group" aria-label="Pages">
            if last > 0 {
                <Button
                    variant={ButtonVariant::Icon}
                    label="Previous page"
                    disabled={current == 0}
                    onclick={to(current.saturating_sub(1))}
                >
                    { "‹" }
                </Button>
                <span role="status">{ "Page " }{ current + 1 }{ " of " }{ last + 1 }</span>
                <Button
                    variant={ButtonVariant::Icon}
                    label="Next page"
                    disabled={current == last}
                    onclick={to(current + 1)}
                >
                    { "›" }
                </Button>
            }
        </div>
    }
}
