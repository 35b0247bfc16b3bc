//! Step 1 of the create-role wizard.

use super::create_federated::{SamlFields, WebIdentityFields};
use super::trust_draft::{Entity, Missing, SERVICES, TrustDraft};
use crate::console::editing;
use crate::console::parts::{Field, Head, panel};
use crate::console::permissions::{Document, PolicyEditor};
use crate::ui::{Checkbox, Choice, Container, PolicyText, RadioTiles, Select, Tile};
use yew::prelude::*;

const THIS: &str = "this";
const ANOTHER: &str = "another";

/// Whether the step is done.
#[must_use]
pub fn trust_is_sound(draft: &TrustDraft) -> bool {
    match draft.entity {
        Entity::Service | Entity::Account | Entity::WebIdentity | Entity::Saml => draft.missing().is_none(),
        Entity::Custom => Document::Trust.accepts(&draft.custom),
    }
}

/// The step, for a role in the account `own`. `tried` is whether the learner has tried to go on, so that
/// problems are to be shown.
pub fn trust(draft: &TrustDraft, own: &str, onchange: &Callback<TrustDraft>, tried: bool) -> Html {
    let tiles = vec![
        Tile::new("service", "AWS service", "A service like EC2 or Lambda acts with the role."),
        Tile::new("account", "AWS account", "Users and roles of this or another account take it on."),
        Tile::new("web", "Web identity", "People or programs who signed in elsewhere by OpenID Connect."),
        Tile::new("saml", "SAML 2.0 federation", "People from a company's own directory."),
        Tile::new("custom", "Custom trust policy", "You write the trust policy yourself."),
    ];
    let (value, fields) = match draft.entity {
        Entity::Service => ("service", service(draft, onchange)),
        Entity::Account => ("account", account(draft, own, onchange, tried)),
        Entity::WebIdentity => {
            let (draft, onchange) = (draft.clone(), onchange.clone());
            ("web", html! { <WebIdentityFields {draft} {onchange} {tried} /> })
        }
        Entity::Saml => {
            let (draft, onchange) = (draft.clone(), onchange.clone());
            ("saml", html! { <SamlFields {draft} {onchange} {tried} /> })
        }
        Entity::Custom => ("custom", custom(draft, onchange, tried)),
    };
    let choose = editing(draft, onchange, |draft, value: AttrValue| {
        draft.entity = match value.as_str() {
            "account" => Entity::Account,
            "web" => Entity::WebIdentity,
            "saml" => Entity::Saml,
            "custom" => Entity::Custom,
            _ => Entity::Service,
        };
    });
    html! {
        <>
            <Container>
                <RadioTiles label="Trusted entity type" {value} {tiles} onchange={choose} />
            </Container>
            { fields }
            if draft.entity != Entity::Custom {
                <details>
                    <summary>{ "View the trust policy" }</summary>
                    <PolicyText text={draft.document(own)} label="Trust policy" />
                </details>
            }
        </>
    }
}

fn service(draft: &TrustDraft, onchange: &Callback<TrustDraft>) -> Html {
    let choices: Vec<Choice> =
        SERVICES.iter().map(|service| Choice::new(service.principal, service.name)).collect();
    let chosen = SERVICES.iter().find(|service| service.principal == draft.service);
    let onchoose = editing(draft, onchange, |draft, service| draft.service = service);
    let field = Field::new("Service or use case").allowing(chosen.map_or("", |service| service.use_case));
    let select = html! { <Select value={draft.service.clone()} {choices} onchange={onchoose} /> };
    panel(Head::new("Use case"), field.around(select))
}

fn account(draft: &TrustDraft, own: &str, onchange: &Callback<TrustDraft>, tried: bool) -> Html {
    let tiles = vec![
        Tile::new(
            THIS,
            format!("This account ({own})"),
            "Those in this account whose own policies allow it.",
        ),
        Tile::new(ANOTHER, "Another AWS account", "Those in the other account whose own policies allow it."),
    ];
    let choose = editing(draft, onchange, |draft, which: AttrValue| {
        draft.other_account = (which == ANOTHER).then(String::new);
    });
    let missing = draft.missing().filter(|_| tried);
    let account_error = (missing == Some(Missing::Account)).then_some("An account ID has 12 digits.");
    let external_error = (missing == Some(Missing::ExternalId))
        .then_some("Enter 2 to 1,224 letters, digits or + = , . @ : / - _");
    let fields = html! {
        <div class="stack">
            <RadioTiles
                label="Which account"
                value={if draft.other_account.is_some() { ANOTHER } else { THIS }}
                {tiles}
                onchange={choose}
            />
            if let Some(id) = &draft.other_account {
                { Field::new("Account ID")
                    .allowing("12 digits, without dashes.")
                    .wrong(account_error)
                    .line(id, editing(draft, onchange, |draft, id: String| {
                        draft.other_account = Some(id.trim().to_owned());
                    })) }
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
                { Field::new("External ID")
                    .wrong(external_error)
                    .line(id, editing(draft, onchange, |draft, id| draft.external_id = Some(id))) }
            }
            <Checkbox
                checked={draft.require_mfa}
                onchange={editing(draft, onchange, |draft, on| draft.require_mfa = on)}
                description="Whoever takes on the role must have signed in with a second proof."
            >
                { "Require MFA" }
            </Checkbox>
        </div>
    };
    panel(Head::new("An AWS account"), fields)
}

fn custom(draft: &TrustDraft, onchange: &Callback<TrustDraft>, tried: bool) -> Html {
    let head = Head::new("Custom trust policy").saying("Say in Principal who may take on the role.");
    let editor = html! {
        <PolicyEditor
            document={Document::Trust}
            text={draft.custom.clone()}
            oninput={editing(draft, onchange, |draft, text| draft.custom = text)}
            insist={tried}
        />
    };
    panel(head, editor)
}
