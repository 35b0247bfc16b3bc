//! Step 2 of the create-user wizard.

use super::draft::{PermissionSource, UserDraft};
use super::groups_tab::{COLUMNS, group_row};
use crate::console::editing;
use crate::console::parts::{Head, List, Select, empty, flush_panel, read};
use crate::console::permissions::{PolicyPicker, keys, on_keys};
use crate::store::use_list;
use crate::ui::{RadioTiles, Tile};
use cloud::Call;
use yew::prelude::*;

const GROUPS: &str = "groups";
const ATTACH: &str = "attach";

/// Properties of [`Permissions`].
#[derive(Properties, PartialEq)]
pub struct PermissionsProps {
    /// The answers so far.
    pub draft: UserDraft,
    /// Told of every change.
    pub onchange: Callback<UserDraft>,
}

/// The step.
#[component]
pub fn Permissions(props: &PermissionsProps) -> Html {
    let (draft, onchange) = (&props.draft, &props.onchange);
    let groups = use_list(Call::new("iam", "ListGroups").with("MaxItems", 1000));
    let tiles = vec![
        Tile::new(
            GROUPS,
            "Add user to group",
            "The user gets what the group's policies allow. Best where several people do the same work.",
        ),
        Tile::new(ATTACH, "Attach policies directly", "Policies are attached to this user alone."),
    ];
    let choose = editing(draft, onchange, |draft, which: AttrValue| {
        draft.source = if which == ATTACH { PermissionSource::Attach } else { PermissionSource::Groups };
    });
    let (value, content) = match draft.source {
        PermissionSource::Groups => {
            let ongroups = editing(draft, onchange, |draft, groups| draft.groups = groups);
            let table = read(&groups, |groups| {
                let none = "There are no user groups in this account. You can go on without, or attach policies \
                            directly.";
                let list = List {
                    select: Select::Many(keys(&draft.groups), on_keys(&ongroups)),
                    filter: "Search groups",
                    empty: empty("No groups", none, html! {}),
                    ..List::new("User groups", &COLUMNS, groups.iter().map(group_row).collect())
                };
                list.html()
            });
            (GROUPS, flush_panel(Head::new("User groups"), table))
        }
        PermissionSource::Attach => {
            let onpolicies = editing(draft, onchange, |draft, policies| draft.policies = policies);
            let head = Head::new("Permissions policies").saying("Choose one or more policies.");
            let picker = html! { <PolicyPicker selected={draft.policies.clone()} onchange={onpolicies} /> };
            (ATTACH, flush_panel(head, picker))
        }
    };
    html! {
        <>
            <RadioTiles label="Permissions options" {value} {tiles} onchange={choose} />
            <div key={value}>{ content }</div>
        </>
    }
}
