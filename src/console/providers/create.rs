//! Adding an identity provider.

use super::ProviderKind;
use super::metadata::Metadata;
use crate::console::editing;
use crate::console::item::tag_list;
use crate::console::parts::{Field, Head, end_of_page, iam_trail, page, panel, submit};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{Form, FormFailure, RadioTiles, ShowCli, TagFields, Tile};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

#[derive(Clone, PartialEq)]
struct Draft {
    kind: ProviderKind,
    url: String,
    audience: String,
    thumbprints: String,
    name: String,
    metadata: String,
    tags: Vec<(String, String)>,
}

impl Draft {
    fn call(&self) -> Call {
        let call = match self.kind {
            ProviderKind::Oidc => {
                let call = Call::new("iam", "CreateOpenIDConnectProvider")
                    .with("Url", self.url.trim())
                    .with("ClientIDList", Value::from(vec![self.audience.trim()]));
                match words(&self.thumbprints) {
                    none if none.is_empty() => call,
                    some => call.with("ThumbprintList", Value::from(some)),
                }
            }
            ProviderKind::Saml => Call::new("iam", "CreateSAMLProvider")
                .with("Name", self.name.trim())
                .with("SAMLMetadataDocument", self.metadata.as_str()),
        };
        match tag_list(&self.tags) {
            Some(tags) => call.with("Tags", tags),
            None => call,
        }
    }

    /// What it is called afterwards.
    fn title(&self) -> &str {
        match self.kind {
            ProviderKind::Oidc => self.url.trim(),
            ProviderKind::Saml => self.name.trim(),
        }
    }

    fn is_complete(&self) -> bool {
        match self.kind {
            ProviderKind::Oidc => !self.url.trim().is_empty() && !self.audience.trim().is_empty(),
            ProviderKind::Saml => !self.name.trim().is_empty() && !self.metadata.trim().is_empty(),
        }
    }
}

/// Words with spaces, commas or line ends between them.
pub(super) fn words(text: &str) -> Vec<String> {
    let is_between = |c: char| c.is_whitespace() || c == ',';
    text.split(is_between).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The page.
#[component]
pub fn CreateProvider() -> Html {
    let store = use_store();
    let (tried, failure) = (use_state(|| false), use_state(|| None::<Failure>));
    let draft = use_state(|| Draft {
        kind: ProviderKind::Oidc,
        url: String::new(),
        audience: String::new(),
        thumbprints: String::new(),
        name: String::new(),
        metadata: String::new(),
        tags: Vec::new(),
    });
    let onsubmit = {
        let (draft, tried, failure) = (draft.clone(), tried.setter(), failure.setter());
        Callback::from(move |()| {
            tried.set(true);
            if !draft.is_complete() {
                return;
            }
            match store.call(draft.call()) {
                Ok(_) => {
                    store.flash(Flash::success(format!("Identity provider {} added.", draft.title())));
                    store.navigate(&Route::Providers);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onchange = set(&draft);
    let choose = editing(&*draft, &onchange, |draft, value: AttrValue| {
        draft.kind =
            if value == ProviderKind::Saml.title() { ProviderKind::Saml } else { ProviderKind::Oidc };
    });
    let tiles = vec![
        Tile::new(
            ProviderKind::Saml.title(),
            "SAML",
            "People of a company's directory, such as Entra ID or Okta, by SAML 2.0.",
        ),
        Tile::new(
            ProviderKind::Oidc.title(),
            "OpenID Connect",
            "People and programs with tokens of an issuer, such as GitHub Actions.",
        ),
    ];
    let fields = match draft.kind {
        ProviderKind::Oidc => oidc(&draft, &onchange, *tried),
        ProviderKind::Saml => saml(&draft, &onchange, *tried),
    };
    let ontags = editing(&*draft, &onchange, |draft, tags| draft.tags = tags);
    let content = html! {
        <>
            { Head::of_page("Add identity provider").html() }
            <FormFailure failure={(*failure).clone()} title="The identity provider could not be added" />
            <Form class="stack" {onsubmit} label="Add identity provider">
                { panel(Head::new("Provider details"), html! {
                    <div class="stack">
                        <RadioTiles label="Provider type" value={draft.kind.title()} {tiles} onchange={choose} />
                        { fields }
                    </div>
                }) }
                { panel(Head::new("Add tags - optional"), html! { <TagFields tags={draft.tags.clone()} onchange={ontags} /> }) }
                if draft.is_complete() {
                    <ShowCli calls={vec![draft.call()]} />
                }
                { end_of_page(Route::Providers, submit("Add provider")) }
            </Form>
        </>
    };
    page(iam_trail(vec![("Identity providers".into(), Route::Providers)], "Add identity provider"), content)
}

fn oidc(draft: &Draft, onchange: &Callback<Draft>, tried: bool) -> Html {
    let lacks = |text: &str, why: &'static str| (tried && text.trim().is_empty()).then_some(why);
    html! {
        <>
            { Field::new("Provider URL")
                .saying("The issuer, as its tokens name it.")
                .allowing("Begins with https://, e.g. https://token.actions.githubusercontent.com")
                .wrong(lacks(&draft.url, "Enter a provider URL."))
                .line(&draft.url, editing(draft, onchange, |draft, text| draft.url = text)) }
            { Field::new("Audience")
                .saying("The client ID that tokens are made out for. AWS's own is sts.amazonaws.com.")
                .wrong(lacks(&draft.audience, "Enter an audience."))
                .line(&draft.audience, editing(draft, onchange, |draft, text| draft.audience = text)) }
            { Field::new("Thumbprints - optional")
                .saying("Of the certificate that the issuer's server has. IAM finds it out if you give none.")
                .allowing("40 hexadecimal digits each, up to 5.")
                .lines(&draft.thumbprints, editing(draft, onchange, |draft, text| draft.thumbprints = text)) }
        </>
    }
}

fn saml(draft: &Draft, onchange: &Callback<Draft>, tried: bool) -> Html {
    let lacks = |text: &str, why: &'static str| (tried && text.trim().is_empty()).then_some(why);
    let wrong = lacks(&draft.metadata, "Give a metadata document.").map(AttrValue::from);
    let onmetadata = editing(draft, onchange, |draft, text| draft.metadata = text);
    html! {
        <>
            { Field::new("Provider name")
                .allowing("Maximum 128 characters. Use alphanumeric and '._-' characters.")
                .wrong(lacks(&draft.name, "Enter a provider name."))
                .line(&draft.name, editing(draft, onchange, |draft, text| draft.name = text)) }
            <Metadata text={draft.metadata.clone()} {wrong} onchange={onmetadata} />
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        assert_eq!(words(" a, b\nc,,"), ["a", "b", "c"]);
        assert!(words(" ,\n").is_empty());
    }
}
