//! Who has a managed policy.

use super::name_of;
use crate::console::act;
use crate::console::item::opt_text;
use crate::console::parts::{
    Head, List, Select, ask, button_if, buttons, empty, flush_panel, link, read, refresh,
};
use crate::console::permissions::Holder;
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::store::{Store, use_reads, use_store};
use crate::ui::{Cell, ConfirmDelete, Row};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

const COLUMNS: [&str; 2] = ["Entity name", "Entity type"];

/// Properties of [`Entities`].
#[derive(Properties, PartialEq)]
pub struct EntitiesProps {
    /// The policy.
    pub arn: String,
}

/// The tab "Entities attached".
#[component]
pub fn Entities(props: &EntitiesProps) -> Html {
    let arn = props.arn.clone();
    let bounded = ask(format!("bounded by {arn}"), move |store| {
        read(&entities(store, &arn, "PermissionsBoundary"), |holders| {
            let list = List {
                empty: empty("No entities", "The policy is nobody's boundary.", html! {}),
                ..List::new("Entities that the policy bounds", &COLUMNS, holders.iter().map(row).collect())
            };
            let head = Head::new("Attached as a permissions boundary").counting(Some(holders.len()));
            flush_panel(head, list.html())
        })
    });
    html! { <div class="stack"><Attached arn={props.arn.clone()} /><div>{ bounded }</div></div> }
}

/// Who has it, by the use made of it: `PermissionsPolicy` or `PermissionsBoundary`.
fn entities(store: &Store, arn: &str, usage: &str) -> Result<Vec<Holder>, Failure> {
    let call = Call::new("iam", "ListEntitiesForPolicy")
        .with("PolicyArn", arn)
        .with("PolicyUsageFilter", usage)
        .with("MaxItems", 1000);
    let holder = |row: &Value| {
        opt_text(row, "UserName")
            .map(Holder::User)
            .or_else(|| opt_text(row, "GroupName").map(Holder::Group))
            .or_else(|| opt_text(row, "RoleName").map(Holder::Role))
    };
    Ok(store.list(&call)?.iter().filter_map(holder).collect())
}

fn key(holder: &Holder) -> String {
    format!("{} {}", holder.kind(), holder.name())
}

fn row(holder: &Holder) -> Row {
    let name = holder.name().to_owned();
    let cell = Cell::new(name.clone(), link(name, holder.route()));
    let kind = match holder {
        Holder::User(_) => "User",
        Holder::Group(_) => "User group",
        Holder::Role(_) => "Role",
    };
    Row { key: key(holder).into(), cells: vec![cell, Cell::text(kind)] }
}

#[component]
fn Attached(props: &EntitiesProps) -> Html {
    let holders = use_reads(props.arn.clone(), |store, arn| entities(store, arn, "PermissionsPolicy"));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let content = read(&holders, |holders| {
        let chosen: Vec<Holder> = holders.iter().filter(|holder| ticked.has(&key(holder))).cloned().collect();
        let head =
            Head::new("Attached as a permissions policy").counting(Some(holders.len())).with(buttons([
                refresh(),
                button_if(!chosen.is_empty(), "Detach", dialogs.opener(Dialog::Remove)),
            ]));
        let nobody = "The policy is attached to nobody. Attach it on the page of a user or role.";
        let list = List {
            select: Select::Many(ticked.keys(), ticked.setter()),
            filter: "Search entities",
            empty: empty("No entities", nobody, html! {}),
            ..List::new("Entities that have the policy", &COLUMNS, holders.iter().map(row).collect())
        };
        let onclose = {
            let ticked = ticked.clone();
            dialogs.closer_then(move || ticked.clear())
        };
        html! {
            <>
                { flush_panel(head, list.html()) }
                if dialogs.is(Dialog::Remove) {
                    <Detach arn={props.arn.clone()} holders={chosen} {onclose} />
                }
            </>
        }
    });
    html! { <div>{ content }</div> }
}

#[derive(Properties, PartialEq)]
struct DetachProps {
    arn: String,
    holders: Vec<Holder>,
    onclose: Callback<()>,
}

#[component]
fn Detach(props: &DetachProps) -> Html {
    let store = use_store();
    let calls: Vec<Call> = props.holders.iter().map(|holder| holder.detach(&props.arn)).collect();
    let (done, failed) = ("Policy detached.", "The policy could not be detached");
    let onconfirm = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    html! {
        <ConfirmDelete
            title={format!("Detach {}?", name_of(&props.arn))}
            action="Detach policy"
            {onconfirm}
            onclose={props.onclose.clone()}
            {calls}
        >
            <p>{ "These lose what the policy allows:" }</p>
            <ul>
                { for props.holders.iter().map(|holder| html! { <li key={key(holder)}>{ key(holder) }</li> }) }
            </ul>
        </ConfirmDelete>
    }
}
