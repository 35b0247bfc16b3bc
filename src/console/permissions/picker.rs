//! Choosing managed policies. A policy is read in a dialog: its page would lose what is ticked.

use super::policy_cells::{policy_kind, use_policies, used_as};
use crate::console::item::text;
use crate::console::policies::{KindFilter, PolicyKind, ReadPolicy, name_of};
use crate::ui::{Button, ButtonVariant, Cell, Column, Empty, Failed, Row, Selection, Table};
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
    let policies = use_policies();
    let kind = use_state(|| None::<PolicyKind>);
    let reading = use_state(|| None::<String>);
    let policies = match &*policies {
        Ok(policies) => policies,
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let rows = policies.iter().filter_map(|policy| {
        let arn = text(policy, "Arn");
        let offered = kind.is_none_or(|kind| kind == PolicyKind::of(&arn)) && !props.without.contains(&arn);
        let cells = || vec![name(&arn, &reading), policy_kind(&arn), used_as(policy)];
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
            if let Some(arn) = &*reading {
                <ReadPolicy arn={arn.clone()} onclose={let reading = reading.setter(); move |()| reading.set(None)} />
            }
        </div>
    }
}

/// The policy's name, which opens it.
fn name(arn: &str, reading: &UseStateHandle<Option<String>>) -> Cell {
    let onclick = {
        let (arn, reading) = (arn.to_owned(), reading.setter());
        move |_: MouseEvent| reading.set(Some(arn.clone()))
    };
    let name = name_of(arn).to_owned();
    let button = html! { <Button variant={ButtonVariant::Inline} {onclick}>{ name.clone() }</Button> };
    Cell::new(name, button)
}
