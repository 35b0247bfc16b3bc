//! The metadata document of a SAML provider: by file, or as text.

use crate::console::parts::Field;
use crate::console::states::set;
use crate::store::{Store, use_store};
use crate::ui::{Alert, AlertKind, Button, TextArea, TextFile};
use cloud::outside;
use cloud::request::HttpRequest;
use yew::prelude::*;

/// What IAM takes at most, in bytes. Source: `CreateSAMLProvider`'s model.
const MOST: u64 = 10_000_000;
/// The provider that is offered first.
const SIMULATED: &str = "https://idp.example.com/saml";

/// Properties of [`Metadata`].
#[derive(Properties, PartialEq)]
pub(super) struct MetadataProps {
    /// The document.
    pub(super) text: String,
    /// What is wrong with it, if anything is.
    pub(super) wrong: Option<AttrValue>,
    /// Told of every change.
    pub(super) onchange: Callback<String>,
}

/// The fields.
#[component]
pub(super) fn Metadata(props: &MetadataProps) -> Html {
    let store = use_store();
    let refused = use_state(String::new);
    let onfile = {
        let (refused, onchange) = (refused.setter(), props.onchange.clone());
        Callback::from(move |file: Result<(String, String), String>| match file {
            Ok((_, text)) => {
                refused.set(String::new());
                onchange.emit(text);
            }
            Err(why) => refused.set(why),
        })
    };
    let address = use_state(|| SIMULATED.to_owned());
    let onfetch = {
        let (refused, onchange, address) = (refused.setter(), props.onchange.clone(), (*address).clone());
        Callback::from(move |_: MouseEvent| match fetch(&store, &address) {
            Some(text) => {
                refused.set(String::new());
                onchange.emit(text);
            }
            None => refused.set(format!("There is no identity provider at {address}.")),
        })
    };
    let area = html! {
        <TextArea value={props.text.clone()} oninput={props.onchange.clone()} rows={8} code=true />
    };
    html! {
        <div class="stack">
            <TextFile label="Choose file" most={MOST} onchange={onfile} />
            if !refused.is_empty() {
                <Alert kind={AlertKind::Error}>{ (*refused).clone() }</Alert>
            }
            { Field::new("Simulated identity provider")
                .saying("Every https address outside AWS is one; its assertions are made in the terminal, by saml-assertion.")
                .line(&address, set(&address)) }
            <div class="button-row"><Button onclick={onfetch}>{ "Fetch its metadata" }</Button></div>
            { Field::new("Metadata document")
                .saying("The XML that an identity provider gives out about itself: its name, its address and the certificate that it signs with.")
                .wrong(props.wrong.clone())
                .around(area) }
        </div>
    }
}

/// Asks a provider of the simulated internet for its metadata. Source: docs/identity-providers.md.
fn fetch(store: &Store, address: &str) -> Option<String> {
    let rest = address.trim().strip_prefix("https://")?.trim_end_matches('/');
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let folder = if path.is_empty() { String::new() } else { format!("/{path}") };
    let request = HttpRequest {
        method: "GET".to_owned(),
        host: host.to_owned(),
        path: folder + "/metadata",
        query: Vec::new(),
        headers: Vec::new(),
        body: Vec::new(),
    };
    let model = store.model();
    let page = outside::answer(model.live.history.world(), &request, model.live.clock.now())?;
    (page.status == 200).then_some(page.body)
}
