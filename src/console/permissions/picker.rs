//! Choosing managed policies. A policy is read in a dialog: its page would lose what is ticked.

use super::policy_cells::{policy_kind, use_policies, used_as};
use crate::console::item::text;
use crate::console::parts::{List, Select, empty, read};
use crate::console::policies::{KindFilter, PolicyKind, ReadPolicy, name_of};
use crate::console::states::set;
use crate::ui::{Button, ButtonVariant, Cell, Row};
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
    let reading = use_state(String::new);
    let content = read(&policies, |policies| {
        let rows = policies.iter().filter_map(|policy| {
            let arn = text(policy, "Arn");
            let offered =
                kind.is_none_or(|kind| kind == PolicyKind::of(&arn)) && !props.without.contains(&arn);
            let cells = || vec![name(&arn, &reading), policy_kind(&arn), used_as(policy)];
            offered.then(|| Row { key: arn.clone().into(), cells: cells() })
        });
        let list = List {
            select: Select::Many(keys(&props.selected), on_keys(&props.onchange)),
            filter: "Search policies",
            tools: html! { <KindFilter value={*kind} onchange={set(&kind)} /> },
            empty: empty("No policies", "There is no policy of this type to add.", html! {}),
            ..List::new("Permissions policies", &["Policy name", "Type", "Used as"], rows.collect())
        };
        list.html()
    });
    let onclose = set(&reading).reform(|()| String::new());
    html! {
        <div>
            { content }
            if !reading.is_empty() {
                <ReadPolicy arn={(*reading).clone()} {onclose} />
            }
        </div>
    }
}

/// Names as tables' keys.
pub(crate) fn keys(names: &[String]) -> Vec<AttrValue> {
    names.iter().map(|name| AttrValue::from(name.clone())).collect()
}

/// A callback for names as one for tables' keys.
pub(crate) fn on_keys(onchange: &Callback<Vec<String>>) -> Callback<Vec<AttrValue>> {
    onchange.reform(|keys: Vec<AttrValue>| keys.iter().map(ToString::to_string).collect())
}

/// The policy's name, which opens it.
fn name(arn: &str, reading: &UseStateHandle<String>) -> Cell {
    let onclick = {
        let arn = arn.to_owned();
        set(reading).reform(move |_: MouseEvent| arn.clone())
    };
    let name = name_of(arn).to_owned();
    let button = html! { <Button variant={ButtonVariant::Inline} {onclick}>{ name.clone() }</Button> };
    Cell::new(name, button)
}
