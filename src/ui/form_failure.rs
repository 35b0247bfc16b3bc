//! Why a form could not be submitted.

use super::{DeniedStyle, Failed};
use cloud::Failure;
use yew::prelude::*;

/// Properties of [`FormFailure`].
#[derive(Properties, PartialEq)]
pub struct FormFailureProps {
    /// What came back; nothing is shown if nothing failed.
    pub failure: Option<Failure>,
    /// What was tried, e.g. `The user could not be created`; only for failures that are no denials.
    pub title: AttrValue,
    /// Which console's panel shows a denial.
    #[prop_or_default]
    pub style: DeniedStyle,
}

/// The failure at the head of a form, brought into view when it comes: the button that caused it may be far
/// below.
#[component]
pub fn FormFailure(props: &FormFailureProps) -> Html {
    let node = use_node_ref();
    {
        let node = node.clone();
        use_effect_with(props.failure.clone(), move |failure| {
            if failure.is_some()
                && let Some(element) = node.cast::<web_sys::Element>()
            {
                element.scroll_into_view();
            }
        });
    }
    html! {
        <div ref={node}>
            if let Some(failure) = &props.failure {
                <Failed failure={failure.clone()} title={props.title.clone()} style={props.style.clone()} />
            }
        </div>
    }
}
