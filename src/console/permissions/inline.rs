//! The editor of an inline policy: a wizard of two steps, as in AWS.

use super::attach::trail;
use super::{Document, Holder, IDENTITY_START, PolicyEditor};
use crate::console::parts::{Field, page, read};
use crate::console::states::set;
use crate::store::{Flash, use_call, use_store};
use crate::ui::{FormFailure, PolicyText, ShowCli, Wizard, WizardStep};
use cloud::Failure;
use yew::prelude::*;

/// Properties of [`InlinePolicy`].
#[derive(Clone, Properties, PartialEq)]
pub struct InlinePolicyProps {
    /// Who holds it.
    pub holder: Holder,
    /// The policy's name; empty to make a new one.
    pub policy: String,
}

/// The page: a new policy, or a present one as far as it can be read.
#[component]
pub fn InlinePolicy(props: &InlinePolicyProps) -> Html {
    let holder = &props.holder;
    if props.policy.is_empty() {
        let steps = html! { <Steps holder={holder.clone()} name="" document={IDENTITY_START} /> };
        page(trail(holder, "Create policy"), steps)
    } else {
        page(trail(holder, "Edit policy"), html! { <Present ..props.clone() /> })
    }
}

#[component]
fn Present(props: &InlinePolicyProps) -> Html {
    let holder = &props.holder;
    read(&use_call(holder.get_inline(&props.policy)), |reply| {
        let document = reply.text(&["PolicyDocument"]).unwrap_or_default().to_owned();
        html! { <Steps holder={holder.clone()} name={props.policy.clone()} {document} /> }
    })
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    holder: Holder,
    /// Empty for a new policy.
    name: AttrValue,
    document: AttrValue,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let store = use_store();
    let step = use_state(|| 0_usize);
    let text = use_state(|| {
        store
            .take_draft(&props.holder.inline_route(&props.name))
            .unwrap_or_else(|| props.document.to_string())
    });
    let name = use_state(|| props.name.to_string());
    let failure = use_state(|| None::<Failure>);
    // What is wrong is listed all the time; that it keeps the step from being done is said on trying to go on.
    let tried = use_state(|| false);
    let new = props.name.is_empty();
    let holder = &props.holder;
    let document = document_kind(holder);
    let back = holder.route();
    let call = holder.put_inline(name.trim(), &text);
    let onsubmit = {
        let (store, back, call) = (store.clone(), back.clone(), call.clone());
        let (failure, tried, named) = (failure.setter(), tried.setter(), !name.trim().is_empty());
        let done = format!("Policy {} {}.", name.trim(), if new { "created" } else { "updated" });
        Callback::from(move |()| {
            tried.set(true);
            if !named {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    store.flash(Flash::success(done.clone()));
                    store.navigate(&back);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onnavigate = {
        let (step, failure, tried) = (step.setter(), failure.setter(), tried.setter());
        let sound = document.accepts(&text);
        Callback::from(move |to| {
            tried.set(!sound);
            if to == 0 || sound {
                failure.set(None);
                step.set(to);
            }
        })
    };
    let missing = (*tried && name.trim().is_empty()).then_some("Enter a policy name.");
    let review = html! {
        <>
            <FormFailure failure={(*failure).clone()} title="The policy could not be saved" />
            if new {
                { Field::new("Policy name")
                    .saying("A name that tells what the policy is for.")
                    .allowing("Maximum 128 characters. Use alphanumeric and '+=,.@-_' characters.")
                    .wrong(missing)
                    .line(&name, set(&name)) }
            }
            <PolicyText text={(*text).clone()} label="The policy to be saved" />
            <ShowCli calls={vec![call]} />
        </>
    };
    let (label, first, second, submit) = if new {
        ("Create inline policy", "Specify permissions".to_owned(), "Review and create", "Create policy")
    } else {
        let first = format!("Modify permissions in {}", props.name);
        ("Edit inline policy", first, "Review and save", "Save changes")
    };
    let steps = vec![
        WizardStep {
            title: first.into(),
            description: "Say what is allowed or denied: which actions, on which resources, and when.".into(),
            content: html! {
                <PolicyEditor document={document.clone()} text={(*text).clone()} oninput={set(&text)} insist={*tried} />
            },
        },
        WizardStep {
            title: second.into(),
            description: format!("The policy becomes a part of the {} and goes away with it.", holder.noun())
                .into(),
            content: review,
        },
    ];
    let oncancel = move |()| store.navigate(&back);
    html! { <Wizard {label} {steps} current={*step} {onnavigate} {oncancel} {onsubmit} {submit} /> }
}

fn document_kind(holder: &Holder) -> Document {
    match holder {
        Holder::User(_) => Document::UserInline,
        Holder::Group(_) => Document::GroupInline,
        Holder::Role(_) => Document::RoleInline,
    }
}
