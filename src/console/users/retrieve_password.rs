//! The last step of the create-user wizard: the password, for the only time.

use super::sign_in_url;
use crate::console::parts::{Head, link_button, panel, primary_link};
use crate::route::Route;
use crate::ui::{Alert, AlertKind, Copyable, KeyValue, KeyValues, Secret};
use yew::prelude::*;

/// Where to sign in, as whom, and by which password.
pub fn sign_in_details(account: &str, name: &str, password: &str) -> Html {
    let url = html! { <Copyable text={sign_in_url(account)} name="console sign-in URL" /> };
    let items = vec![
        KeyValue::new("Console sign-in URL", url),
        KeyValue::new("User name", html! { <Copyable text={name.to_owned()} name="user name" /> }),
        KeyValue::new(
            "Console password",
            html! { <Secret text={password.to_owned()} name="console password" /> },
        ),
    ];
    html! {
        <div class="stack">
            <KeyValues {items} />
            <p>
                { format!(
                    "The address is AWS's own. Here in the playground, sign out and sign in again on its sign-in \
                     page, with account {account}."
                ) }
            </p>
        </div>
    }
}

/// The step.
pub fn retrieve_password(account: &str, name: &str, password: &str) -> Html {
    let user = Route::User { name: name.to_owned(), tab: String::new() };
    let head = Head::of_page("Retrieve password")
        .saying("Copy the password now and hand it to the user: it is never shown again.");
    let details = sign_in_details(account, name, password);
    html! {
        <div class="stack">
            { head.html() }
            <Alert
                kind={AlertKind::Success}
                header="User created successfully"
                action={link_button("View user", user)}
            >
                { "The user can now sign in to the console with the details below." }
            </Alert>
            { panel(Head::new("Console sign-in details"), details) }
            <div class="button-row button-row-end">{ primary_link("Return to users list", Route::Users) }</div>
        </div>
    }
}
