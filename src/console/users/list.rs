//! The list of users.

use super::cells::{count, last_activity, password_age};
use super::delete::DeleteUser;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button_if, buttons, empty, flush_panel, iam_trail, link, page, primary_link, read,
    refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{Cell, Row};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn UserList() -> Html {
    let users = use_list(Call::new("iam", "ListUsers").with("MaxItems", 1000));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let create = || primary_link("Create user", Route::CreateUser);
    let head = Head::of_page("Users")
        .counting(users.as_ref().as_ref().ok().map(Vec::len))
        .saying("An IAM user is a person or a program with credentials of its own in this account.")
        .with(buttons([
            refresh(),
            button_if(ticked.first().is_some(), "Delete", dialogs.opener(Dialog::Delete)),
            create(),
        ]));
    let content = read(&users, |users| {
        let columns = ["User name", "Path", "Groups", "Last activity", "MFA", "Password age"];
        let list = List {
            asked: 4,
            select: Select::One(ticked.keys(), ticked.setter()),
            filter: "Search users",
            empty: empty("No users", "This account has no IAM users yet.", create()),
            ..List::new("Users", &columns, users.iter().map(row).collect())
        };
        list.html()
    });
    let chosen = ticked.first().filter(|_| dialogs.is(Dialog::Delete));
    let onclose = dialogs.closer_if_gone(move || ticked.clear());
    let content = html! {
        <>
            { flush_panel(head, content) }
            if let Some(name) = chosen {
                <DeleteUser name={name.to_string()} {onclose} />
            }
        </>
    };
    page(iam_trail(Vec::new(), "Users"), content)
}

fn row(user: &Value) -> Row {
    let name = text(user, "UserName");
    let cells = vec![
        Cell::new(name.clone(), link(name.clone(), Route::User { name: name.clone(), tab: String::new() })),
        Cell::text(text(user, "Path")),
        count("ListGroupsForUser", &name),
        last_activity(&name, text(user, "PasswordLastUsed")),
        count("ListMFADevices", &name),
        password_age(&name),
    ];
    Row { key: name.into(), cells }
}
