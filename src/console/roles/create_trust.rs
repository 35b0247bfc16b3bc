//! Step 1 of the create-role wizard.

use super::trust_draft::{Entity, Missing, SERVICES, TrustDraft};
use crate::console::editing;
use crate::console::permissions::{Document, PolicyEditor};
use crate::ui::{
    Checkbox, Choice, Container, FormField, Header, PolicyText, RadioTiles, Select, TextInput, Tile,
};
use yew::prelude::*;

const THIS: &str = "this";
const ANOTHER: &str = "another";

/// Whether the step is done.
#[must_use]
pub fn trust_is_sound(draft: &TrustDraft) -> bool {
    match draft.entity {
        Entity::Service | Entity::Account => draft.missing().is_none(),
        Entity::Custom => Document::Trust.findings(&draft.custom).is_empty(),
    }
}

/// Properties of [`Trust`].
#[derive(Properties, PartialEq)]
pub struct TrustProps {
    /// The answers so far.
    pub draft: TrustDraft,
    /// The account that the role will be in.
    pub own: String,
    /// Told of every change.
    pub onchange: Callback<TrustDraft>,
    /// Whether the learner has tried to go on, so that problems are to be shown.
    pub tried: bool,
}

/// The step.
#[component]
pub fn Trust(props: &TrustProps) -> Html {
    let (draft, onchange) = (&props.draft, &props.onchange);
    let not_yet = |title: &'static str, what: &'static str| Tile {
        disabled: true,
        ..Tile::new(title, title, format!("{what} Not simulated yet."))
    };
    let tiles = vec![
        Tile::new("service", "AWS service", "A service like EC2 or Lambda acts with the role."),
        Tile::new("account", "AWS account", "Users and roles of this or another account take it on."),
        not_yet("Web identity", "People or programs who signed in elsewhere by OpenID Connect."),
        not_yet("SAML 2.0 federation", "People from a company's own directory."),
        Tile::new("custom", "Custom trust policy", "You write the trust policy yourself."),
    ];
    let value = match draft.entity {
        Entity::Service => "service",
        Entity::Account => "account",
        Entity::Custom => "custom",
    };
    let choose = editing(draft, onchange, |draft, value: AttrValue| {
        draft.entity = match value.as_str() {
            "account" => Entity::Account,
            "custom" => Entity::Custom,
            _ => Entity::Service,
        };
    });
    html! {
        <>
            <Container>
                <RadioTiles label="Trusted entity type" {value} {tiles} onchange={choose} />
            </Container>
            { match draft.entity {
                Entity::Service => service(draft, onchange),
                Entity::Account => account(props),
                Entity::Custom => custom(props),
            } }
            if draft.entity != Entity::Custom {
                <details>
                    <summary>{ "View the trust policy" }</summary>
                    <PolicyText text={draft.document(&props.own)} label="Trust policy" />
                </details>
            }
        </>
    }
}

fn service(draft: &TrustDraft, onchange: &Callback<TrustDraft>) -> Html {
    let choices = SERVICES.iter().map(|service| Choice::new(service.principal, service.name));
    let chosen = SERVICES.iter().find(|service| service.principal == draft.service);
    html! {
        <Container header={html! { <Header title="Use case" /> }}>
            <FormField
                label="Service or use case"
                constraint={chosen.map_or("", |service| service.use_case)}
            >
                <Select
                    value={draft.service.clone()}
                    choices={choices.collect::<Vec<_>>()}
                    onchange={editing(draft, onchange, |draft, service| draft.service = service)}
                />
            </FormField>
        </Container>
    }
}

fn account(props: &TrustProps) -> Html {
    let (draft, onchange) = (&props.draft, &props.onchange);
    let tiles = vec![
        Tile::new(
            THIS,
            format!("This account ({})", props.own),
            "Those in this account whose own policies allow it.",
        ),
        Tile::new(ANOTHER, "Another AWS account", "Those in the other account whose own policies allow it."),
    ];
    let choose = editing(draft, onchange, |draft, which: AttrValue| {
        draft.other_account = (which == ANOTHER).then(String::new);
    });
    let missing = draft.missing().filter(|_| props.tried);
    let account_error = if missing == Some(Missing::Account) { "An account ID has 12 digits." } else { "" };
    let external_error = if missing == Some(Missing::ExternalId) {
        "Enter 2 to 1,224 letters, digits or + = , . @ : / - _"
    } else {
        ""
    };
    html! {
        <Container header={html! { <Header title="An AWS account" /> }}>
            <div class="stack">
                <RadioTiles
                    label="Which account"
                    value={if draft.other_account.is_some() { ANOTHER } else { THIS }}
                    {tiles}
                    onchange={choose}
                />
                if let Some(id) = &draft.other_account {
                    <FormField label="Account ID" constraint="12 digits, without dashes." error={account_error}>
                        <TextInput
                            value={id.clone()}
                            oninput={editing(draft, onchange, |draft, id: String| draft.other_account = Some(id.trim().to_owned()))}
                            maxlength="12"
                        />
                    </FormField>
                }
                <h3>{ "Options" }</h3>
                <Checkbox
                    checked={draft.external_id.is_some()}
                    onchange={editing(draft, onchange, |draft, on: bool| draft.external_id = on.then(String::new))}
                    description="Best practice when another company will assume this role: its requests must bring the ID that you agreed on. The console cannot switch to such a role."
                >
                    { "Require external ID" }
                </Checkbox>
                if let Some(id) = &draft.external_id {
                    <FormField label="External ID" error={external_error}>
                        <TextInput
                            value={id.clone()}
                            oninput={editing(draft, onchange, |draft, id| draft.external_id = Some(id))}
                        />
                    </FormField>
                }
                <Checkbox
                    checked={draft.require_mfa}
                    onchange={editing(draft, onchange, |draft, on| draft.require_mfa = on)}
                    description="Whoever takes on the role must have signed in with a second proof."
                >
                    { "Require MFA" }
                </Checkbox>
            </div>
        </Container>
    }
}

fn custom(props: &TrustProps) -> Html {
    let (draft, onchange) = (&props.draft, &props.onchange);
    let header = html! {
        <Header
            title="Custom trust policy"
            description={html! { { "Say in Principal who may take on the role." } }}
        />
    };
    html! {
        <Container {header}>
            <PolicyEditor
                document={Document::Trust}
                text={draft.custom.clone()}
                oninput={editing(draft, onchange, |draft, text| draft.custom = text)}
                insist={props.tried}
            />
        </Container>
    }
}
