//! The create-user wizard.

use super::create_details::{details, details_problem};
use super::create_permissions::Permissions;
use super::create_review::review;
use super::draft::UserDraft;
use super::password_fields::new_login;
use super::retrieve_password::retrieve_password;
use crate::console::act;
use crate::console::parts::{iam_trail, page};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{FormFailure, Wizard, WizardStep};
use cloud::Failure;
use yew::prelude::*;

/// The page.
#[component]
pub fn CreateUser() -> Html {
    let store = use_store();
    let created = use_state(|| None::<UserDraft>);
    // Only a user with a password has something to retrieve.
    let content = match created.as_ref().and_then(|draft| Some((draft, draft.login.as_ref()?))) {
        Some((draft, login)) => {
            let account = store.identity().map(|identity| identity.account).unwrap_or_default();
            retrieve_password(&account, draft.name.trim(), login.password())
        }
        None => html! { <Steps oncreated={set(&created).reform(Some)} /> },
    };
    page(iam_trail(vec![("Users".into(), Route::Users)], "Create user"), content)
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    /// Told of the user once it has been created, with a password.
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
    let onnavigate = {
        let (step, tried, failure) = (step.setter(), tried.setter(), failure.setter());
        let sound = problem.is_none();
        Callback::from(move |to| {
            tried.set(!sound);
            failure.set(None);
            if to == 0 || sound {
                step.set(to);
            }
        })
    };
    let onsubmit = {
        let (store, draft) = (store.clone(), (*draft).clone());
        let (failure, oncreated) = (failure.setter(), props.oncreated.clone());
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
    let onchange = set(&draft);
    let draw = {
        let store = store.clone();
        move || new_login(&store)
    };
    let steps = vec![
        WizardStep {
            title: "Specify user details".into(),
            description: "Who it is, and whether they may sign in to the console.".into(),
            content: details(&draft, &onchange, problem.filter(|_| *tried), draw),
        },
        WizardStep {
            title: "Set permissions".into(),
            description:
                "A new user may do nothing. Give permissions by a group, or attach policies to this user \
                          alone; you can also do it later."
                    .into(),
            content: html! { <Permissions draft={(*draft).clone()} onchange={onchange.clone()} /> },
        },
        WizardStep {
            title: "Review and create".into(),
            description: "Look over your choices.".into(),
            content: html! {
                <>
                    <FormFailure failure={(*failure).clone()} title="The user could not be created" />
                    { review(&draft, &onchange, &set(&step)) }
                </>
            },
        },
    ];
    html! {
        <Wizard
            label="Create user"
            {steps}
            current={*step}
            {onnavigate}
            oncancel={move |()| store.navigate(&Route::Users)}
            {onsubmit}
            submit="Create user"
        />
    }
}
