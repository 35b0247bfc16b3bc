//! The sign-in page's form for who must choose another password before anything else.

use crate::console::parts::Field;
use crate::console::states::set;
use crate::store::use_store;
use crate::ui::{Alert, AlertKind, Button, ButtonVariant, Form, TextInput};
use cloud::Failure;
use cloud::signin::SignIn;
use yew::prelude::*;

/// Properties of [`NewPassword`].
#[derive(Properties, PartialEq)]
pub struct NewPasswordProps {
    /// What was typed to sign in.
    pub form: SignIn,
    /// Told that the user is signed in.
    pub onsignedin: Callback<()>,
    /// Told that the learner wants to sign in as somebody else.
    pub onback: Callback<()>,
}

/// What keeps the password from being changed, besides what IAM says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Empty,
    Different,
}

/// The form.
#[component]
pub fn NewPassword(props: &NewPasswordProps) -> Html {
    let store = use_store();
    let (new, again) = (use_state(String::new), use_state(String::new));
    let wrong = use_state(|| None::<Wrong>);
    let failure = use_state(|| None::<Failure>);
    let onsubmit = {
        let (store, form, signed_in) = (store.clone(), props.form.clone(), props.onsignedin.clone());
        let (new, again) = (new.clone(), again.clone());
        let (wrong, failure) = (wrong.setter(), failure.setter());
        Callback::from(move |()| {
            let found = match () {
                () if new.is_empty() => Some(Wrong::Empty),
                () if *new != *again => Some(Wrong::Different),
                () => None,
            };
            wrong.set(found);
            if found.is_some() {
                return;
            }
            let changed = store.change_password(&form, &new);
            let password = (*new).clone();
            match changed.and_then(|()| store.sign_in(&SignIn { password, ..form.clone() })) {
                Ok(()) => signed_in.emit(()),
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let field = |label: &'static str, value: &UseStateHandle<String>, wrong: Option<&'static str>| {
        let (value, oninput) = ((**value).clone(), set(value));
        let input = html! { <TextInput kind="password" {value} {oninput} autocomplete="new-password" /> };
        Field::new(label).wrong(wrong).around(input)
    };
    let empty = (*wrong == Some(Wrong::Empty)).then_some("Enter a new password.");
    let different = (*wrong == Some(Wrong::Different)).then_some("The two passwords differ.");
    let account = format!("{} in {}", props.form.user_name.trim(), props.form.account_or_alias.trim());
    html! {
        <Form class="sign-in-form" {onsubmit} label="Change password">
            <h1>{ "You must change your password to continue" }</h1>
            <div>{ failure.as_ref().map(|failure| refused(&store, failure)).unwrap_or_default() }</div>
            <p class="break">{ account }</p>
            { field("New password", &new, empty) }
            { field("Retype new password", &again, different) }
            <Button variant={ButtonVariant::Primary} submit=true>{ "Confirm password change" }</Button>
            <Button variant={ButtonVariant::Link} onclick={props.onback.reform(|_| ())}>
                { "Sign in to a different account" }
            </Button>
        </Form>
    }
}

/// Why the password was not changed; the page does not tell the reasons apart, but "Why?" does.
fn refused(store: &crate::store::Store, failure: &Failure) -> Html {
    let why = failure.record.filter(|id| store.record(*id).is_some_and(|record| !record.checks.is_empty()));
    let store = store.clone();
    let action = why.map(|record| {
        html! { <Button onclick={move |_: MouseEvent| store.why(record)}>{ "Why?" }</Button> }
    });
    html! {
        <Alert kind={AlertKind::Error} action={action.unwrap_or_default()}>{ &failure.error.message }</Alert>
    }
}
