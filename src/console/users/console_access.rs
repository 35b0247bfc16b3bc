//! The part "Console sign-in" of a user's page.

use super::cells::is_absent;
use super::draft::CHANGE_PASSWORD_POLICY;
use super::password_fields::{new_login, password_fields};
use super::retrieve_password::sign_in_details;
use super::sign_in_url;
use super::summary::console_access;
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{Head, button, buttons, cell_denied, close_button, end_of_dialog, facts};
use crate::console::permissions::Holder;
use crate::console::states::{Dialog, set, use_dialogs};
use crate::store::{use_call, use_store};
use crate::ui::{ConfirmDelete, Copyable, FormFailure, KeyValue, Modal, ShowCli, date};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`ConsoleAccess`].
#[derive(Properties, PartialEq)]
pub struct ConsoleAccessProps {
    /// The user's name.
    pub name: String,
    /// The answer about the user; null if it could not be read.
    pub user: Value,
}

/// Whether the user may sign in, and buttons to change that.
#[component]
pub fn ConsoleAccess(props: &ConsoleAccessProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let holder = Holder::User(name.clone());
    let profile = use_call(holder.call("GetLoginProfile"));
    let dialogs = use_dialogs();
    let (actions, password) = match &*profile {
        Ok(reply) => {
            let created = reply.text(&["LoginProfile", "CreateDate"]).unwrap_or_default();
            let actions = buttons([
                button("Reset password", dialogs.opener(Dialog::Edit)),
                button("Disable console access", dialogs.opener(Dialog::Delete)),
            ]);
            (actions, html! { { format!("Set on {}", date::long(created)) } })
        }
        Err(failure) if is_absent(failure) => {
            (button("Enable console access", dialogs.opener(Dialog::Add)), html! { { "Not enabled" } })
        }
        // Whoever may not know whether there is a password can neither set the first nor another one.
        Err(failure) => (Html::default(), cell_denied(failure)),
    };
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    let used = text(&props.user, "PasswordLastUsed");
    let used = if used.is_empty() { "Never".to_owned() } else { date::long(&used) };
    let url = html! { <Copyable text={sign_in_url(&account)} name="console sign-in link" /> };
    let items = vec![
        KeyValue::new("Console sign-in link", url),
        KeyValue::new("Console access", console_access(name)),
        KeyValue::new("Console password", password),
        KeyValue::new("Last console sign-in", html! { { used } }),
    ];
    let disable = holder.call("DeleteLoginProfile");
    let close = dialogs.closer();
    let (done, failed) = ("Console access disabled.", "Console access could not be disabled");
    let onconfirm = act::closing(&store, vec![disable.clone()], done, failed, close.clone());
    let dialog = match dialogs.open() {
        Dialog::Add => html! { <SetPassword {holder} first=true onclose={close} /> },
        Dialog::Edit => html! { <SetPassword {holder} first=false onclose={close} /> },
        Dialog::Delete => html! {
            <ConfirmDelete
                title="Disable console access?"
                action="Disable console access"
                {onconfirm}
                onclose={close}
                calls={vec![disable]}
            >
                <p>
                    { "The password is deleted; the user can no longer sign in to the console. Access keys go on \
                       working." }
                </p>
            </ConfirmDelete>
        },
        _ => html! {},
    };
    html! { <div>{ facts(Head::new("Console sign-in").with(actions), items) }{ dialog }</div> }
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
    let onclose = props.onclose.clone();
    if *done {
        let account = store.identity().map(|identity| identity.account).unwrap_or_default();
        return html! {
            <Modal key="shown" title="Console password" footer={close_button(&onclose)} {onclose}>
                { sign_in_details(&account, props.holder.name(), login.password()) }
            </Modal>
        };
    }
    let (title, operation) = if props.first {
        ("Enable console access", "CreateLoginProfile")
    } else {
        ("Reset password", "UpdateLoginProfile")
    };
    let set_password = props
        .holder
        .call(operation)
        .with("Password", login.password())
        .with("PasswordResetRequired", login.reset_required);
    let mut calls: Vec<Call> = vec![set_password];
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
    html! {
        <Modal key="asked" {title} footer={end_of_dialog(&onclose, title, true)} {onclose} {onsubmit}>
            <div class="stack">
                <FormFailure failure={(*failure).clone()} title="The password could not be set" />
                { password_fields(&login, &set(&login)) }
                <ShowCli {calls} />
            </div>
        </Modal>
    }
}
