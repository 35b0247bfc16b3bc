//! The create-access-key wizard.

use super::retrieve_keys::{NewKey, retrieve_keys};
use crate::console::act;
use crate::console::parts::{Field, iam_trail, page};
use crate::console::permissions::Holder;
use crate::console::states::set;
use crate::route::Route;
use crate::store::use_store;
use crate::ui::{Alert, AlertKind, Checkbox, FormFailure, RadioTiles, ShowCli, Tile, Wizard, WizardStep};
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
    let name = &props.name;
    let created = use_state(|| None::<NewKey>);
    let content = match &*created {
        Some(key) => retrieve_keys(name, key),
        None => html! { <Steps name={name.clone()} oncreated={set(&created).reform(Some)} /> },
    };
    let way = vec![("Users".into(), Route::Users), (name.clone().into(), credentials_page(name))];
    page(iam_trail(way, "Create access key"), content)
}

/// The page of the user's keys.
pub(super) fn credentials_page(name: &str) -> Route {
    Route::User { name: name.to_owned(), tab: "security_credentials".to_owned() }
}

#[derive(Properties, PartialEq)]
struct StepsProps {
    name: String,
    oncreated: Callback<NewKey>,
}

#[component]
fn Steps(props: &StepsProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let step = use_state(|| 0_usize);
    let use_case = use_state(String::new);
    let understood = use_state(|| false);
    let tag = use_state(String::new);
    let failure = use_state(|| None::<Failure>);
    let tried = use_state(|| false);
    let holder = Holder::User(name.clone());
    let create = holder.call("CreateAccessKey");
    let ready = !use_case.is_empty() && *understood;
    let onsubmit = {
        let (store, create) = (store.clone(), create.clone());
        let (failure, oncreated, tag) = (failure.setter(), props.oncreated.clone(), (*tag).clone());
        Callback::from(move |()| match store.call(create.clone()) {
            Ok(reply) => {
                let key = NewKey::of(&reply);
                if !tag.trim().is_empty() {
                    let described = describe(&holder, &key.id, tag.trim());
                    act::each(&store, vec![described], "The description tag could not be set");
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
    let describe_step = html! {
        <>
            <FormFailure failure={(*failure).clone()} title="The access key could not be created" />
            { Field::new("Description tag value")
                .saying("What the key is for and where it is used, so that you know later. It becomes a tag of the user.")
                .allowing("Maximum 256 characters.")
                .line(&tag, set(&tag)) }
            <ShowCli calls={vec![create]} />
        </>
    };
    let steps = vec![
        WizardStep {
            title: "Access key best practices & alternatives".into(),
            description:
                "A lasting key is the last resort: whoever has it can use it until it is deleted. Say what \
                          it is for, and see what may be better."
                    .into(),
            content: choose(&use_case, &understood, *tried && !ready),
        },
        WizardStep {
            title: "Set description tag - optional".into(),
            description: format!("The key will be {name}'s: what is done with it, {name} does.").into(),
            content: describe_step,
        },
    ];
    let back = credentials_page(name);
    html! {
        <Wizard
            label="Create access key"
            {steps}
            current={*step}
            {onnavigate}
            oncancel={move |()| store.navigate(&back)}
            {onsubmit}
            submit="Create access key"
        />
    }
}

/// The first step. `complain` is whether to say that something is missing.
fn choose(use_case: &UseStateHandle<String>, understood: &UseStateHandle<bool>, complain: bool) -> Html {
    let tiles = USE_CASES.map(|(title, description, _)| Tile::new(title, title, description)).to_vec();
    let better = USE_CASES.iter().find(|(title, _, _)| *title == use_case.as_str());
    html! {
        <>
            <RadioTiles
                label="Use case"
                value={(**use_case).clone()}
                {tiles}
                onchange={set(use_case).reform(|title: AttrValue| title.to_string())}
            />
            if let Some((_, _, better)) = better {
                <Alert header="Alternative recommended">{ *better }</Alert>
            }
            <Checkbox checked={**understood} onchange={set(understood)}>
                { "I understand the above recommendation and want to proceed to create an access key." }
            </Checkbox>
            if complain {
                <Alert kind={AlertKind::Error}>{ "Choose a use case and tick the confirmation to go on." }</Alert>
            }
        </>
    }
}

/// As AWS does it: the key's id is the tag's key.
fn describe(holder: &Holder, key_id: &str, text: &str) -> Call {
    holder.call("TagUser").with("Tags", json!([{"Key": key_id, "Value": text}]))
}
