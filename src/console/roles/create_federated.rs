//! Step 1 of the create-role wizard for those who signed in elsewhere.

use super::federated::{Saml, WebIdentity};
use super::trust_draft::{Missing, TrustDraft};
use crate::console::editing;
use crate::console::parts::{Field, Head, failed, link, panel};
use crate::console::providers::{Provider, ProviderKind, use_providers};
use crate::route::Route;
use crate::store::use_call;
use crate::ui::{Choice, Select, TextInput};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`WebIdentityFields`] and [`SamlFields`].
#[derive(Properties, PartialEq)]
pub(super) struct FederatedProps {
    /// The answers given so far.
    pub(super) draft: TrustDraft,
    /// Told of every change.
    pub(super) onchange: Callback<TrustDraft>,
    /// Whether the learner has tried to go on, so that problems are to be shown.
    pub(super) tried: bool,
}

impl FederatedProps {
    /// Why a field is wrong, if it is this one that keeps the step from being done.
    fn wrong(&self, missing: Missing, why: &'static str) -> Option<&'static str> {
        (self.tried && self.draft.missing() == Some(missing)).then_some(why)
    }
}

/// Chooses a provider of a kind, or leads to where one is made.
#[hook]
fn use_provider_field(
    kind: ProviderKind,
    chosen: &str,
    wrong: Option<&'static str>,
    onchange: Callback<String>,
) -> Html {
    let providers = use_providers(kind);
    let choices: Vec<Choice> = match &*providers {
        Ok(providers) => {
            providers.iter().map(|one| Choice::new(one.arn.clone(), one.name().to_owned())).collect()
        }
        Err(failure) => return failed(failure),
    };
    let choices = std::iter::once(Choice::new("", "Choose provider")).chain(choices).collect::<Vec<_>>();
    html! {
        <div>
            { Field::new("Identity provider").wrong(wrong).around(html! {
                <Select value={chosen.to_owned()} {choices} {onchange} />
            }) }
            <p>{ "What is not there yet is added to the " }{ link("identity providers", Route::Providers) }{ "." }</p>
        </div>
    }
}

/// Whose tokens are trusted.
#[component]
pub(super) fn WebIdentityFields(props: &FederatedProps) -> Html {
    let web = &props.draft.web;
    let onprovider = editing(&props.draft, &props.onchange, |draft, provider: String| {
        draft.web = WebIdentity { provider, ..WebIdentity::default() };
    });
    let wrong = props.wrong(Missing::Provider, "Choose an identity provider.");
    let provider = use_provider_field(ProviderKind::Oidc, &web.provider, wrong, onprovider);
    let rest = match (web.provider.as_str(), web.is_github()) {
        ("", _) => html! {},
        (_, true) => html! { <><Audience ..props.copy() />{ github(props) }</> },
        (_, false) => html! { <><Audience ..props.copy() />{ subject(props) }</> },
    };
    panel(Head::new("Web identity"), html! { <div class="stack">{ provider }{ rest }</div> })
}

impl FederatedProps {
    fn copy(&self) -> Self {
        Self { draft: self.draft.clone(), onchange: self.onchange.clone(), tried: self.tried }
    }
}

/// One of the audiences that the provider has.
#[component]
fn Audience(props: &FederatedProps) -> Html {
    let web = &props.draft.web;
    let read = use_call(Provider::of(&web.provider).call("Get", ""));
    let onchange = editing(&props.draft, &props.onchange, |draft, audience| draft.web.audience = audience);
    let field = Field::new("Audience")
        .saying("For whom tokens must be made out.")
        .wrong(props.wrong(Missing::Audience, "Say for whom tokens must be made out."));
    match &*read {
        Ok(reply) => {
            let known = reply.list("ClientIDList").iter().filter_map(Value::as_str);
            let known = known.map(|audience| Choice::new(audience.to_owned(), audience.to_owned()));
            let choices: Vec<Choice> =
                std::iter::once(Choice::new("", "Choose audience")).chain(known).collect();
            field.around(html! { <Select value={web.audience.clone()} {choices} {onchange} /> })
        }
        // Whoever may not look it up can still type it.
        Err(_) => field.line(&web.audience, onchange),
    }
}

fn github(props: &FederatedProps) -> Html {
    let (draft, web) = (&props.draft, &props.draft.web);
    html! {
        <>
            { Field::new("GitHub organization")
                .wrong(props.wrong(Missing::Organization, "Enter an organization: without one all of GitHub could take on the role."))
                .line(&web.organization, editing(draft, &props.onchange, |draft, text| draft.web.organization = text)) }
            { Field::new("GitHub repository - optional")
                .line(&web.repository, editing(draft, &props.onchange, |draft, text| draft.web.repository = text)) }
            { Field::new("GitHub branch - optional")
                .saying("Only of a repository that is named.")
                .line(&web.branch, editing(draft, &props.onchange, |draft, text| draft.web.branch = text)) }
        </>
    }
}

fn subject(props: &FederatedProps) -> Html {
    Field::new("Subject - optional")
        .saying("Whom tokens must speak of (sub). Without it everybody who has a token of this audience can take on the role.")
        .allowing("* stands for any characters.")
        .line(&props.draft.web.subject, editing(&props.draft, &props.onchange, |draft, text| draft.web.subject = text))
}

/// Whose assertions are trusted.
#[component]
pub(super) fn SamlFields(props: &FederatedProps) -> Html {
    let saml = &props.draft.saml;
    let onprovider = editing(&props.draft, &props.onchange, |draft, provider: String| {
        draft.saml = Saml { provider, ..draft.saml.clone() };
    });
    let wrong = props.wrong(Missing::Provider, "Choose an identity provider.");
    let provider = use_provider_field(ProviderKind::Saml, &saml.provider, wrong, onprovider);
    let onaudience = editing(&props.draft, &props.onchange, |draft, text| draft.saml.audience = text);
    let audience = Field::new("Value of SAML:aud")
        .saying("Where assertions must be made out to: the console's sign-in page, unless only programs take on the role.")
        .wrong(props.wrong(Missing::Audience, "Say where assertions must be made out to."))
        .around(html! { <TextInput value={saml.audience.clone()} oninput={onaudience} /> });
    panel(Head::new("SAML 2.0 federation"), html! { <div class="stack">{ provider }{ audience }</div> })
}
