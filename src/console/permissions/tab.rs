//! The tab "Permissions" of users, groups and roles.

use super::Holder;
use super::attached::{self, Attached};
use super::boundary::Boundary;
use super::policy_cells::policy_link;
use crate::console::act;
use crate::console::item::counted;
use crate::console::parts::{
    Head, List, Select, button_if, buttons, empty, failed, flush_panel, link, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::store::{Flash, use_reads, use_store};
use crate::ui::{Cell, ConfirmDelete, Menu, MenuItem, Row};
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
    let holder = &props.holder;
    let read = use_reads(holder.clone(), |store, holder| {
        let list = |call: &Call| store.list(call);
        match holder {
            Holder::User(name) => attached::of_user_and_groups(name, &list),
            Holder::Group(_) | Holder::Role(_) => attached::of_holder(holder, &list),
        }
    });
    let (policies, failures) = &*read;
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let chosen: Vec<Attached> = policies.iter().filter(|policy| ticked.has(&policy.key())).cloned().collect();
    let actions = buttons([
        refresh(),
        button_if(!chosen.is_empty(), "Remove", dialogs.opener(Dialog::Remove)),
        html! { <Menu button={html! { { "Add permissions" } }} items={additions(holder)} /> },
    ]);
    let head = Head::new("Permissions policies")
        .counting(failures.is_empty().then_some(policies.len()))
        .saying(description(holder))
        .with(actions);
    let list = List {
        select: Select::Many(ticked.keys(), ticked.setter()),
        filter: "Search",
        empty: empty("No permissions policies", nothing(holder, failures.is_empty()), html! {}),
        ..List::new(
            "Permissions policies",
            &["Policy name", "Type", "Attached via"],
            policies.iter().map(|policy| row(holder, policy)).collect(),
        )
    };
    let failures = failures.iter().enumerate().map(|(index, failure)| {
        html! { <li key={index}>{ failed(failure) }</li> }
    });
    let onclose = dialogs.closer_then(move || ticked.clear());
    html! {
        <div class="stack">
            { flush_panel(head, html! { <><ul class="failures">{ for failures }</ul>{ list.html() }</> }) }
            <Boundary holder={holder.clone()} entity={props.entity.clone()} />
            if dialogs.is(Dialog::Remove) {
                <Remove holder={holder.clone()} policies={chosen} {onclose} />
            }
        </div>
    }
}

fn row(holder: &Holder, policy: &Attached) -> Row {
    let owner = policy.group.clone().map_or_else(|| holder.clone(), Holder::Group);
    let name = match &policy.arn {
        Some(arn) => policy_link(arn),
        None => Cell::new(policy.name.clone(), link(policy.name.clone(), owner.inline_route(&policy.name))),
    };
    let cells = vec![name, Cell::text(policy.kind().label()), Cell::text(policy.via())];
    Row { key: policy.key().into(), cells }
}

fn additions(holder: &Holder) -> Vec<MenuItem> {
    let title = if matches!(holder, Holder::User(_)) { "Add permissions" } else { "Attach policies" };
    vec![
        MenuItem::link(title, holder.attach_route()),
        MenuItem::link("Create inline policy", holder.inline_route("")),
    ]
}

fn description(holder: &Holder) -> &'static str {
    match holder {
        Holder::User(_) => "What the user may do, by policies of its own and by those of its groups.",
        Holder::Group(_) => "What the group's users may do. You can attach up to 10 managed policies.",
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
    let calls: Vec<Call> = props.policies.iter().filter_map(|policy| policy.removal(&props.holder)).collect();
    let kept = props.policies.len() - calls.len();
    let onconfirm = {
        let (calls, onclose) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            let count = calls.len();
            if act::each(&store, calls.clone(), "The policy could not be removed") && count > 0 {
                store.flash(Flash::success(format!("{} removed.", counted(count, "policy", "policies"))));
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
                { format!(
                    "The {} loses what these policies allow. Managed policies stay and can be attached again; \
                    inline policies are deleted for good.",
                    props.holder.noun(),
                ) }
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
