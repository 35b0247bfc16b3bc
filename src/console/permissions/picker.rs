//! Choosing managed policies.

use super::policy_cells::{list_policies, policy_kind, policy_link, used_as};
use crate::console::item::text;
use crate::console::policies::{KindFilter, PolicyKind};
use crate::store::use_list;
use crate::ui::{Column, Empty, Failed, Row, Selection, Table};
use yew::prelude::*;

/// Properties of [`PolicyPicker`].
#[derive(Properties, PartialEq)]
pub struct PolicyPickerProps {
    /// The ARNs of the chosen policies.
    pub selected: Vec<String>,
    /// Told of every change.
    pub onchange: Callback<Vec<String>>,
    /// The ARNs of policies that are not offered, since they are attached already.
    #[prop_or_default]
    pub without: Vec<String>,
}

/// The policies of the account and of AWS, to tick.
#[component]
pub fn PolicyPicker(props: &PolicyPickerProps) -> Html {
    let policies = use_list(list_policies("All"));
    let kind = use_state(|| None::<PolicyKind>);
    let policies = match &*policies {
        Ok(policies) => policies,
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let rows = policies.iter().filter_map(|policy| {
        let arn = text(policy, "Arn");
        let offered = kind.is_none_or(|kind| kind == PolicyKind::of(&arn)) && !props.without.contains(&arn);
        let cells = || vec![policy_link(&arn), policy_kind(&arn), used_as(policy)];
        offered.then(|| Row { key: arn.clone().into(), cells: cells() })
    });
    let onselect =
        props.onchange.reform(|keys: Vec<AttrValue>| keys.iter().map(ToString::to_string).collect());
    let columns = ["Policy name", "Type", "Used as"].map(Column::new).to_vec();
    let tools = html! {
        <KindFilter value={*kind} onchange={let kind = kind.setter(); move |choice| kind.set(choice)} />
    };
    html! {
        <div>
            <Table
                label="Permissions policies"
                {columns}
                rows={rows.collect::<Vec<_>>()}
                selection={Selection::Multi}
                selected={props.selected.iter().map(|arn| AttrValue::from(arn.clone())).collect::<Vec<_>>()}
                {onselect}
                filter="Search policies"
                {tools}
                empty={html! { <Empty title="No policies" text="There is no policy of this type to add." /> }}
            />
        </div>
    }
}
