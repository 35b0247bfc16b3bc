//! The permissions boundary of users and roles.

use super::Holder;
use super::policy_cells::{policy_link, use_policies};
use crate::console::act;
use crate::console::item::text;
use crate::console::policies::name_of;
use crate::store::use_store;
use crate::ui::{
    Button, ButtonVariant, Choice, ConfirmDelete, Container, Failed, FormField, Header, Modal, Select,
    ShowCli,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Boundary`].
#[derive(Properties, PartialEq)]
pub struct BoundaryProps {
    /// Whose.
    pub holder: Holder,
    /// The answer about the holder; null if it could not be read.
    pub entity: Value,
}

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Setting,
    Removing,
}

/// Which boundary is set, and buttons to set and remove one.
#[component]
pub fn Boundary(props: &BoundaryProps) -> Html {
    let store = use_store();
    let open = use_state(|| Open::Nothing);
    let set_open = |to: Open| {
        let open = open.setter();
        move |_| open.set(to)
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    if props.entity.is_null() {
        return html! { <div></div> };
    }
    let arn =
        props.entity.get("PermissionsBoundary").map(|boundary| text(boundary, "PermissionsBoundaryArn"));
    let holder = &props.holder;
    let remove = holder.call(format!("Delete{}PermissionsBoundary", holder.kind()));
    let onremove = {
        let (close, remove) = (close.clone(), remove.clone());
        Callback::from(move |()| {
            act::one(
                &store,
                remove.clone(),
                "Permissions boundary removed.",
                "The boundary could not be removed",
            );
            close.emit(());
        })
    };
    let actions = html! {
        <>
            if arn.is_some() {
                <Button onclick={set_open(Open::Removing)}>{ "Remove boundary" }</Button>
            }
            <Button onclick={set_open(Open::Setting)}>
                { if arn.is_some() { "Change boundary" } else { "Set permissions boundary" } }
            </Button>
        </>
    };
    let title = if arn.is_some() { "Permissions boundary (set)" } else { "Permissions boundary (not set)" };
    let description = html! { { format!(
        "The most that the {} may do, whatever its policies allow. A boundary allows nothing by itself.",
        holder.noun(),
    ) } };
    html! {
        <div>
            <Container header={html! { <Header {title} {description} {actions} /> }}>
                if let Some(arn) = &arn {
                    <p>{ policy_link(arn).content }</p>
                } else {
                    <p>{ "No boundary is set." }</p>
                }
            </Container>
            if *open == Open::Setting {
                <SetBoundary holder={holder.clone()} present={arn} onclose={close} />
            } else if *open == Open::Removing {
                <ConfirmDelete calls={vec![remove]} title="Remove permissions boundary?" action="Remove" onconfirm={onremove} onclose={close}>
                    <p>{ "All that the policies allow is then allowed." }</p>
                </ConfirmDelete>
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SetBoundaryProps {
    holder: Holder,
    present: Option<String>,
    onclose: Callback<()>,
}

#[component]
fn SetBoundary(props: &SetBoundaryProps) -> Html {
    let store = use_store();
    let policies = use_policies();
    let arn = use_state(|| props.present.clone().unwrap_or_default());
    let holder = &props.holder;
    let call: Call = holder
        .call(format!("Put{}PermissionsBoundary", holder.kind()))
        .with("PermissionsBoundary", arn.as_str());
    let onsubmit = {
        let (call, close, chosen) = (call.clone(), props.onclose.clone(), !arn.is_empty());
        Callback::from(move |()| {
            if chosen {
                act::one(&store, call.clone(), "Permissions boundary set.", "The boundary could not be set");
                close.emit(());
            }
        })
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true disabled={arn.is_empty()}>
                { "Set boundary" }
            </Button>
        </>
    };
    let content = match &*policies {
        Ok(policies) => {
            let choice = |policy: &Value| {
                let arn = text(policy, "Arn");
                Choice::new(arn.clone(), name_of(&arn).to_owned())
            };
            let first = Choice::new("", "Choose a policy");
            let choices: Vec<Choice> = std::iter::once(first).chain(policies.iter().map(choice)).collect();
            html! {
                <FormField label="Policy">
                    <Select
                        value={(*arn).clone()}
                        {choices}
                        onchange={let arn = arn.setter(); move |choice| arn.set(choice)}
                    />
                </FormField>
            }
        }
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! {
        <Modal title="Set permissions boundary" onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                { content }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
