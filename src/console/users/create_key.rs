//! The create-access-key wizard.

use super::retrieve_keys::{NewKey, RetrieveKeys};
use crate::console::permissions::Holder;
use crate::route::Route;
use crate::store::use_store;
use crate::ui::{
    Alert, AlertKind, Breadcrumbs, Checkbox, Crumb, FormFailure, FormField, RadioTiles, ShowCli, TextInput,
    Tile, Wizard, WizardStep,
};
use cloud::{Call, Failure};
use serde_json::json;
use yew::prelude::*;

/// What the key is for: the console's six choices, and what is better than a key for each.
const USE_CASES: [(&str, &str, &str); 6] = [
    (
        "Command Line Interface (CLI)",
        "You will run AWS commands in a terminal.",
        "Let the CLI take on a role: it then works with temporary credentials that expire by themselves.",
    ),
    (
        "Local code",
        "You will run a program that you write on your own computer.",
        "Let the program take on a role, so that no lasting key lies on the computer.",
    ),
    (
        "Application running on an AWS compute service",
        "A program on EC2, ECS or Lambda will call AWS.",
        "Give the instance, task or function a role: AWS then hands it temporary credentials, and no key is needed.",
    ),
    (
        "Third-party service",
        "Another company's service will look after your AWS resources.",
        "Make a role that the company's account may assume, with an external ID.",
    ),
    (
        "Application running outside AWS",
        "A program in your own data centre or elsewhere will call AWS.",
        "Temporary credentials are safer; AWS offers IAM Roles Anywhere for this, which the playground does not simulate.",
    ),
    (
        "Other",
        "Your use is none of these.",
        "Keep the key secret, give its user few permissions, and delete the key when it is no longer needed.",
    ),
];

/// Properties of [`CreateAccessKey`].
#[derive(Properties, PartialEq)]
pub struct CreateAccessKeyProps {
    /// The user's name.
    pub name: String,
}

/// The page.
#[component]
pub fn CreateAccessKey(props: &CreateAccessKeyProps) -> Html {
    let created = use_state(|| None::<NewKey>);
    let user = Route::User { name: props.name.clone(), tab: "security_credentials".to_owned() };
    let crumbs = vec![
        Crumb::to("IAM", Route::Iam),
        Crumb::to("Users", Route::Users),
        Crumb::to(props.name.clone(), user),
        Crumb::here("Create access key"),
    ];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            { match &*created {
                Some(key) => html! { <RetrieveKeys key="done" user={props.name.clone()} access_key={key.clone()} /> },
                None => html! {
                    <Steps
                        key="steps"
                        name={props.name.clone()}
                        oncreated={let created = created.setter(); move |key| created.set(Some(key))}
                    />
                },
            } }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    name: String,
    oncreated: Callback<NewKey>,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let store = use_store();
    let step = use_state(|| 0_usize);
    let use_case = use_state(|| None::<usize>);
    let understood = use_state(|| false);
    let tag = use_state(String::new);
    let failure = use_state(|| None::<Failure>);
    let holder = Holder::User(props.name.clone());
    let create = holder.call("CreateAccessKey");
    let ready = use_case.is_some() && *understood;
    let tried = use_state(|| false);
    let onsubmit = {
        let (store, holder, create) = (store.clone(), holder.clone(), create.clone());
        let (failure, oncreated, tag) = (failure.setter(), props.oncreated.clone(), (*tag).clone());
        Callback::from(move |()| match store.call(create.clone()) {
            Ok(reply) => {
                let key = NewKey::of(&reply);
                if !tag.trim().is_empty() {
                    let described = describe(&holder, &key.id, tag.trim());
                    crate::console::act::each(
                        &store,
                        vec![described],
                        "The description tag could not be set",
                    );
                }
                oncreated.emit(key);
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    let onnavigate = {
        let (step, tried) = (step.setter(), tried.setter());
        Callback::from(move |to| {
            tried.set(!ready);
            if to == 0 || ready {
                step.set(to);
            }
        })
    };
    let choose = html! {
        <>
            <RadioTiles
                label="Use case"
                value={use_case.map_or("", |index| USE_CASES[index].0)}
                tiles={USE_CASES.map(|(title, description, _)| Tile::new(title, title, description)).to_vec()}
                onchange={let use_case = use_case.setter(); move |title: AttrValue| {
                    use_case.set(USE_CASES.iter().position(|(other, _, _)| title == *other));
                }}
            />
            if let Some(index) = *use_case {
                <Alert header="Alternative recommended">{ USE_CASES[index].2 }</Alert>
            }
            <Checkbox checked={*understood} onchange={let understood = understood.setter(); move |on| understood.set(on)}>
                { "I understand the above recommendation and want to proceed to create an access key." }
            </Checkbox>
            if *tried && !ready {
                <Alert kind={AlertKind::Error}>{ "Choose a use case and tick the confirmation to go on." }</Alert>
            }
        </>
    };
    let describe_step = html! {
        <>
            <FormFailure failure={(*failure).clone()} title="The access key could not be created" />
            <FormField
                label="Description tag value"
                description="What the key is for and where it is used, so that you know later. It becomes a tag of the user."
                constraint="Maximum 256 characters."
            >
                <TextInput value={(*tag).clone()} oninput={let tag = tag.setter(); move |text| tag.set(text)} maxlength="256" />
            </FormField>
            <ShowCli calls={vec![create]} />
        </>
    };
    let steps = vec![
        WizardStep {
            title: "Access key best practices & alternatives".into(),
            description: "A lasting key is the last resort: whoever has it can use it until it is deleted. Say what it is for, and see what may be better.".into(),
            content: choose,
        },
        WizardStep {
            title: "Set description tag - optional".into(),
            description: format!("The key will be {}'s: what is done with it, {} does.", props.name, props.name).into(),
            content: describe_step,
        },
    ];
    let user = Route::User { name: props.name.clone(), tab: "security_credentials".to_owned() };
    html! {
        <Wizard
            label="Create access key"
            {steps}
            current={*step}
            {onnavigate}
            oncancel={move |()| store.navigate(&user)}
            {onsubmit}
            submit="Create access key"
        />
    }
}

/// As AWS does it: the key's id is the tag's key.
fn describe(holder: &Holder, key_id: &str, text: &str) -> Call {
    holder.call("TagUser").with("Tags", json!([{"Key": key_id, "Value": text}]))
}
