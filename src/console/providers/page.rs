//! An identity provider's page.

use super::audiences::Audiences;
use super::delete::DeleteProvider;
use super::metadata::Metadata;
use super::thumbprints::Thumbprints;
use super::{Provider, ProviderKind};
use crate::browser;
use crate::console::act;
use crate::console::parts::{
    Head, button, buttons, end_of_dialog, facts, failed, iam_trail, link_button, page, panel,
};
use crate::console::permissions::TagsTab;
use crate::console::states::{Dialog, set, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Copyable, KeyValue, Modal, PolicyText, ShowCli, date};
use cloud::Reply;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`ProviderPage`].
#[derive(Properties, PartialEq)]
pub struct ProviderPageProps {
    /// The provider.
    pub arn: String,
}

/// The page.
#[component]
pub fn ProviderPage(props: &ProviderPageProps) -> Html {
    let store = use_store();
    let provider = Provider::of(&props.arn);
    let read = use_call(provider.call("Get", ""));
    let dialogs = use_dialogs();
    let name = provider.name().to_owned();
    let content = match &*read {
        Ok(reply) => html! {
            <>
                { summary(&provider, reply) }
                { match provider.kind {
                    ProviderKind::Oidc => oidc(&provider, reply),
                    ProviderKind::Saml => saml(&provider, reply, dialogs.opener(Dialog::Edit)),
                } }
                <TagsTab of={provider.tagged()} />
            </>
        },
        Err(failure) => failed(failure),
    };
    let onclose = dialogs.closer_if_gone(move || store.navigate(&Route::Providers));
    let actions = buttons([
        link_button("Assign role", Route::CreateRole),
        button("Delete", dialogs.opener(Dialog::Delete)),
    ]);
    let dialog = match dialogs.open() {
        Dialog::Delete => html! { <DeleteProvider arn={props.arn.clone()} {onclose} /> },
        Dialog::Edit => html! { <Replace arn={props.arn.clone()} onclose={dialogs.closer()} /> },
        _ => html! {},
    };
    let content = html! { <>{ Head::of_page(name.clone()).with(actions).html() }{ content }{ dialog }</> };
    page(iam_trail(vec![("Identity providers".into(), Route::Providers)], name), content)
}

fn summary(provider: &Provider, reply: &Reply) -> Html {
    let text = |member: &str| reply.text(&[member]).unwrap_or_default().to_owned();
    let mut items = vec![
        KeyValue::new("Provider", html! { <span class="break">{ provider.name().to_owned() }</span> }),
        KeyValue::new("Provider type", html! { { provider.kind.title() } }),
        KeyValue::new("Creation time", html! { { date::long(&text("CreateDate")) } }),
        KeyValue::new("ARN", html! { <Copyable text={provider.arn.clone()} name="ARN" /> }),
    ];
    if provider.kind == ProviderKind::Saml {
        items.push(KeyValue::new("Valid until", html! { { date::long(&text("ValidUntil")) } }));
    }
    facts(Head::new("Summary"), items)
}

fn oidc(provider: &Provider, reply: &Reply) -> Html {
    let list = |member: &str| -> Vec<String> {
        reply.list(member).iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    html! {
        <>
            <Audiences arn={provider.arn.clone()} audiences={list("ClientIDList")} />
            <Thumbprints arn={provider.arn.clone()} thumbprints={list("ThumbprintList")} />
        </>
    }
}

fn saml(provider: &Provider, reply: &Reply, replace: Callback<()>) -> Html {
    let text = reply.text(&["SAMLMetadataDocument"]).unwrap_or_default().to_owned();
    let download = {
        let (name, text) = (format!("{}-metadata.xml", provider.name()), text.clone());
        Callback::from(move |()| browser::download(&name, &text))
    };
    let head = Head::new("SAML metadata document")
        .with(buttons([button("Download metadata", download), button("Replace metadata", replace)]));
    panel(head, html! { <PolicyText {text} label="Metadata document" /> })
}

#[derive(Properties, PartialEq)]
struct ReplaceProps {
    arn: String,
    onclose: Callback<()>,
}

/// Asks for another metadata document.
#[component]
fn Replace(props: &ReplaceProps) -> Html {
    let store = use_store();
    let text = use_state(String::new);
    let ready = !text.trim().is_empty();
    let calls = vec![Provider::of(&props.arn).call("Update", "").with("SAMLMetadataDocument", text.as_str())];
    let (done, failed) = ("Metadata document replaced.", "The metadata document could not be replaced");
    let act = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    html! {
        <Modal
            title="Replace metadata"
            wide=true
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Replace metadata", ready)}
        >
            <div class="stack">
                <Metadata text={(*text).clone()} wrong={None::<AttrValue>} onchange={set(&text)} />
                if ready {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
