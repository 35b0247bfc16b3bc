//! Editing a role's description and maximum session duration.

use crate::console::act;
use crate::console::item::{number, text};
use crate::console::parts::{Field, end_of_dialog};
use crate::console::permissions::Holder;
use crate::console::states::set;
use crate::store::use_store;
use crate::ui::{Choice, Modal, Select, ShowCli, date};
use serde_json::Value;
use yew::prelude::*;

/// The durations that the console offers, in seconds.
const DURATIONS: [i64; 5] = [3_600, 7_200, 14_400, 28_800, 43_200];

/// Properties of [`EditRole`].
#[derive(Properties, PartialEq)]
pub struct EditRoleProps {
    /// The role's name.
    pub name: String,
    /// The answer about the role.
    pub role: Value,
    /// Told that the dialog is to be closed.
    pub onclose: Callback<()>,
}

/// The dialog.
#[component]
pub fn EditRole(props: &EditRoleProps) -> Html {
    let store = use_store();
    let present = number(&props.role, "MaxSessionDuration");
    let description = use_state(|| text(&props.role, "Description"));
    let seconds = use_state(|| present.to_string());
    let call = Holder::Role(props.name.clone())
        .call("UpdateRole")
        .with("Description", description.trim())
        .with("MaxSessionDuration", seconds.parse().unwrap_or(present));
    let (done, failed) = ("Role updated.", "The role could not be updated");
    let onsubmit = act::closing(&store, vec![call.clone()], done, failed, props.onclose.clone());
    // A duration set by other doors is offered as well.
    let other = Some(present).filter(|seconds| !DURATIONS.contains(seconds));
    let choices = other.into_iter().chain(DURATIONS);
    let choices = choices.map(|seconds| Choice::new(seconds.to_string(), date::duration(seconds)));
    let choices: Vec<Choice> = choices.collect();
    html! {
        <Modal
            title={format!("Edit {}", props.name)}
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Save changes", true)}
        >
            <div class="stack">
                { Field::new("Description")
                    .allowing("Maximum 1000 characters.")
                    .lines(&description, set(&description)) }
                { Field::new("Maximum session duration")
                    .saying("The longest that somebody can keep the role's credentials from one AssumeRole request.")
                    .around(html! { <Select value={(*seconds).clone()} {choices} onchange={set(&seconds)} /> }) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
