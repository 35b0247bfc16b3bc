//! The last step of the create-user wizard: the password, for the only time.

use super::sign_in_url;
use crate::route::Route;
use crate::store::use_store;
use crate::ui::{
    Alert, AlertKind, ButtonVariant, Container, Copyable, Header, KeyValue, KeyValues, LinkTo, Secret,
};
use yew::prelude::*;

/// Properties of [`SignInDetails`] and [`RetrievePassword`].
#[derive(Properties, PartialEq)]
pub struct SignInDetailsProps {
    /// The user's name.
    pub name: AttrValue,
    /// The password.
    pub password: AttrValue,
}

/// Where to sign in, as whom, and by which password.
#[component]
pub fn SignInDetails(props: &SignInDetailsProps) -> Html {
    let store = use_store();
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    let items = vec![
        KeyValue::new(
            "Console sign-in URL",
            html! { <Copyable text={sign_in_url(&account)} name="console sign-in URL" /> },
        ),
        KeyValue::new("User name", html! { <Copyable text={props.name.clone()} name="user name" /> }),
        KeyValue::new(
            "Console password",
            html! { <Secret text={props.password.clone()} name="console password" /> },
        ),
    ];
    html! {
        <div class="stack">
            <KeyValues {items} />
            <p>
                { "The address is AWS's own. Here in the playground, sign out and sign in again on its " }
                { "sign-in page, with account " }{ account }{ "." }
            </p>
        </div>
    }
}

/// The step.
#[component]
pub fn RetrievePassword(props: &SignInDetailsProps) -> Html {
    let user = Route::User { name: props.name.to_string(), tab: String::new() };
    html! {
        <div class="stack">
            <Header
                level={1}
                title="Retrieve password"
                description={html! { { "Copy the password now and hand it to the user: it is never shown again." } }}
            />
            <Alert
                kind={AlertKind::Success}
                header="User created successfully"
                action={html! { <LinkTo route={user} button={ButtonVariant::Normal}>{ "View user" }</LinkTo> }}
            >
                { "The user can now sign in to the console with the details below." }
            </Alert>
            <Container header={html! { <Header title="Console sign-in details" /> }}>
                <SignInDetails name={props.name.clone()} password={props.password.clone()} />
            </Container>
            <div class="button-row button-row-end">
                <LinkTo route={Route::Users} button={ButtonVariant::Primary}>{ "Return to users list" }</LinkTo>
            </div>
        </div>
    }
}
