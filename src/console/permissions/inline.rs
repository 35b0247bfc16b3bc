//! The editor of an inline policy: a wizard of two steps, as in AWS.

use super::attach::trail;
use super::{Document, Holder, IDENTITY_START, PolicyEditor};
use crate::route::Route;
use crate::store::{Flash, use_call, use_store};
use crate::ui::{
    Breadcrumbs, Failed, FormFailure, FormField, KeyValue, KeyValues, PolicyText, ShowCli, TextInput, Wizard,
    WizardStep,
};
use cloud::Failure;
use yew::prelude::*;

/// Properties of [`InlinePolicy`].
#[derive(Properties, PartialEq)]
pub struct InlinePolicyProps {
    /// Who holds it.
    pub holder: Holder,
    /// The policy's name; empty to make a new one.
    pub policy: String,
}

/// The page: a new policy, or a present one as far as it can be read.
#[component]
pub fn InlinePolicy(props: &InlinePolicyProps) -> Html {
    let here = if props.policy.is_empty() { "Create policy" } else { "Edit policy" };
    let content = if props.policy.is_empty() {
        html! { <Steps holder={props.holder.clone()} name="" document={IDENTITY_START} /> }
    } else {
        html! { <Present holder={props.holder.clone()} policy={props.policy.clone()} /> }
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={trail(&props.holder, here)} />
            { content }
        </div>
    }
}

#[component]
fn Present(props: &InlinePolicyProps) -> Html {
    let read = use_call(props.holder.get_inline(&props.policy));
    match &*read {
        Ok(reply) => {
            let document = reply.text(&["PolicyDocument"]).unwrap_or_default().to_owned();
            html! { <Steps holder={props.holder.clone()} name={props.policy.clone()} {document} /> }
        }
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    }
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
    let text = use_state(|| props.document.to_string());
    let name = use_state(|| props.name.to_string());
    let failure = use_state(|| None::<Failure>);
    // What is wrong is listed all the time; that it keeps the step from being done is said on trying to go on.
    let tried = use_state(|| false);
    let new = props.name.is_empty();
    let holder = &props.holder;
    let kind = document_kind(holder);
    let back = holder.route().unwrap_or(Route::Iam);
    let call = holder.put_inline(name.trim(), &text);
    let onsubmit = {
        let (store, back, failure, call) = (store.clone(), back.clone(), failure.setter(), call.clone());
        let done = format!("Policy {} {}.", name.trim(), if new { "created" } else { "updated" });
        let (tried, named) = (tried.setter(), !name.trim().is_empty());
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
        let sound = kind.findings(&text).is_empty();
        Callback::from(move |to| {
            tried.set(!sound);
            if to == 0 || sound {
                failure.set(None);
                step.set(to);
            }
        })
    };
    let edit = html! {
        <PolicyEditor
            document={kind}
            text={(*text).clone()}
            oninput={let text = text.setter(); move |input| text.set(input)}
            insist={*tried}
        />
    };
    let review = html! {
        <>
            <FormFailure failure={(*failure).clone()} title="The policy could not be saved" />
            if new {
                <FormField
                    label="Policy name"
                    description="A name that tells what the policy is for."
                    constraint="Maximum 128 characters. Use alphanumeric and '+=,.@-_' characters."
                    error={(*tried && name.trim().is_empty()).then_some("Enter a policy name.")}
                >
                    <TextInput
                        value={(*name).clone()}
                        oninput={let name = name.setter(); move |input| name.set(input)}
                        maxlength="128"
                    />
                </FormField>
            } else {
                <KeyValues items={vec![KeyValue::new("Policy name", html! { { &props.name } })]} />
            }
            <PolicyText text={(*text).clone()} label="The policy to be saved" />
            <ShowCli calls={vec![call]} />
        </>
    };
    let steps = vec![
        WizardStep {
            title: if new {
                "Specify permissions".into()
            } else {
                format!("Modify permissions in {}", props.name).into()
            },
            description: "Say what is allowed or denied: which actions, on which resources, and when.".into(),
            content: edit,
        },
        WizardStep {
            title: if new { "Review and create" } else { "Review and save" }.into(),
            description: format!("The policy becomes a part of the {} and goes away with it.", holder.noun())
                .into(),
            content: review,
        },
    ];
    html! {
        <Wizard
            label={if new { "Create inline policy" } else { "Edit inline policy" }}
            {steps}
            current={*step}
            {onnavigate}
            oncancel={move |()| store.navigate(&back)}
            {onsubmit}
            submit={if new { "Create policy" } else { "Save changes" }}
        />
    }
}

fn document_kind(holder: &Holder) -> Document {
    match holder {
        Holder::User(_) => Document::UserInline,
        Holder::Group(_) => Document::GroupInline,
        Holder::Role(_) => Document::RoleInline,
    }
}
