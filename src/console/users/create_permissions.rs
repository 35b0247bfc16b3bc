//! Step 2 of the create-user wizard.

use super::draft::{PermissionSource, UserDraft};
use super::groups_tab::{group_columns, group_row};
use crate::console::editing;
use crate::console::permissions::PolicyPicker;
use crate::store::use_list;
use crate::ui::{Container, Empty, Failed, Header, RadioTiles, Selection, Table, Tile};
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
    let tiles = vec![
        Tile::new(
            GROUPS,
            "Add user to group",
            "The user gets what the group's policies allow. Best where several people do the same work.",
        ),
        Tile::new(ATTACH, "Attach policies directly", "Policies are attached to this user alone."),
    ];
    html! {
        <>
            <RadioTiles
                label="Permissions options"
                value={match draft.source { PermissionSource::Groups => GROUPS, PermissionSource::Attach => ATTACH }}
                {tiles}
                onchange={editing(draft, onchange, |draft, which: AttrValue| {
                    draft.source = if which == ATTACH { PermissionSource::Attach } else { PermissionSource::Groups };
                })}
            />
            { match draft.source {
                PermissionSource::Groups => html! {
                    <Groups
                        key={GROUPS}
                        selected={draft.groups.clone()}
                        onchange={editing(draft, onchange, |draft, groups| draft.groups = groups)}
                    />
                },
                PermissionSource::Attach => html! {
                    <Container
                        key={ATTACH}
                        header={html! { <Header title="Permissions policies" description={html! { { "Choose one or more policies." } }} /> }}
                        flush=true
                    >
                        <PolicyPicker
                            selected={draft.policies.clone()}
                            onchange={editing(draft, onchange, |draft, policies| draft.policies = policies)}
                        />
                    </Container>
                },
            } }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct GroupsProps {
    selected: Vec<String>,
    onchange: Callback<Vec<String>>,
}

#[component]
fn Groups(props: &GroupsProps) -> Html {
    let read = use_list(Call::new("iam", "ListGroups").with("MaxItems", 1000));
    let onselect =
        props.onchange.reform(|keys: Vec<AttrValue>| keys.iter().map(ToString::to_string).collect());
    let content = match &*read {
        Ok(groups) => html! {
            <Table
                label="User groups"
                columns={group_columns()}
                rows={groups.iter().map(group_row).collect::<Vec<_>>()}
                selection={Selection::Multi}
                selected={props.selected.iter().map(|group| AttrValue::from(group.clone())).collect::<Vec<_>>()}
                {onselect}
                filter="Search groups"
                empty={html! { <Empty title="No groups" text="There are no user groups in this account. You can go on without, or attach policies directly." /> }}
            />
        },
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! { <Container header={html! { <Header title="User groups" /> }} flush=true>{ content }</Container> }
}
