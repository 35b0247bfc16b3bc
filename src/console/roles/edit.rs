//! Editing a role's description and maximum session duration.

use crate::console::act;
use crate::console::item::{number, text};
use crate::console::permissions::Holder;
use crate::store::use_store;
use crate::ui::{Button, ButtonVariant, Choice, FormField, Modal, Select, ShowCli, TextArea, date};
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
    let duration = use_state(|| present);
    let call = Holder::Role(props.name.clone())
        .call("UpdateRole")
        .with("Description", description.trim())
        .with("MaxSessionDuration", *duration);
    let onsubmit = {
        let (call, close) = (call.clone(), props.onclose.clone());
        Callback::from(move |()| {
            act::one(&store, call.clone(), "Role updated.", "The role could not be updated");
            close.emit(());
        })
    };
    // A duration set by other doors is offered as well.
    let other = Some(present).filter(|seconds| !DURATIONS.contains(seconds));
    let choices = other.into_iter().chain(DURATIONS);
    let choices = choices.map(|seconds| Choice::new(seconds.to_string(), date::duration(seconds)));
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true>{ "Save changes" }</Button>
        </>
    };
    html! {
        <Modal title={format!("Edit {}", props.name)} onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                <FormField label="Description" constraint="Maximum 1000 characters.">
                    <TextArea
                        value={(*description).clone()}
                        oninput={let description = description.setter(); move |text| description.set(text)}
                    />
                </FormField>
                <FormField
                    label="Maximum session duration"
                    description="The longest that somebody can keep the role's credentials from one AssumeRole request."
                >
                    <Select
                        value={duration.to_string()}
                        choices={choices.collect::<Vec<_>>()}
                        onchange={let duration = duration.setter(); move |seconds: String| {
                            duration.set(seconds.parse().unwrap_or(present));
                        }}
                    />
                </FormField>
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
