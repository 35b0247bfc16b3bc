//! A managed policy's page.

use super::delete::DeletePolicy;
use super::entities::Entities;
use super::versions::Versions;
use super::{PolicyKind, name_of};
use crate::console::item::text;
use crate::console::parts::{Head, ask, button, facts, failed, iam_trail, link_button, page, panel, read};
use crate::console::permissions::LastAccessed;
use crate::console::states::{Dialog, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Copyable, KeyValue, PolicyText, Tab, Tabs, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`PolicyPage`].
#[derive(Properties, PartialEq)]
pub struct PolicyPageProps {
    /// The policy.
    pub arn: String,
    /// The open tab.
    pub tab: String,
}

/// The page.
#[component]
pub fn PolicyPage(props: &PolicyPageProps) -> Html {
    let store = use_store();
    let arn = &props.arn;
    let policy = use_call(Call::new("iam", "GetPolicy").with("PolicyArn", arn.as_str()));
    let dialogs = use_dialogs();
    let name = name_of(arn).to_owned();
    let onchange = {
        let (store, arn) = (store.clone(), arn.clone());
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::Policy { arn: arn.clone(), tab: tab.to_string() });
        })
    };
    let onclose = dialogs.closer_if_gone(move || store.navigate(&Route::Policies));
    let content = match &*policy {
        Ok(reply) => {
            let policy = reply.output.get("Policy").cloned().unwrap_or_default();
            let own = PolicyKind::of(arn) == PolicyKind::CustomerManaged;
            let delete = if own { button("Delete", dialogs.opener(Dialog::Delete)) } else { Html::default() };
            let head = Head::of_page(name.clone()).saying(text(&policy, "Description")).with(delete);
            html! {
                <>
                    { head.html() }
                    { details(arn, &policy) }
                    <Tabs
                        label="Policy"
                        tabs={tabs(arn, &text(&policy, "DefaultVersionId"))}
                        active={props.tab.clone()}
                        {onchange}
                    />
                </>
            }
        }
        Err(failure) => html! { <>{ Head::of_page(name.clone()).html() }{ failed(failure) }</> },
    };
    let content = html! {
        <>
            { content }
            if dialogs.is(Dialog::Delete) {
                <DeletePolicy arn={arn.clone()} {onclose} />
            }
        </>
    };
    page(iam_trail(vec![("Policies".into(), Route::Policies)], name), content)
}

fn details(arn: &str, policy: &Value) -> Html {
    let moment = |member: &str| date::long(&text(policy, member));
    let items = vec![
        KeyValue::new("Type", html! { { PolicyKind::of(arn).label() } }),
        KeyValue::new("Creation time", html! { { moment("CreateDate") } }),
        KeyValue::new("Edited time", html! { { moment("UpdateDate") } }),
        KeyValue::new("ARN", html! { <Copyable text={arn.to_owned()} name="ARN" /> }),
    ];
    facts(Head::new("Policy details"), items)
}

fn tabs(arn: &str, default: &str) -> Vec<Tab> {
    let arn = arn.to_owned();
    vec![
        Tab::new("permissions", "Permissions", permissions(&arn, default)),
        Tab::new("entities_attached", "Entities attached", html! { <Entities arn={arn.clone()} /> }),
        Tab::new("policy_versions", "Policy versions", html! { <Versions arn={arn.clone()} /> }),
        Tab::new("last_accessed", "Last Accessed", html! { <LastAccessed {arn} /> }),
    ]
}

/// The document of the default version.
fn permissions(arn: &str, version: &str) -> Html {
    let edit = match PolicyKind::of(arn) {
        PolicyKind::CustomerManaged => link_button("Edit", Route::EditPolicy { arn: arn.to_owned() }),
        _ => Html::default(),
    };
    let head = Head::new("Permissions defined in this policy")
        .saying(format!("The default version, {version}: it alone counts when requests are decided."))
        .with(edit);
    let call = get_version(arn, version);
    let document = ask(format!("{version} of {arn}"), move |store| {
        read(&store.read(&call), |reply| {
            let document = reply.text(&["PolicyVersion", "Document"]).unwrap_or_default().to_owned();
            html! { <PolicyText text={document} label="Policy document" /> }
        })
    });
    panel(head, document)
}

/// Reads a version with its document.
pub(super) fn get_version(arn: &str, version: &str) -> Call {
    Call::new("iam", "GetPolicyVersion").with("PolicyArn", arn).with("VersionId", version)
}
