//! The tab "Groups" of a user's page.

use super::cells::UserCellProps;
use crate::console::act;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{Flash, use_list, use_store};
use crate::ui::{
    Button, ButtonVariant, Cell, Column, ConfirmDelete, Container, Empty, Failed, Header, Modal,
    RefreshButton, Row, Selection, ShowCli, Table,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Adding,
    Removing,
}

/// The groups that the user is in.
#[component]
pub fn GroupsTab(props: &UserCellProps) -> Html {
    let store = use_store();
    let holder = Holder::User(props.name.to_string());
    let read = use_list(holder.call("ListGroupsForUser").with("MaxItems", 1000));
    let selected = use_state(Vec::<AttrValue>::new);
    let open = use_state(|| Open::Nothing);
    let groups = match &*read {
        Ok(groups) => groups,
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let set_open = |to: Open| {
        let open = open.setter();
        move |_: MouseEvent| open.set(to)
    };
    let close = {
        let (open, selected) = (open.setter(), selected.setter());
        Callback::from(move |()| {
            open.set(Open::Nothing);
            selected.set(Vec::new());
        })
    };
    let removals: Vec<Call> = selected
        .iter()
        .map(|group| holder.call("RemoveUserFromGroup").with("GroupName", group.as_str()))
        .collect();
    let onremove = {
        let (removals, close) = (removals.clone(), close.clone());
        Callback::from(move |()| {
            if act::each(&store, removals.clone(), "The user could not be taken out of the group") {
                store.flash(Flash::success("User removed from group."));
            }
            close.emit(());
        })
    };
    let actions = html! {
        <>
            <RefreshButton />
            <Button disabled={selected.is_empty()} onclick={set_open(Open::Removing)}>{ "Remove" }</Button>
            <Button onclick={set_open(Open::Adding)}>{ "Add user to groups" }</Button>
        </>
    };
    let header = html! {
        <Header
            title="User groups membership"
            counter={groups.len()}
            description={html! { { "A user may do what its groups' policies allow. It can be in up to 10 groups." } }}
            {actions}
        />
    };
    html! {
        <div>
            <Container {header} flush=true>
                <Table
                    label="Groups of the user"
                    columns={group_columns()}
                    rows={groups.iter().map(group_row).collect::<Vec<_>>()}
                    selection={Selection::Multi}
                    selected={(*selected).clone()}
                    onselect={let selected = selected.setter(); move |keys| selected.set(keys)}
                    empty={html! { <Empty title="No groups" text="The user is in no group." /> }}
                />
            </Container>
            { match *open {
                Open::Nothing => html! {},
                Open::Adding => html! { <AddToGroups name={props.name.clone()} present={names(groups)} onclose={close} /> },
                Open::Removing => html! {
                    <ConfirmDelete
                        title={format!("Remove {} from groups?", props.name)}
                        action="Remove"
                        onconfirm={onremove}
                        onclose={close}
                        calls={removals}
                    >
                        <p>{ "The user loses what these groups allow: " }{ join(&selected) }</p>
                    </ConfirmDelete>
                },
            } }
        </div>
    }
}

/// The columns of tables of groups.
pub(super) fn group_columns() -> Vec<Column> {
    ["Group name", "Path"].map(Column::new).to_vec()
}

/// A row of such a table; its key is the group's name.
pub(super) fn group_row(group: &Value) -> Row {
    let name = text(group, "GroupName");
    Row { key: name.clone().into(), cells: vec![Cell::text(name), Cell::text(text(group, "Path"))] }
}

fn names(groups: &[Value]) -> Vec<String> {
    groups.iter().map(|group| text(group, "GroupName")).collect()
}

fn join(names: &[AttrValue]) -> String {
    names.iter().map(AttrValue::as_str).collect::<Vec<_>>().join(", ")
}

#[derive(Properties, PartialEq)]
struct AddToGroupsProps {
    name: AttrValue,
    /// The groups that the user is in already.
    present: Vec<String>,
    onclose: Callback<()>,
}

#[component]
fn AddToGroups(props: &AddToGroupsProps) -> Html {
    let store = use_store();
    let read = use_list(Call::new("iam", "ListGroups").with("MaxItems", 1000));
    let selected = use_state(Vec::<AttrValue>::new);
    let holder = Holder::User(props.name.to_string());
    let calls: Vec<Call> = selected
        .iter()
        .map(|group| holder.call("AddUserToGroup").with("GroupName", group.as_str()))
        .collect();
    let onsubmit = {
        let (calls, close) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if !calls.is_empty()
                && act::each(&store, calls.clone(), "The user could not be added to the group")
            {
                store.flash(Flash::success("User added to group."));
            }
            close.emit(());
        })
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true disabled={calls.is_empty()}>
                { "Add user to groups" }
            </Button>
        </>
    };
    let content = match &*read {
        Ok(groups) => {
            let offered = groups.iter().filter(|group| !props.present.contains(&text(group, "GroupName")));
            html! {
                <Table
                    label="Other groups"
                    columns={group_columns()}
                    rows={offered.map(group_row).collect::<Vec<_>>()}
                    selection={Selection::Multi}
                    selected={(*selected).clone()}
                    onselect={let selected = selected.setter(); move |keys| selected.set(keys)}
                    filter="Search groups"
                    empty={html! { <Empty title="No other groups" text="Groups can be made in the terminal: aws iam create-group --group-name NAME" /> }}
                />
            }
        }
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! {
        <Modal title={format!("Add {} to groups", props.name)} wide=true onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                { content }
                if !calls.is_empty() {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
