//! The create-role wizard.

use super::create_review::Review;
use super::create_trust::{Trust, trust_is_sound};
use super::draft::RoleDraft;
use crate::console::act;
use crate::console::editing;
use crate::console::permissions::PolicyPicker;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{Breadcrumbs, Container, Crumb, FormFailure, Header, Wizard, WizardStep};
use cloud::Failure;
use yew::prelude::*;

/// The page.
#[component]
pub fn CreateRole() -> Html {
    let store = use_store();
    let step = use_state(|| 0_usize);
    let draft = use_state(RoleDraft::default);
    // Problems are shown once the learner has tried to go on, not while they are still typing.
    let tried = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let own = store.identity().map(|identity| identity.account).unwrap_or_default();
    let sound = trust_is_sound(&draft.trust);
    let onchange = {
        let draft = draft.setter();
        Callback::from(move |changed: RoleDraft| draft.set(changed))
    };
    let onnavigate = {
        let (step, tried, failure) = (step.setter(), tried.setter(), failure.setter());
        Callback::from(move |to| {
            tried.set(!sound);
            failure.set(None);
            if to == 0 || sound {
                step.set(to);
            }
        })
    };
    let onsubmit = {
        let (store, draft, failure, own) = (store.clone(), (*draft).clone(), failure.setter(), own.clone());
        let tried = tried.setter();
        Callback::from(move |()| {
            tried.set(true);
            if draft.name.trim().is_empty() {
                return;
            }
            if let Err(error) = store.call(draft.create(&own)) {
                failure.set(Some(error));
                return;
            }
            let name = draft.name.trim().to_owned();
            act::each(&store, draft.furnish(), "The role was created, but a policy could not be attached");
            let page = Route::Role { name: name.clone(), tab: String::new() };
            store.flash(Flash::success(format!("Role {name} created.")).with_link("View role", page));
            store.navigate(&Route::Roles);
        })
    };
    let current = *step;
    let edit = move |to: usize| {
        let step = step.setter();
        Callback::from(move |()| step.set(to))
    };
    let steps = vec![
        WizardStep {
            title: "Select trusted entity".into(),
            description: "Who may take on the role?".into(),
            content: html! {
                <Trust
                    draft={draft.trust.clone()}
                    own={own.clone()}
                    onchange={editing(&*draft, &onchange, |draft, trust| draft.trust = trust)}
                    tried={*tried}
                />
            },
        },
        WizardStep {
            title: "Add permissions".into(),
            description: "What may whoever has taken on the role do? You can add permissions later, too."
                .into(),
            content: html! {
                <Container
                    header={html! {
                        <Header title="Permissions policies" description={html! { { "Choose one or more policies to attach to your new role." } }} />
                    }}
                    flush=true
                >
                    <PolicyPicker
                        selected={draft.policies.clone()}
                        onchange={editing(&*draft, &onchange, |draft, policies| draft.policies = policies)}
                    />
                </Container>
            },
        },
        WizardStep {
            title: "Name, review, and create".into(),
            description: "Name the role and look over your choices.".into(),
            content: html! {
                <>
                    <FormFailure failure={(*failure).clone()} title="The role could not be created" />
                    <Review
                        draft={(*draft).clone()}
                        {own}
                        {onchange}
                        tried={*tried}
                        onedit_trust={edit(0)}
                        onedit_permissions={edit(1)}
                    />
                </>
            },
        },
    ];
    let crumbs =
        vec![Crumb::to("IAM", Route::Iam), Crumb::to("Roles", Route::Roles), Crumb::here("Create role")];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Wizard
                label="Create role"
                {steps}
                {current}
                {onnavigate}
                oncancel={move |()| store.navigate(&Route::Roles)}
                {onsubmit}
                submit="Create role"
            />
        </div>
    }
}
