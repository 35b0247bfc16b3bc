//! The sign-in page. Source: spec console-facts.md. Besides it, the simulator's own short cut.

use super::authenticator::Authenticator;
use super::new_password::NewPassword;
use crate::frame::spaced;
use crate::route::Route;
use crate::store::{Store, use_store};
use crate::ui::{
    Alert, AlertKind, Button, ButtonVariant, Checkbox, Form, FormField, Icon, IconName, TextInput,
};
use cloud::signin::{MFA_REQUIRED, PASSWORD_CHANGE_REQUIRED, SignIn};
use yew::prelude::*;

/// Signing in, with a password or with one click.
#[component]
pub fn SignInPage() -> Html {
    html! {
        <div class="sign-in">
            <PasswordForm />
            <People />
        </div>
    }
}

#[component]
fn PasswordForm() -> Html {
    let store = use_store();
    let account = use_state(String::new);
    let user_name = use_state(String::new);
    let password = use_state(String::new);
    // `None` until the password was right and a code is asked for.
    let mfa_code = use_state(|| None::<String>);
    let shown = use_state(|| false);
    let error = use_state(|| None::<String>);
    // What was typed by somebody who must choose another password first.
    let expired = use_state(|| None::<SignIn>);
    let onsubmit = {
        let expired = expired.setter();
        let (account, user_name, password) = (account.clone(), user_name.clone(), password.clone());
        let (store, error, mfa_code) = (store.clone(), error.clone(), mfa_code.clone());
        Callback::from(move |()| {
            let form = SignIn {
                account_or_alias: account.replace('-', ""),
                user_name: (*user_name).clone(),
                password: (*password).clone(),
                mfa_code: (*mfa_code).clone().unwrap_or_default(),
            };
            // An alias may have hyphens of its own.
            let form = if form.account_or_alias.bytes().all(|b| b.is_ascii_digit()) {
                form
            } else {
                SignIn { account_or_alias: (*account).clone(), ..form }
            };
            match store.sign_in(&form) {
                Ok(()) => leave(&store),
                Err(failure) if failure.error.code == MFA_REQUIRED => {
                    error.set(None);
                    mfa_code.set(Some(String::new()));
                }
                Err(failure) if failure.error.code == PASSWORD_CHANGE_REQUIRED => expired.set(Some(form)),
                Err(failure) => error.set(Some(failure.error.message)),
            }
        })
    };
    if let Some(form) = (*expired).clone() {
        let onback = {
            let (expired, password, mfa_code) = (expired.setter(), password.setter(), mfa_code.setter());
            Callback::from(move |()| {
                expired.set(None);
                password.set(String::new());
                mfa_code.set(None);
            })
        };
        let onsignedin = Callback::from(move |()| leave(&store));
        return html! { <NewPassword {form} {onsignedin} {onback} /> };
    }
    let set = |state: &UseStateHandle<String>| {
        let state = state.clone();
        Callback::from(move |text| state.set(text))
    };
    let set_code = {
        let mfa_code = mfa_code.clone();
        Callback::from(move |text| mfa_code.set(Some(text)))
    };
    let show = Callback::from({
        let shown = shown.clone();
        move |on| shown.set(on)
    });
    html! {
        <Form class="sign-in-form" {onsubmit} label="IAM user sign in">
            <h1>{ "IAM user sign in" }</h1>
            <div>
                if let Some(error) = (*error).clone() {
                    <Alert kind={AlertKind::Error}>{ error }</Alert>
                }
            </div>
            <FormField label="Account ID or alias">
                <TextInput value={(*account).clone()} oninput={set(&account)} />
            </FormField>
            <FormField label="IAM username">
                <TextInput value={(*user_name).clone()} oninput={set(&user_name)} autocomplete="off" />
            </FormField>
            <FormField label="Password" description="One that you made up here. Never type a real one.">
                <TextInput
                    kind={if *shown { "text" } else { "password" }}
                    value={(*password).clone()}
                    oninput={set(&password)}
                    autocomplete="off"
                />
            </FormField>
            <Checkbox checked={*shown} onchange={show}>{ "Show password" }</Checkbox>
            if let Some(code) = (*mfa_code).clone() {
                <FormField
                    label="MFA code"
                    description="The six digits that your MFA device shows now. In the terminal: oathtool."
                >
                    <TextInput value={code} oninput={set_code} autocomplete="one-time-code" />
                </FormField>
                { authenticator(&store, &account, &user_name) }
            }
            <Button variant={ButtonVariant::Primary} submit=true>{ "Sign in" }</Button>
        </Form>
    }
}

/// What the user's MFA devices show.
fn authenticator(store: &Store, account: &str, user_name: &str) -> Html {
    let model = store.model();
    let world = model.live.history.world();
    // An alias may have hyphens of its own.
    let found = world.account_by_alias(account).or_else(|| world.account_by_alias(&account.replace('-', "")));
    let Some(found) = found else { return html! {} };
    let user = found.iam.user(user_name.trim());
    let serials: Vec<String> = user.map(|user| user.mfa_devices.clone()).unwrap_or_default();
    html! { <Authenticator account={found.id.clone()} {serials} /> }
}

/// After a sign-in the page shows what was asked for; the sign-in page itself leads home.
fn leave(store: &Store) {
    if Route::current() == Route::SignIn {
        store.navigate(&Route::Home);
    }
}

/// The people of the world who have console access. This looks at the world itself, as only the simulator
/// can.
#[component]
fn People() -> Html {
    let store = use_store();
    let people: Vec<(String, String)> = {
        let model = store.model();
        let world = model.live.history.world();
        let users = world.accounts.values().flat_map(|account| {
            let with_password = account.iam.users.values().filter(|user| user.login.is_some());
            with_password.map(|user| (account.id.clone(), user.name.clone()))
        });
        users.collect()
    };
    let one = |(account, name): &(String, String)| {
        let onclick = {
            let (store, account, name) = (store.clone(), account.clone(), name.clone());
            Callback::from(move |_: MouseEvent| {
                // The list holds only users that can be signed in as.
                if store.sign_in_as(&account, &name, None).is_ok() {
                    leave(&store);
                }
            })
        };
        html! {
            <li key={format!("{account}/{name}")}>
                <button type="button" class="person" {onclick}>
                    <Icon name={IconName::User} />
                    <span>
                        <span class="person-name">{ "Sign in as " }<strong>{ name }</strong></span>
                        <span class="person-account">{ "Account " }{ spaced(account) }</span>
                    </span>
                </button>
            </li>
        }
    };
    html! {
        <section class="people" aria-labelledby="people-title">
            <h2 id="people-title">{ "In this simulator" }</h2>
            <p>{ "One click signs you in as one of the simulated people, without a password." }</p>
            <ul>{ for people.iter().map(one) }</ul>
            <p class="hint">
                { "A user appears here once it has a console password. As in AWS, users without one " }
                { "cannot sign in to the console." }
            </p>
        </section>
    }
}
