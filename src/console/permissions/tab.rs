//! The tab "Permissions" of users and roles.

use super::Holder;
use super::attached::{self, Attached};
use super::boundary::Boundary;
use super::policy_cells::policy_link;
use crate::console::act;
use crate::route::Route;
use crate::store::{Flash, use_reads, use_store};
use crate::ui::{
    Button, Cell, Column, ConfirmDelete, Container, Empty, Failed, Header, LinkTo, Menu, MenuItem,
    RefreshButton, Row, Selection, Table,
};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`PermissionsTab`].
#[derive(Properties, PartialEq)]
pub struct PermissionsTabProps {
    /// Whose.
    pub holder: Holder,
    /// The answer about the holder, for its boundary; null if it could not be read.
    pub entity: serde_json::Value,
}

/// The policies, and what can be done about them.
#[component]
pub fn PermissionsTab(props: &PermissionsTabProps) -> Html {
    html! {
        <div class="stack">
            <Policies holder={props.holder.clone()} />
            <Boundary holder={props.holder.clone()} entity={props.entity.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct HolderProps {
    holder: Holder,
}

#[component]
fn Policies(props: &HolderProps) -> Html {
    let holder = &props.holder;
    let read = use_reads(holder.clone(), |store, holder| {
        let list = |call: &Call| store.list(call);
        match holder {
            Holder::User(name) => attached::of_user_and_groups(name, &list),
            Holder::Group(_) | Holder::Role(_) => attached::of_holder(holder, &list),
        }
    });
    let (policies, failures) = &*read;
    let selected = use_state(Vec::<AttrValue>::new);
    let removing = use_state(|| false);
    let chosen: Vec<Attached> =
        policies.iter().filter(|policy| selected.iter().any(|key| **key == *policy.key())).cloned().collect();
    let close = {
        let (removing, selected) = (removing.setter(), selected.setter());
        Callback::from(move |()| {
            removing.set(false);
            selected.set(Vec::new());
        })
    };
    let actions = html! {
        <>
            <RefreshButton />
            <Button
                disabled={chosen.is_empty()}
                onclick={let removing = removing.setter(); move |_| removing.set(true)}
            >
                { "Remove" }
            </Button>
            <Menu button={html! { { "Add permissions" } }} items={additions(holder)} />
        </>
    };
    let header = html! {
        <Header
            title="Permissions policies"
            counter={failures.is_empty().then_some(policies.len())}
            description={html! { { description(holder) } }}
            {actions}
        />
    };
    let columns = ["Policy name", "Type", "Attached via"].map(Column::new).to_vec();
    html! {
        <div>
            <Container {header} flush=true>
                <ul class="failures">
                    { for failures.iter().enumerate().map(|(index, failure)| html! {
                        <li key={index}><Failed failure={failure.clone()} /></li>
                    }) }
                </ul>
                <Table
                    label="Permissions policies"
                    {columns}
                    rows={policies.iter().map(|policy| row(holder, policy)).collect::<Vec<_>>()}
                    selection={Selection::Multi}
                    selected={(*selected).clone()}
                    onselect={let selected = selected.setter(); move |keys| selected.set(keys)}
                    filter="Search"
                    empty={html! { <Empty title="No permissions policies" text={nothing(holder, failures.is_empty())} /> }}
                />
            </Container>
            if *removing {
                <Remove holder={holder.clone()} policies={chosen} onclose={close} />
            }
        </div>
    }
}

fn row(holder: &Holder, policy: &Attached) -> Row {
    let name = match (&policy.arn, &policy.group, holder) {
        (Some(arn), _, _) => policy_link(arn),
        (None, None, Holder::User(name)) => {
            inline_link(policy, Route::UserInlinePolicy { name: name.clone(), policy: policy.name.clone() })
        }
        (None, None, Holder::Role(name)) => {
            inline_link(policy, Route::RoleInlinePolicy { name: name.clone(), policy: policy.name.clone() })
        }
        _ => Cell::text(policy.name.clone()),
    };
    let cells = vec![name, Cell::text(policy.kind().label()), Cell::text(policy.via())];
    Row { key: policy.key().into(), cells }
}

fn inline_link(policy: &Attached, route: Route) -> Cell {
    Cell::new(policy.name.clone(), html! { <LinkTo {route}>{ policy.name.clone() }</LinkTo> })
}

fn additions(holder: &Holder) -> Vec<MenuItem> {
    let (attach, inline) = match holder {
        Holder::User(name) => (
            Route::UserPermissions { name: name.clone() },
            Route::UserInlinePolicy { name: name.clone(), policy: String::new() },
        ),
        Holder::Role(name) => (
            Route::RolePermissions { name: name.clone() },
            Route::RoleInlinePolicy { name: name.clone(), policy: String::new() },
        ),
        Holder::Group(_) => return Vec::new(),
    };
    let attach_title = if matches!(holder, Holder::User(_)) { "Add permissions" } else { "Attach policies" };
    vec![MenuItem::link(attach_title, attach), MenuItem::link("Create inline policy", inline)]
}

fn description(holder: &Holder) -> &'static str {
    match holder {
        Holder::User(_) => "What the user may do, by policies of its own and by those of its groups.",
        Holder::Group(_) => "What the group's users may do.",
        Holder::Role(_) => "What whoever takes on the role may do. You can attach up to 20 managed policies.",
    }
}

fn nothing(holder: &Holder, all_read: bool) -> &'static str {
    match holder {
        _ if !all_read => "Some policies could not be read; see above.",
        Holder::User(_) => "The user may do nothing yet: everything that no policy allows is denied.",
        Holder::Group(_) => "The group gives its users nothing yet.",
        Holder::Role(_) => "The role may do nothing yet: everything that no policy allows is denied.",
    }
}

#[derive(Properties, PartialEq)]
struct RemoveProps {
    holder: Holder,
    policies: Vec<Attached>,
    onclose: Callback<()>,
}

/// Asks before policies are removed; those of groups stay.
#[component]
fn Remove(props: &RemoveProps) -> Html {
    let store = use_store();
    let noun = props.holder.noun();
    let calls: Vec<Call> = props.policies.iter().filter_map(|policy| policy.removal(&props.holder)).collect();
    let kept = props.policies.len() - calls.len();
    let onconfirm = {
        let (calls, onclose) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            let count = calls.len();
            if act::each(&store, calls.clone(), "The policy could not be removed") && count > 0 {
                let what = if count == 1 { "1 policy".to_owned() } else { format!("{count} policies") };
                store.flash(Flash::success(format!("{what} removed.")));
            }
            onclose.emit(());
        })
    };
    html! {
        <ConfirmDelete
            title="Remove policies?"
            action="Remove policies"
            {onconfirm}
            onclose={props.onclose.clone()}
            {calls}
        >
            <p>
                { format!("The {noun} loses what these policies allow. Managed policies stay and can be attached again; inline policies are deleted for good.") }
            </p>
            <ul>
                { for props.policies.iter().map(|policy| html! {
                    <li key={policy.key()}>{ &policy.name }{ " (" }{ policy.via() }{ ")" }</li>
                }) }
            </ul>
            if kept > 0 {
                <p>{ "Policies that come from a group stay: take the user out of the group instead." }</p>
            }
        </ConfirmDelete>
    }
}
