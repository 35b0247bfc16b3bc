//! A policy's page.

use super::edit_policy::kind_of;
use super::kind::plural;
use super::policies::DeletePolicy;
use super::targets::Targets;
use super::{about, tagged, trail};
use crate::console::item::text;
use crate::console::parts::{Head, button, buttons, facts, failed, link_button, page, panel};
use crate::console::permissions::TagsTab;
use crate::console::states::{Dialog, use_dialogs};
use crate::route::{OrganizationsPage, Route};
use crate::store::{use_call, use_store};
use crate::ui::{CopyButton, Copyable, KeyValue, PolicyText, Tab, Tabs};
use cloud::Reply;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`PolicyPage`].
#[derive(Properties, PartialEq)]
pub(super) struct PolicyPageProps {
    /// The policy's id.
    pub(super) id: String,
    /// The open tab.
    pub(super) tab: String,
}

/// The page.
#[component]
pub(super) fn PolicyPage(props: &PolicyPageProps) -> Html {
    let store = use_store();
    let id = &props.id;
    let read = use_call(about("DescribePolicy").with("PolicyId", id.as_str()));
    let dialogs = use_dialogs();
    let onchange = {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |tab: AttrValue| {
            let page = OrganizationsPage::Policy { id: id.clone(), tab: tab.to_string() };
            store.navigate(&Route::Organizations(page));
        })
    };
    let mut way = vec![("Policies".into(), OrganizationsPage::Policies)];
    let reply = match &*read {
        Ok(reply) => reply,
        Err(failure) => {
            let content = html! { <>{ Head::of_page(id.clone()).html() }{ failed(failure) }</> };
            return page(trail(way, id.clone()), content);
        }
    };
    let kind = kind_of(reply);
    let list = OrganizationsPage::PoliciesOf(kind);
    way.push((plural(kind).into(), list.clone()));
    let onclose = dialogs.closer_if_gone(move || store.navigate(&Route::Organizations(list.clone())));
    let summary = summary_of(reply);
    let (name, own) = (text(&summary, "Name"), summary["AwsManaged"] != true);
    let delete = if own { button("Delete", dialogs.opener(Dialog::Delete)) } else { Html::default() };
    let content = html! {
        <>
            { Head::of_page(name.clone()).saying(text(&summary, "Description")).with(delete).html() }
            { details(&summary) }
            <Tabs label="Policy" tabs={tabs(id, reply, own)} active={props.tab.clone()} {onchange} />
            if dialogs.is(Dialog::Delete) {
                <DeletePolicy id={id.clone()} name={name.clone()} {onclose} />
            }
        </>
    };
    page(trail(way, name), content)
}

fn summary_of(reply: &Reply) -> Value {
    let summary = reply.output.get("Policy").and_then(|policy| policy.get("PolicySummary"));
    summary.cloned().unwrap_or_default()
}

fn details(summary: &Value) -> Html {
    let copy = |member: &str, name: &'static str| html! { <Copyable text={text(summary, member)} {name} /> };
    let kind = if summary["AwsManaged"] == true { "AWS managed policy" } else { "Customer managed policy" };
    let items = vec![
        KeyValue::new("ID", copy("Id", "ID")),
        KeyValue::new("Kind", html! { { kind } }),
        KeyValue::new("ARN", copy("Arn", "ARN")),
    ];
    facts(Head::new("Policy details"), items)
}

fn tabs(id: &str, reply: &Reply, own: bool) -> Vec<Tab> {
    let content = reply.text(&["Policy", "Content"]).unwrap_or_default().to_owned();
    let copy = html! { <CopyButton text={content.clone()} label="Copy" wide=true /> };
    let edit = if own {
        link_button("Edit policy", Route::Organizations(OrganizationsPage::EditPolicy { id: id.to_owned() }))
    } else {
        Html::default()
    };
    let head = Head::new("Content").with(buttons([copy, edit]));
    let content = panel(head, html! { <PolicyText text={content} label="Policy content" /> });
    let targets = html! { <Targets id={id.to_owned()} name={text(&summary_of(reply), "Name")} /> };
    let mut tabs = vec![Tab::new("content", "Content", content), Tab::new("targets", "Targets", targets)];
    if own {
        tabs.push(Tab::new("tags", "Tags", html! { <TagsTab of={tagged("policy", id)} /> }));
    }
    tabs
}
