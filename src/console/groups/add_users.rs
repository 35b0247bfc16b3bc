//! Adding users to a group.

use super::about;
use super::users::COLUMNS;
use crate::console::act;
use crate::console::item::{counted, text};
use crate::console::parts::{
    Head, List, Select, empty, end_of_page, failed, flush_panel, iam_trail, page, primary_if, read,
};
use crate::console::states::use_ticked;
use crate::console::users::user_row;
use crate::route::Route;
use crate::store::{use_list, use_store};
use crate::ui::ShowCli;
use cloud::Call;
use yew::prelude::*;

/// Properties of [`AddUsers`].
#[derive(Properties, PartialEq)]
pub struct AddUsersProps {
    /// The group's name.
    pub name: String,
}

/// The page.
#[component]
pub fn AddUsers(props: &AddUsersProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let members = use_list(about("GetGroup", name).with("MaxItems", 1000));
    let users = use_list(Call::new("iam", "ListUsers").with("MaxItems", 1000));
    let ticked = use_ticked();
    let present: Vec<String> = members
        .as_ref()
        .as_ref()
        .map(|rows| rows.iter().map(|row| text(row, "UserName")).collect())
        .unwrap_or_default();
    // Who was added a moment ago is no longer to be added when a part of the calls failed.
    let chosen = ticked.keys().into_iter().filter(|key| !present.iter().any(|name| name == key.as_str()));
    let calls: Vec<Call> =
        chosen.map(|key| about("AddUserToGroup", name).with("UserName", key.as_str())).collect();
    let back = Route::Group { name: name.clone(), tab: String::new() };
    let onadd = {
        let (calls, back) = (calls.clone(), back.clone());
        Callback::from(move |()| {
            let done = format!("{} added to this group.", counted(calls.len(), "user", "users"));
            if act::all(&store, calls.clone(), done, "The user could not be added to the group") {
                store.navigate(&back);
            }
        })
    };
    let table = read(&users, |users| {
        let others = users.iter().filter(|user| !present.contains(&text(user, "UserName")));
        let list = List {
            asked: 2,
            select: Select::Many(ticked.keys(), ticked.setter()),
            filter: "Search",
            empty: empty("No other users", "Every user of the account is in the group.", html! {}),
            ..List::new("Other users in this account", &COLUMNS, others.map(user_row).collect())
        };
        list.html()
    });
    let content = html! {
        <>
            { Head::of_page(format!("Add users to {name}")).html() }
            { members.as_ref().as_ref().err().map(failed) }
            { flush_panel(Head::new("Other users in this account"), table) }
            if !calls.is_empty() {
                <ShowCli calls={calls.clone()} />
            }
            { end_of_page(back.clone(), primary_if(!calls.is_empty(), "Add users", onadd)) }
        </>
    };
    page(
        iam_trail(vec![("User groups".into(), Route::Groups), (name.clone().into(), back)], "Add users"),
        content,
    )
}
