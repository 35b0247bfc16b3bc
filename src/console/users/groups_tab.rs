//! The tab "Groups" of a user's page.

use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button, button_if, buttons, empty, end_of_dialog, flush_panel, link, link_button,
    read, refresh,
};
use crate::console::permissions::Holder;
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::store::{use_list, use_store};
use crate::ui::{Cell, ConfirmDelete, Modal, Row, ShowCli};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The columns of tables of groups.
pub(super) const COLUMNS: [&str; 2] = ["Group name", "Path"];

/// Properties of [`GroupsTab`].
#[derive(Properties, PartialEq)]
pub struct GroupsTabProps {
    /// The user's name.
    pub name: String,
}

/// The groups that the user is in.
#[component]
pub fn GroupsTab(props: &GroupsTabProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let holder = Holder::User(name.clone());
    let groups = use_list(holder.call("ListGroupsForUser").with("MaxItems", 1000));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let keys = ticked.keys();
    let calls: Vec<Call> =
        keys.iter().map(|key| holder.call("RemoveUserFromGroup").with("GroupName", key.as_str())).collect();
    let close = {
        let ticked = ticked.clone();
        dialogs.closer_then(move || ticked.clear())
    };
    let (done, failed) = ("User removed from group.", "The user could not be taken out of the group");
    let onconfirm = act::closing(&store, calls.clone(), done, failed, close.clone());
    let content = read(&groups, |groups| {
        let head = Head::new("User groups membership")
            .counting(Some(groups.len()))
            .saying("A user may do what its groups' policies allow. It can be in up to 10 groups.")
            .with(buttons([
                refresh(),
                button_if(!keys.is_empty(), "Remove", dialogs.opener(Dialog::Remove)),
                button("Add user to groups", dialogs.opener(Dialog::Add)),
            ]));
        let list = List {
            select: Select::Many(keys.clone(), ticked.setter()),
            empty: empty("No groups", "The user is in no group.", html! {}),
            ..List::new("Groups of the user", &COLUMNS, groups.iter().map(group_row).collect())
        };
        let present: Vec<String> = groups.iter().map(|group| text(group, "GroupName")).collect();
        let names: Vec<&str> = keys.iter().map(AttrValue::as_str).collect();
        html! {
            <>
                { flush_panel(head, list.html()) }
                { match dialogs.open() {
                    Dialog::Add => html! { <AddToGroups name={name.clone()} {present} onclose={close} /> },
                    Dialog::Remove => html! {
                        <ConfirmDelete
                            title={format!("Remove {name} from groups?")}
                            action="Remove"
                            {onconfirm}
                            onclose={close}
                            {calls}
                        >
                            <p>{ "The user loses what these groups allow: " }{ names.join(", ") }</p>
                        </ConfirmDelete>
                    },
                    _ => html! {},
                } }
            </>
        }
    });
    html! { <div>{ content }</div> }
}

/// A row of a table of groups; its key is the group's name.
pub(super) fn group_row(group: &Value) -> Row {
    let name = text(group, "GroupName");
    let page = Route::Group { name: name.clone(), tab: String::new() };
    let cells = vec![Cell::new(name.clone(), link(name.clone(), page)), Cell::text(text(group, "Path"))];
    Row { key: name.into(), cells }
}

#[derive(Properties, PartialEq)]
struct AddToGroupsProps {
    name: String,
    /// The groups that the user is in already.
    present: Vec<String>,
    onclose: Callback<()>,
}

#[component]
fn AddToGroups(props: &AddToGroupsProps) -> Html {
    let store = use_store();
    let groups = use_list(Call::new("iam", "ListGroups").with("MaxItems", 1000));
    let ticked = use_ticked();
    let holder = Holder::User(props.name.clone());
    let keys = ticked.keys();
    let calls: Vec<Call> =
        keys.iter().map(|key| holder.call("AddUserToGroup").with("GroupName", key.as_str())).collect();
    let onsubmit = {
        let (calls, close) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if calls.is_empty() {
                return;
            }
            act::all(
                &store,
                calls.clone(),
                "User added to group.",
                "The user could not be added to the group",
            );
            close.emit(());
        })
    };
    let content = read(&groups, |groups| {
        let offered = groups.iter().filter(|group| !props.present.contains(&text(group, "GroupName")));
        let list = List {
            select: Select::Many(keys, ticked.setter()),
            filter: "Search groups",
            empty: empty("No other groups", "", link_button("Create group", Route::CreateGroup)),
            ..List::new("Other groups", &COLUMNS, offered.map(group_row).collect())
        };
        list.html()
    });
    html! {
        <Modal
            title={format!("Add {} to groups", props.name)}
            wide=true
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Add user to groups", !calls.is_empty())}
        >
            <div class="stack">
                { content }
                if !calls.is_empty() {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
