//! The create-role wizard.

use super::create_review::review;
use super::create_trust::{trust, trust_is_sound};
use super::draft::RoleDraft;
use crate::console::act;
use crate::console::editing;
use crate::console::parts::{Head, flush_panel, iam_trail, page};
use crate::console::permissions::PolicyPicker;
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{FormFailure, Wizard, WizardStep};
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
        let (store, draft, own) = (store.clone(), (*draft).clone(), own.clone());
        let (failure, tried) = (failure.setter(), tried.setter());
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
    let onchange = set(&draft);
    let pick = html! {
        <PolicyPicker
            selected={draft.policies.clone()}
            onchange={editing(&*draft, &onchange, |draft, policies| draft.policies = policies)}
        />
    };
    let pick_head =
        Head::new("Permissions policies").saying("Choose one or more policies to attach to your new role.");
    let ontrust = editing(&*draft, &onchange, |draft, trust| draft.trust = trust);
    let steps = vec![
        WizardStep {
            title: "Select trusted entity".into(),
            description: "Who may take on the role?".into(),
            content: trust(&draft.trust, &own, &ontrust, *tried),
        },
        WizardStep {
            title: "Add permissions".into(),
            description: "What may whoever has taken on the role do? You can add permissions later, too."
                .into(),
            content: flush_panel(pick_head, pick),
        },
        WizardStep {
            title: "Name, review, and create".into(),
            description: "Name the role and look over your choices.".into(),
            content: html! {
                <>
                    <FormFailure failure={(*failure).clone()} title="The role could not be created" />
                    { review(&draft, &own, &onchange, *tried, &set(&step)) }
                </>
            },
        },
    ];
    let wizard = html! {
        <Wizard
            label="Create role"
            {steps}
            current={*step}
            {onnavigate}
            oncancel={move |()| store.navigate(&Route::Roles)}
            {onsubmit}
            submit="Create role"
        />
    };
    page(iam_trail(vec![("Roles".into(), Route::Roles)], "Create role"), wizard)
}
