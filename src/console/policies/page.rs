//! A managed policy's page.

use super::delete::DeletePolicy;
use super::entities::Entities;
use super::versions::Versions;
use super::{PolicyKind, name_of};
use crate::console::item::text;
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Container, Copyable, Crumb, Failed, Header, KeyValue, KeyValues,
    LinkTo, PolicyText, Tab, Tabs, date,
};
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
    let read = use_call(Call::new("iam", "GetPolicy").with("PolicyArn", props.arn.as_str()));
    let deleting = use_state(|| false);
    let name = name_of(&props.arn).to_owned();
    let own = PolicyKind::of(&props.arn) == PolicyKind::CustomerManaged;
    let actions = html! {
        if own {
            <Button onclick={let deleting = deleting.setter(); move |_| deleting.set(true)}>{ "Delete" }</Button>
        }
    };
    let crumbs =
        vec![Crumb::to("IAM", Route::Iam), Crumb::to("Policies", Route::Policies), Crumb::here(name.clone())];
    let onclose = {
        let (store, deleting) = (store.clone(), deleting.setter());
        Callback::from(move |gone: bool| {
            deleting.set(false);
            if gone {
                store.navigate(&Route::Policies);
            }
        })
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            { match &*read {
                Ok(reply) => {
                    let policy = reply.output.get("Policy").cloned().unwrap_or_default();
                    html! { <Found {policy} arn={props.arn.clone()} tab={props.tab.clone()} {actions} /> }
                }
                Err(failure) => html! {
                    <>
                        <Header level={1} title={name} />
                        <Failed failure={failure.clone()} />
                    </>
                },
            } }
            if *deleting {
                <DeletePolicy arn={props.arn.clone()} {onclose} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct FoundProps {
    policy: Value,
    arn: String,
    tab: String,
    actions: Html,
}

#[component]
fn Found(props: &FoundProps) -> Html {
    let store = use_store();
    let policy = &props.policy;
    let arn = &props.arn;
    let default = text(policy, "DefaultVersionId");
    let details = vec![
        KeyValue::new("Type", html! { { PolicyKind::of(arn).label() } }),
        KeyValue::new("Creation time", html! { { date::long(&text(policy, "CreateDate")) } }),
        KeyValue::new("Edited time", html! { { date::long(&text(policy, "UpdateDate")) } }),
        KeyValue::new("ARN", html! { <Copyable text={arn.clone()} name="ARN" /> }),
    ];
    let description = text(policy, "Description");
    let tabs = vec![
        Tab::new(
            "permissions",
            "Permissions",
            html! { <Permissions arn={arn.clone()} version={default.clone()} /> },
        ),
        Tab::new("entities_attached", "Entities attached", html! { <Entities arn={arn.clone()} /> }),
        Tab::new("policy_versions", "Policy versions", html! { <Versions arn={arn.clone()} /> }),
    ];
    let onchange = {
        let arn = arn.clone();
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::Policy { arn: arn.clone(), tab: tab.to_string() })
        })
    };
    html! {
        <div class="stack">
            <Header
                level={1}
                title={name_of(arn).to_owned()}
                description={html! { { description } }}
                actions={props.actions.clone()}
            />
            <Container header={html! { <Header title="Policy details" /> }}><KeyValues items={details} /></Container>
            <Tabs label="Policy" {tabs} active={props.tab.clone()} {onchange} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct PermissionsProps {
    arn: String,
    version: String,
}

/// The document of the default version, which alone counts.
#[component]
fn Permissions(props: &PermissionsProps) -> Html {
    let call = get_version(&props.arn, &props.version);
    let read = use_call(call);
    let own = PolicyKind::of(&props.arn) == PolicyKind::CustomerManaged;
    let actions = html! {
        if own {
            <LinkTo route={Route::EditPolicy { arn: props.arn.clone() }} button={ButtonVariant::Normal}>{ "Edit" }</LinkTo>
        }
    };
    let header = html! {
        <Header
            title="Permissions defined in this policy"
            description={html! { { format!("The default version, {}: it alone counts when requests are decided.", props.version) } }}
            {actions}
        />
    };
    html! {
        <Container {header}>
            { match &*read {
                Ok(reply) => {
                    let document = reply.text(&["PolicyVersion", "Document"]).unwrap_or_default().to_owned();
                    html! { <PolicyText text={document} label="Policy document" /> }
                }
                Err(failure) => html! { <Failed failure={failure.clone()} /> },
            } }
        </Container>
    }
}

/// Reads a version with its document.
pub(super) fn get_version(arn: &str, version: &str) -> Call {
    Call::new("iam", "GetPolicyVersion").with("PolicyArn", arn).with("VersionId", version)
}
