//! The tab "Users" of a group's page.

use super::about;
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button_if, buttons, empty, flush_panel, link_button, read, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::console::users::user_row;
use crate::route::Route;
use crate::store::{use_list, use_store};
use crate::ui::ConfirmDelete;
use cloud::Call;
use yew::prelude::*;

/// The columns of tables of users; for the last two each row makes calls of its own.
pub(super) const COLUMNS: [&str; 4] = ["User name", "Creation time", "Groups", "Last activity"];

/// Properties of [`GroupUsers`].
#[derive(Properties, PartialEq)]
pub struct GroupUsersProps {
    /// The group's name.
    pub name: String,
}

/// The users in the group.
#[component]
pub fn GroupUsers(props: &GroupUsersProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let users = use_list(about("GetGroup", name).with("MaxItems", 1000));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let keys = ticked.keys();
    let calls: Vec<Call> =
        keys.iter().map(|key| about("RemoveUserFromGroup", name).with("UserName", key.as_str())).collect();
    let close = {
        let ticked = ticked.clone();
        dialogs.closer_then(move || ticked.clear())
    };
    let (done, failed) = ("Users removed from this group.", "The user could not be taken out of the group");
    let onconfirm = act::closing(&store, calls.clone(), done, failed, close.clone());
    let content = read(&users, |users| {
        let add = || link_button("Add users", Route::GroupUsers { name: name.clone() });
        let head = Head::new("Users in this group")
            .counting(Some(users.len()))
            .saying("An IAM user in the group may do what the group's policies allow.")
            .with(buttons([
                refresh(),
                button_if(!keys.is_empty(), "Remove", dialogs.opener(Dialog::Remove)),
                add(),
            ]));
        let list = List {
            asked: 2,
            select: Select::Many(keys.clone(), ticked.setter()),
            filter: "Search",
            empty: empty("No users", "The group has no users yet.", add()),
            ..List::new("Users in this group", &COLUMNS, users.iter().map(user_row).collect())
        };
        let names: Vec<String> = users.iter().map(|user| text(user, "UserName")).collect();
        let chosen: Vec<&str> = names.iter().map(String::as_str).filter(|name| ticked.has(name)).collect();
        html! {
            <>
                { flush_panel(head, list.html()) }
                if dialogs.is(Dialog::Remove) {
                    <ConfirmDelete
                        title={format!("Remove users from {name}?")}
                        action="Remove"
                        {onconfirm}
                        onclose={close}
                        {calls}
                    >
                        <p>{ "They lose what the group allows: " }{ chosen.join(", ") }</p>
                    </ConfirmDelete>
                }
            </>
        }
    });
    html! { <div>{ content }</div> }
}
