//! The create-policy wizard.

use crate::console::editing;
use crate::console::item::tag_list;
use crate::console::permissions::{Document, IDENTITY_START, PolicyEditor};
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{
    Breadcrumbs, Container, Crumb, FormFailure, FormField, Header, PolicyText, ShowCli, TagFields, TextArea,
    TextInput, Wizard, WizardStep,
};
use cloud::{Call, Failure};
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct Draft {
    document: String,
    name: String,
    description: String,
    tags: Vec<(String, String)>,
}

impl Draft {
    fn call(&self) -> Call {
        let mut call = Call::new("iam", "CreatePolicy")
            .with("PolicyName", self.name.trim())
            .with("PolicyDocument", self.document.as_str());
        if !self.description.trim().is_empty() {
            call = call.with("Description", self.description.trim());
        }
        match tag_list(&self.tags) {
            Some(tags) => call.with("Tags", tags),
            None => call,
        }
    }
}

/// The page.
#[component]
pub fn CreatePolicy() -> Html {
    let store = use_store();
    let step = use_state(|| 0_usize);
    let failure = use_state(|| None::<Failure>);
    // What is wrong is listed all the time; that it keeps the step from being done is said on trying to go on.
    let tried = use_state(|| false);
    let draft = use_state(|| Draft {
        document: IDENTITY_START.to_owned(),
        name: String::new(),
        description: String::new(),
        tags: Vec::new(),
    });
    let change = {
        let draft = draft.clone();
        Callback::from(move |changed: Draft| draft.set(changed))
    };
    let onsubmit = {
        let (store, draft, failure) = (store.clone(), draft.clone(), failure.setter());
        let tried = tried.setter();
        Callback::from(move |()| {
            tried.set(true);
            if draft.name.trim().is_empty() {
                return;
            }
            match store.call(draft.call()) {
                Ok(reply) => {
                    let arn = reply.text(&["Policy", "Arn"]).unwrap_or_default().to_owned();
                    let page = Route::Policy { arn, tab: String::new() };
                    store.flash(
                        Flash::success(format!("Policy {} created.", draft.name.trim()))
                            .with_link("View policy", page),
                    );
                    store.navigate(&Route::Policies);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onnavigate = {
        let (step, failure, tried) = (step.setter(), failure.setter(), tried.setter());
        let sound = Document::Managed.findings(&draft.document).is_empty();
        Callback::from(move |to| {
            tried.set(!sound);
            if to == 0 || sound {
                failure.set(None);
                step.set(to);
            }
        })
    };
    let steps = vec![
        WizardStep {
            title: "Specify permissions".into(),
            description: "Say what is allowed or denied: which actions, on which resources, and when.".into(),
            content: html! {
                <PolicyEditor
                    document={Document::Managed}
                    text={draft.document.clone()}
                    oninput={editing(&*draft, &change, |draft, text| draft.document = text)}
                    insist={*tried}
                />
            },
        },
        WizardStep {
            title: "Review and create".into(),
            description: "Name the policy. It can then be attached to users, groups and roles.".into(),
            content: html! {
                <>
                    <FormFailure failure={(*failure).clone()} title="The policy could not be created" />
                    <Review draft={(*draft).clone()} onchange={change} tried={*tried} />
                </>
            },
        },
    ];
    let crumbs = vec![
        Crumb::to("IAM", Route::Iam),
        Crumb::to("Policies", Route::Policies),
        Crumb::here("Create policy"),
    ];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Wizard
                label="Create policy"
                {steps}
                current={*step}
                {onnavigate}
                oncancel={move |()| store.navigate(&Route::Policies)}
                {onsubmit}
                submit="Create policy"
            />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct ReviewProps {
    draft: Draft,
    onchange: Callback<Draft>,
    /// Whether the learner has tried to create the policy, so that a missing name is to be shown.
    tried: bool,
}

#[component]
fn Review(props: &ReviewProps) -> Html {
    let draft = &props.draft;
    let onchange = &props.onchange;
    html! {
        <>
            <Container header={html! { <Header title="Policy details" /> }}>
                <div class="stack">
                    <FormField
                        label="Policy name"
                        description="A name that tells what the policy is for."
                        constraint="Maximum 128 characters. Use alphanumeric and '+=,.@-_' characters."
                        error={(props.tried && draft.name.trim().is_empty()).then_some("Enter a policy name.")}
                    >
                        <TextInput value={draft.name.clone()} oninput={editing(draft, onchange, |draft, text| draft.name = text)} maxlength="128" />
                    </FormField>
                    <FormField label="Description - optional" constraint="Maximum 1,000 characters.">
                        <TextArea value={draft.description.clone()} oninput={editing(draft, onchange, |draft, text| draft.description = text)} />
                    </FormField>
                </div>
            </Container>
            <Container header={html! { <Header title="Permissions defined in this policy" /> }}>
                <PolicyText text={draft.document.clone()} label="The policy to be created" />
            </Container>
            <Container header={html! { <Header title="Add tags - optional" /> }}>
                <TagFields tags={draft.tags.clone()} onchange={editing(draft, onchange, |draft, tags| draft.tags = tags)} />
            </Container>
            <ShowCli calls={vec![draft.call()]} />
        </>
    }
}
