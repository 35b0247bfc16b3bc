//! The create-policy wizard.

use crate::console::editing;
use crate::console::item::tag_list;
use crate::console::parts::{Field, Head, iam_trail, page, panel};
use crate::console::permissions::{Document, IDENTITY_START, PolicyEditor};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{FormFailure, PolicyText, ShowCli, TagFields, Wizard, WizardStep};
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
    let onsubmit = {
        let (store, draft, failure, tried) = (store.clone(), draft.clone(), failure.setter(), tried.setter());
        Callback::from(move |()| {
            tried.set(true);
            if draft.name.trim().is_empty() {
                return;
            }
            match store.call(draft.call()) {
                Ok(reply) => {
                    let arn = reply.text(&["Policy", "Arn"]).unwrap_or_default().to_owned();
                    let page = Route::Policy { arn, tab: String::new() };
                    let done = Flash::success(format!("Policy {} created.", draft.name.trim()));
                    store.flash(done.with_link("View policy", page));
                    store.navigate(&Route::Policies);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onnavigate = {
        let (step, failure, tried) = (step.setter(), failure.setter(), tried.setter());
        let sound = Document::Managed.accepts(&draft.document);
        Callback::from(move |to| {
            tried.set(!sound);
            if to == 0 || sound {
                failure.set(None);
                step.set(to);
            }
        })
    };
    let change = set(&draft);
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
                    { review(&draft, &change, *tried) }
                </>
            },
        },
    ];
    let wizard = html! {
        <Wizard
            label="Create policy"
            {steps}
            current={*step}
            {onnavigate}
            oncancel={move |()| store.navigate(&Route::Policies)}
            {onsubmit}
            submit="Create policy"
        />
    };
    page(iam_trail(vec![("Policies".into(), Route::Policies)], "Create policy"), wizard)
}

/// The second step. `tried` is whether the learner has tried to create the policy.
fn review(draft: &Draft, onchange: &Callback<Draft>, tried: bool) -> Html {
    let missing = (tried && draft.name.trim().is_empty()).then_some("Enter a policy name.");
    let fields = html! {
        <div class="stack">
            { Field::new("Policy name")
                .saying("A name that tells what the policy is for.")
                .allowing("Maximum 128 characters. Use alphanumeric and '+=,.@-_' characters.")
                .wrong(missing)
                .line(&draft.name, editing(draft, onchange, |draft, text| draft.name = text)) }
            { Field::new("Description - optional")
                .allowing("Maximum 1,000 characters.")
                .lines(&draft.description, editing(draft, onchange, |draft, text| draft.description = text)) }
        </div>
    };
    let document = html! { <PolicyText text={draft.document.clone()} label="The policy to be created" /> };
    let ontags = editing(draft, onchange, |draft, tags| draft.tags = tags);
    let tags = html! { <TagFields tags={draft.tags.clone()} onchange={ontags} /> };
    html! {
        <>
            { panel(Head::new("Policy details"), fields) }
            { panel(Head::new("Permissions defined in this policy"), document) }
            { panel(Head::new("Add tags - optional"), tags) }
            <ShowCli calls={vec![draft.call()]} />
        </>
    }
}
