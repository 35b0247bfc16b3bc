//! The part "Console sign-in" of a user's page.

use super::cells::is_absent;
use super::draft::CHANGE_PASSWORD_POLICY;
use super::password_fields::{PasswordFields, new_login};
use super::retrieve_password::SignInDetails;
use super::sign_in_url;
use super::summary::ConsoleAccessWord;
use crate::console::act;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{use_call, use_store};
use crate::ui::{
    Button, ButtonVariant, CellDenied, ConfirmDelete, Container, Copyable, FormFailure, Header, KeyValue,
    KeyValues, Modal, ShowCli, date,
};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`ConsoleAccess`].
#[derive(Properties, PartialEq)]
pub struct ConsoleAccessProps {
    /// The user's name.
    pub name: AttrValue,
    /// The answer about the user; null if it could not be read.
    pub user: Value,
}

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    /// Setting the first password.
    Enabling,
    /// Setting another password.
    Changing,
    Disabling,
}

/// Whether the user may sign in, and buttons to change that.
#[component]
pub fn ConsoleAccess(props: &ConsoleAccessProps) -> Html {
    let store = use_store();
    let holder = Holder::User(props.name.to_string());
    let profile = use_call(holder.call("GetLoginProfile"));
    let open = use_state(|| Open::Nothing);
    let set_open = |to: Open| {
        let open = open.setter();
        move |_: MouseEvent| open.set(to)
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let enabled = profile.is_ok();
    // Whoever may not know whether there is a password can neither set the first nor another one.
    let disabled = profile.as_ref().as_ref().is_err_and(is_absent);
    let disable = holder.call("DeleteLoginProfile");
    let ondisable = {
        let (store, close, disable) = (store.clone(), close.clone(), disable.clone());
        Callback::from(move |()| {
            act::one(
                &store,
                disable.clone(),
                "Console access disabled.",
                "Console access could not be disabled",
            );
            close.emit(());
        })
    };
    let actions = html! {
        if enabled {
            <Button onclick={set_open(Open::Changing)}>{ "Reset password" }</Button>
            <Button onclick={set_open(Open::Disabling)}>{ "Disable console access" }</Button>
        } else if disabled {
            <Button onclick={set_open(Open::Enabling)}>{ "Enable console access" }</Button>
        }
    };
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    let password = match &*profile {
        Ok(reply) => {
            let created = reply.text(&["LoginProfile", "CreateDate"]).unwrap_or_default();
            html! { { format!("Set on {}", date::long(created)) } }
        }
        Err(failure) if is_absent(failure) => html! { { "Not enabled" } },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    };
    let used = text(&props.user, "PasswordLastUsed");
    let items = vec![
        KeyValue::new(
            "Console sign-in link",
            html! { <Copyable text={sign_in_url(&account)} name="console sign-in link" /> },
        ),
        KeyValue::new("Console access", html! { <ConsoleAccessWord name={props.name.clone()} /> }),
        KeyValue::new("Console password", password),
        KeyValue::new(
            "Last console sign-in",
            html! { { if used.is_empty() { "Never".to_owned() } else { date::long(&used) } } },
        ),
    ];
    html! {
        <div>
            <Container header={html! { <Header title="Console sign-in" {actions} /> }}><KeyValues {items} /></Container>
            { match *open {
                Open::Nothing => html! {},
                Open::Enabling => html! { <SetPassword holder={holder} first=true onclose={close} /> },
                Open::Changing => html! { <SetPassword holder={holder} first=false onclose={close} /> },
                Open::Disabling => html! {
                    <ConfirmDelete
                        title="Disable console access?"
                        action="Disable console access"
                        onconfirm={ondisable}
                        onclose={close}
                        calls={vec![disable]}
                    >
                        <p>{ "The password is deleted; the user can no longer sign in to the console. Access keys go on working." }</p>
                    </ConfirmDelete>
                },
            } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct SetPasswordProps {
    holder: Holder,
    /// Whether the user has no password yet.
    first: bool,
    onclose: Callback<()>,
}

/// A password is chosen, then shown once.
#[component]
fn SetPassword(props: &SetPasswordProps) -> Html {
    let store = use_store();
    let login = use_state(|| new_login(&store));
    let failure = use_state(|| None::<Failure>);
    let done = use_state(|| false);
    let operation = if props.first { "CreateLoginProfile" } else { "UpdateLoginProfile" };
    let set = props
        .holder
        .call(operation)
        .with("Password", login.password())
        .with("PasswordResetRequired", login.reset_required);
    let mut calls: Vec<Call> = vec![set];
    if login.reset_required {
        calls.push(props.holder.attach(CHANGE_PASSWORD_POLICY));
    }
    let onsubmit = {
        let (calls, failure, done) = (calls.clone(), failure.setter(), done.setter());
        Callback::from(move |()| match act::in_order(&store, calls.clone()) {
            Ok(_) => done.set(true),
            Err(error) => failure.set(Some(error)),
        })
    };
    if *done {
        return html! {
            <Modal
                key="shown"
                title="Console password"
                onclose={props.onclose.clone()}
                footer={html! { <Button variant={ButtonVariant::Primary} onclick={props.onclose.reform(|_| ())}>{ "Close" }</Button> }}
            >
                <SignInDetails name={props.holder.name().to_owned()} password={login.password().to_owned()} />
            </Modal>
        };
    }
    let title = if props.first { "Enable console access" } else { "Reset password" };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true>{ title }</Button>
        </>
    };
    html! {
        <Modal key="asked" {title} onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                <FormFailure failure={(*failure).clone()} title="The password could not be set" />
                <PasswordFields
                    login={(*login).clone()}
                    onchange={let login = login.setter(); move |changed| login.set(changed)}
                />
                <ShowCli {calls} />
            </div>
        </Modal>
    }
}
