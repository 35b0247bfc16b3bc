//! The create-user wizard.

use super::create_details::{Details, details_problem};
use super::create_permissions::Permissions;
use super::create_review::Review;
use super::draft::UserDraft;
use super::retrieve_password::RetrievePassword;
use crate::console::act;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{Breadcrumbs, Crumb, FormFailure, Wizard, WizardStep};
use cloud::Failure;
use yew::prelude::*;

/// The page.
#[component]
pub fn CreateUser() -> Html {
    let created = use_state(|| None::<UserDraft>);
    let crumbs =
        vec![Crumb::to("IAM", Route::Iam), Crumb::to("Users", Route::Users), Crumb::here("Create user")];
    let content = match &*created {
        // Only a user with a password has something to retrieve.
        Some(draft) => match &draft.login {
            Some(login) => html! {
                <RetrievePassword key="done" name={draft.name.trim().to_owned()} password={login.password().to_owned()} />
            },
            None => html! {},
        },
        None => html! {
            <Steps key="steps" oncreated={let created = created.setter(); move |draft| created.set(Some(draft))} />
        },
    };
    html! { <div class="stack"><Breadcrumbs items={crumbs} />{ content }</div> }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    /// Told of the user once it has been created.
    oncreated: Callback<UserDraft>,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let store = use_store();
    let step = use_state(|| 0_usize);
    let draft = use_state(UserDraft::default);
    // Problems are shown once the learner has tried to go on, not while they are still typing.
    let tried = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let problem = details_problem(&draft);
    let onchange = {
        let draft = draft.setter();
        Callback::from(move |changed: UserDraft| draft.set(changed))
    };
    let onnavigate = {
        let (step, tried, failure, sound) =
            (step.setter(), tried.setter(), failure.setter(), problem.is_none());
        Callback::from(move |to| {
            tried.set(!sound);
            failure.set(None);
            if to == 0 || sound {
                step.set(to);
            }
        })
    };
    let onsubmit = {
        let (store, draft, failure, oncreated) =
            (store.clone(), (*draft).clone(), failure.setter(), props.oncreated.clone());
        Callback::from(move |()| {
            if let Err(error) = store.call(draft.create()) {
                failure.set(Some(error));
                return;
            }
            let login = draft.create_login().map(|call| store.call(call));
            act::each(&store, draft.furnish(), "The user was created, but does not have all permissions");
            let page = |tab: &str| Route::User { name: draft.name.trim().to_owned(), tab: tab.to_owned() };
            match login {
                Some(Ok(_)) => oncreated.emit(draft.clone()),
                Some(Err(error)) => {
                    store.flash(Flash::failure("The user was created, but without console access", &error));
                    store.navigate(&page("security_credentials"));
                }
                None => {
                    store.flash(Flash::success("User created successfully").with_link("View user", page("")));
                    store.navigate(&Route::Users);
                }
            }
        })
    };
    let current = *step;
    let edit = move |to: usize| {
        let step = step.setter();
        Callback::from(move |()| step.set(to))
    };
    let steps = vec![
        WizardStep {
            title: "Specify user details".into(),
            description: "Who it is, and whether they may sign in to the console.".into(),
            content: html! {
                <Details draft={(*draft).clone()} onchange={onchange.clone()} problem={problem.filter(|_| *tried)} />
            },
        },
        WizardStep {
            title: "Set permissions".into(),
            description: "A new user may do nothing. Give permissions by a group, or attach policies to this user alone; you can also do it later.".into(),
            content: html! { <Permissions draft={(*draft).clone()} onchange={onchange.clone()} /> },
        },
        WizardStep {
            title: "Review and create".into(),
            description: "Look over your choices.".into(),
            content: html! {
                <>
                    <FormFailure failure={(*failure).clone()} title="The user could not be created" />
                    <Review draft={(*draft).clone()} {onchange} onedit_details={edit(0)} onedit_permissions={edit(1)} />
                </>
            },
        },
    ];
    html! {
        <Wizard
            label="Create user"
            {steps}
            {current}
            {onnavigate}
            oncancel={move |()| store.navigate(&Route::Users)}
            {onsubmit}
            submit="Create user"
        />
    }
}
