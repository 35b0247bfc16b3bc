//! Choosing which types of policy a table shows.

use super::PolicyKind;
use crate::ui::{Choice, Select};
use yew::prelude::*;

/// Properties of [`KindFilter`].
#[derive(Properties, PartialEq)]
pub struct KindFilterProps {
    /// The type shown; none for all.
    pub value: Option<PolicyKind>,
    /// Told of every choice.
    pub onchange: Callback<Option<PolicyKind>>,
}

/// "Filter by Type".
#[component]
pub fn KindFilter(props: &KindFilterProps) -> Html {
    let label = |kind: Option<PolicyKind>| kind.map_or("All types", PolicyKind::label);
    let kinds = std::iter::once(None).chain(PolicyKind::MANAGED.map(Some));
    let onchange = props
        .onchange
        .reform(|label: String| PolicyKind::MANAGED.into_iter().find(|kind| kind.label() == label));
    html! {
        <Select
            label="Filter by Type"
            value={label(props.value)}
            choices={kinds.map(|kind| Choice::new(label(kind), label(kind))).collect::<Vec<_>>()}
            {onchange}
        />
    }
}
