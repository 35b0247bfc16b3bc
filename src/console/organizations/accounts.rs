//! The organization as a tree, and as a list of its accounts.

use super::doing::{self, Doing};
use super::kind::Root;
use super::node::Node;
use super::settings::outside;
use super::tree::Tree;
use super::{about, trail};
use crate::console::item::text;
use crate::console::parts::{
    Head, List, buttons, empty, flush_panel, link, page, panel, primary_if, read, refresh,
};
use crate::console::states::set;
use crate::store::{use_list, use_reads};
use crate::ui::{Cell, Row, Tab, Tabs, date};
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub(super) fn Accounts() -> Html {
    let root = use_reads((), |store, ()| Root::read(store));
    let chosen = use_state(|| None::<Node>);
    let doing = use_state(|| None::<Doing>);
    let view = use_state(AttrValue::default);
    let ondo = set(&doing).reform(Some);
    let head = Head::of_page("AWS accounts")
        .saying("The organization's accounts, in organizational units (OUs). Policies of the root and of OUs apply to all below.")
        .with(buttons([
            refresh(),
            doing::menu(chosen.as_ref(), &ondo),
            primary_if(root.is_ok(), "Create an AWS account", ondo.reform(|()| Doing::CreateAccount)),
        ]));
    let content = match &*root {
        Ok(root) => {
            let onchoose = set(&chosen).reform(Some);
            let tree = html! {
                <Tree root={root.id.clone()} links=true chosen={(*chosen).clone()} {onchoose} />
            };
            let tabs = vec![
                Tab::new("hierarchy", "Hierarchy", panel(Head::new("Organizational structure"), tree)),
                Tab::new("list", "List", html! { <AccountList /> }),
            ];
            html! { <Tabs label="Accounts" {tabs} active={(*view).clone()} onchange={set(&view)} /> }
        }
        Err(failure) => outside(failure),
    };
    let onclose = {
        let (doing, chosen) = (doing.setter(), chosen.setter());
        Callback::from(move |gone: bool| {
            doing.set(None);
            if gone {
                chosen.set(None);
            }
        })
    };
    let dialog = doing::dialog(*doing, chosen.as_ref(), &onclose);
    page(trail(Vec::new(), "AWS accounts"), html! { <>{ head.html() }{ content }{ dialog }</> })
}

/// All accounts, wherever they are.
#[component]
fn AccountList() -> Html {
    let accounts = use_list(about("ListAccounts"));
    let head = Head::new("AWS accounts").counting(accounts.as_ref().as_ref().ok().map(Vec::len));
    let table = read(&accounts, |accounts| {
        let list = List {
            filter: "Find AWS accounts",
            empty: empty("No accounts", "The organization has no accounts.", html! {}),
            ..List::new(
                "AWS accounts",
                &["Account name", "Account ID", "Email", "Joined"],
                accounts.iter().map(row).collect(),
            )
        };
        list.html()
    });
    flush_panel(head, table)
}

fn row(account: &Value) -> Row {
    let node = Node::of(account);
    let joined = text(account, "JoinedTimestamp");
    let how = if text(account, "JoinedMethod") == "CREATED" { "Created" } else { "Joined" };
    let cells = vec![
        Cell::new(node.name.clone(), link(node.name.clone(), node.route())),
        Cell::text(node.id.clone()),
        Cell::text(node.email.clone()),
        Cell::new(joined.clone(), html! { { format!("{how} {}", date::long(&joined)) } }),
    ];
    Row { key: node.id.into(), cells }
}
