//! The list of groups.

use super::about;
use super::delete::DeleteGroup;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, asked_cell, button_if, buttons, cell_denied, empty, flush_panel, iam_trail, link,
    page, primary_link, read, refresh,
};
use crate::console::permissions::Holder;
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{Cell, Row, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn GroupList() -> Html {
    let groups = use_list(Call::new("iam", "ListGroups").with("MaxItems", 1000));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let create = || primary_link("Create group", Route::CreateGroup);
    let head = Head::of_page("User groups")
        .counting(groups.as_ref().as_ref().ok().map(Vec::len))
        .saying(
            "A user group is a collection of IAM users: what its policies allow, each of its users may do.",
        )
        .with(buttons([
            refresh(),
            button_if(ticked.first().is_some(), "Delete", dialogs.opener(Dialog::Delete)),
            create(),
        ]));
    let content = read(&groups, |groups| {
        let list = List {
            asked: 2,
            select: Select::One(ticked.keys(), ticked.setter()),
            filter: "Search groups",
            empty: empty("No user groups", "This account has no user groups yet.", create()),
            ..List::new(
                "User groups",
                &["Group name", "Creation time", "Users", "Permissions"],
                groups.iter().map(row).collect(),
            )
        };
        list.html()
    });
    let chosen = ticked.first().filter(|_| dialogs.is(Dialog::Delete));
    let onclose = {
        let close = dialogs.closer();
        Callback::from(move |gone: bool| {
            close.emit(());
            if gone {
                ticked.clear();
            }
        })
    };
    let content = html! {
        <>
            { flush_panel(head, content) }
            if let Some(name) = chosen {
                <DeleteGroup name={name.to_string()} {onclose} />
            }
        </>
    };
    page(iam_trail(Vec::new(), "User groups"), content)
}

fn row(group: &Value) -> Row {
    let (name, created) = (text(group, "GroupName"), text(group, "CreateDate"));
    let page = Route::Group { name: name.clone(), tab: String::new() };
    let cells = vec![
        Cell::new(name.clone(), link(name.clone(), page)),
        Cell::new(created.clone(), html! { { date::long(&created) } }),
        users(&name),
        permissions(&name),
    ];
    Row { key: name.into(), cells }
}

/// How many users are in it.
fn users(name: &str) -> Cell {
    let call = about("GetGroup", name);
    asked_cell(format!("users of {name}"), move |store| match store.list(&call) {
        Ok(users) => html! { { users.len() } },
        Err(failure) => cell_denied(&failure),
    })
}

/// Whether it has any policy.
fn permissions(name: &str) -> Cell {
    let holder = Holder::Group(name.to_owned());
    asked_cell(format!("permissions of {name}"), move |store| {
        match (store.list(&holder.list_attached()), store.list(&holder.list_inline())) {
            (Ok(attached), Ok(inline)) if attached.is_empty() && inline.is_empty() => {
                html! { { "Not defined" } }
            }
            (Ok(_), Ok(_)) => html! { { "Defined" } },
            (Err(failure), _) | (_, Err(failure)) => cell_denied(&failure),
        }
    })
}
