//! The page of a root, organizational unit or account.

use super::applied::AppliedPolicies;
use super::doing::{self, Doing};
use super::node::{Node, NodeKind, children, describe};
use super::{tagged, trail};
use crate::console::item::text;
use crate::console::parts::{Head, List, buttons, empty, facts, flush_panel, link, page, read, refresh};
use crate::console::permissions::TagsTab;
use crate::console::states::set;
use crate::route::{OrganizationsPage, Route};
use crate::store::{use_reads, use_store};
use crate::ui::{Cell, Copyable, Failed, KeyValue, Row, Tab, Tabs, date};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`NodePage`].
#[derive(Properties, PartialEq)]
pub(super) struct NodePageProps {
    /// The node.
    pub(super) id: String,
    /// The open tab.
    pub(super) tab: String,
}

/// The page.
#[component]
pub(super) fn NodePage(props: &NodePageProps) -> Html {
    let store = use_store();
    let id = &props.id;
    let described = use_reads(id.clone(), |store, id| describe(store, id));
    let doing = use_state(|| None::<Doing>);
    let node = described.as_ref().as_ref().ok().map(Node::of).filter(|node| !node.id.is_empty());
    let name = node.as_ref().map_or_else(|| id.clone(), |node| node.name.clone());
    let actions = match &node {
        Some(node) => buttons([refresh(), doing::menu(Some(node), &set(&doing).reform(Some))]),
        None => refresh(),
    };
    let onchange = {
        let (store, id) = (store.clone(), id.clone());
        Callback::from(move |tab: AttrValue| {
            let page = OrganizationsPage::Node { id: id.clone(), tab: tab.to_string() };
            store.navigate(&Route::Organizations(page));
        })
    };
    let top = match &*described {
        Ok(_) if node.is_none() => empty("No such root", "The organization has another root.", html! {}),
        Ok(item) => details(NodeKind::of(id), item),
        Err(failure) => html! { <Failed failure={failure.clone()} title="It cannot be shown" /> },
    };
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |gone: bool| {
            doing.set(None);
            if gone {
                store.navigate(&Route::Organizations(OrganizationsPage::Accounts));
            }
        })
    };
    let content = html! {
        <>
            { Head::of_page(name.clone()).with(actions).html() }
            { top }
            if node.is_some() {
                <Tabs label="Organization" tabs={tabs(id)} active={props.tab.clone()} {onchange} />
            }
            { doing::dialog(*doing, node.as_ref(), &onclose) }
        </>
    };
    page(trail(vec![("AWS accounts".into(), OrganizationsPage::Accounts)], name), content)
}

fn details(kind: NodeKind, item: &Value) -> Html {
    let copy = |member: &str, name: &'static str| html! { <Copyable text={text(item, member)} {name} /> };
    let mut items = vec![KeyValue::new("ID", copy("Id", "ID")), KeyValue::new("ARN", copy("Arn", "ARN"))];
    if kind == NodeKind::Account {
        items.push(KeyValue::new("Email", html! { { text(item, "Email") } }));
        items.push(KeyValue::new("Joined", html! { { date::long(&text(item, "JoinedTimestamp")) } }));
    }
    let title = match kind {
        NodeKind::Root => "Root details",
        NodeKind::Unit => "Organizational unit details",
        NodeKind::Account => "Account details",
    };
    facts(Head::new(title), items)
}

fn tabs(id: &str) -> Vec<Tab> {
    let kind = NodeKind::of(id);
    let id = id.to_owned();
    let below = (kind != NodeKind::Account)
        .then(|| Tab::new("children", "Children", html! { <Children id={id.clone()} /> }));
    let policies = Tab::new("policies", "Policies", html! { <AppliedPolicies id={id.clone()} /> });
    let tags = Tab::new("tags", "Tags", html! { <TagsTab of={tagged(kind.noun(), &id)} /> });
    below.into_iter().chain([policies, tags]).collect()
}

#[derive(Properties, PartialEq)]
struct ChildrenProps {
    id: String,
}

/// What is right below a root or unit.
#[component]
fn Children(props: &ChildrenProps) -> Html {
    let below = use_reads(props.id.clone(), |store, id| children(store, id));
    let head = Head::new("Children")
        .counting(below.as_ref().as_ref().ok().map(Vec::len))
        .saying("Organizational units and accounts right below.");
    let table = read(&below, |nodes| {
        let list = List {
            filter: "Find children",
            empty: empty("No children", "There are no units and no accounts in it.", html! {}),
            ..List::new("Children", &["Name", "Type", "ID"], nodes.iter().map(row).collect())
        };
        list.html()
    });
    flush_panel(head, table)
}

fn row(node: &Node) -> Row {
    let kind = if node.is_parent() { "Organizational unit" } else { "AWS account" };
    let cells = vec![
        Cell::new(node.name.clone(), link(node.name.clone(), node.route())),
        Cell::text(kind),
        Cell::text(node.id.clone()),
    ];
    Row { key: node.id.clone().into(), cells }
}
