//! The list of roles.

use super::delete::DeleteRole;
use super::trusted::entities;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, asked_cell, button_if, buttons, cell_denied, empty, flush_panel, iam_trail, link,
    page, primary_link, read, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{Cell, Row, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn RoleList() -> Html {
    let roles = use_list(Call::new("iam", "ListRoles").with("MaxItems", 1000));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let create = || primary_link("Create role", Route::CreateRole);
    let head = Head::of_page("Roles")
        .counting(roles.as_ref().as_ref().ok().map(Vec::len))
        .saying(
            "A role has permissions but no credentials of its own. Whoever it trusts can take it on and gets \
             credentials that are valid for a short time.",
        )
        .with(buttons([
            refresh(),
            button_if(ticked.first().is_some(), "Delete", dialogs.opener(Dialog::Delete)),
            create(),
        ]));
    let content = read(&roles, |roles| {
        let columns = ["Role name", "Trusted entities", "Last activity"];
        let list = List {
            asked: 1,
            select: Select::One(ticked.keys(), ticked.setter()),
            filter: "Search roles",
            empty: empty("No roles", "This account has no roles yet.", create()),
            ..List::new("Roles", &columns, roles.iter().map(row).collect())
        };
        list.html()
    });
    let chosen = ticked.first().filter(|_| dialogs.is(Dialog::Delete));
    let onclose = dialogs.closer_if_gone(move || ticked.clear());
    let content = html! {
        <>
            { flush_panel(head, content) }
            if let Some(name) = chosen {
                <DeleteRole name={name.to_string()} {onclose} />
            }
        </>
    };
    page(iam_trail(Vec::new(), "Roles"), content)
}

fn row(role: &Value) -> Row {
    let name = text(role, "RoleName");
    let trusted = entities(&text(role, "AssumeRolePolicyDocument")).join(", ");
    let cells = vec![
        Cell::new(name.clone(), link(name.clone(), Route::Role { name: name.clone(), tab: String::new() })),
        Cell::text(if trusted.is_empty() { "-".to_owned() } else { trusted }),
        last_activity(&name),
    ];
    Row { key: name.into(), cells }
}

/// ListRoles leaves the last use out, so each row shown asks for its own.
fn last_activity(name: &str) -> Cell {
    let call = Call::new("iam", "GetRole").with("RoleName", name);
    asked_cell(format!("last activity of {name}"), move |store| match store.read(&call) {
        Ok(reply) => match reply.text(&["Role", "RoleLastUsed", "LastUsedDate"]) {
            Some(used) => html! { <span title={date::long(used)}>{ date::ago(used, store.now()) }</span> },
            None => html! { { "-" } },
        },
        Err(failure) => cell_denied(&failure),
    })
}
