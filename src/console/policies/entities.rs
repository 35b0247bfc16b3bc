//! Who has a managed policy.

use super::name_of;
use crate::console::act;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::store::{Flash, use_reads, use_store};
use crate::ui::{
    Button, Cell, Column, ConfirmDelete, Container, Empty, Failed, Header, LinkTo, RefreshButton, Row,
    Selection, Table,
};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`Entities`].
#[derive(Properties, PartialEq)]
pub struct EntitiesProps {
    /// The policy.
    pub arn: String,
}

/// The tab "Entities attached".
#[component]
pub fn Entities(props: &EntitiesProps) -> Html {
    html! {
        <div class="stack">
            <Attached arn={props.arn.clone()} />
            <Bounded arn={props.arn.clone()} />
        </div>
    }
}

/// Who has it, by the use made of it: `PermissionsPolicy` or `PermissionsBoundary`.
#[hook]
fn use_entities(arn: &str, usage: &'static str) -> std::rc::Rc<Result<Vec<Holder>, Failure>> {
    use_reads((arn.to_owned(), usage), |store, (arn, usage)| {
        let call = Call::new("iam", "ListEntitiesForPolicy")
            .with("PolicyArn", arn.as_str())
            .with("PolicyUsageFilter", *usage)
            .with("MaxItems", 1000);
        let rows = store.list(&call)?;
        let holder = |row: &serde_json::Value| {
            let named = |member: &str| Some(text(row, member)).filter(|name| !name.is_empty());
            named("UserName")
                .map(Holder::User)
                .or_else(|| named("GroupName").map(Holder::Group))
                .or_else(|| named("RoleName").map(Holder::Role))
        };
        Ok(rows.iter().filter_map(holder).collect())
    })
}

fn key(holder: &Holder) -> AttrValue {
    format!("{} {}", holder.kind(), holder.name()).into()
}

fn row(holder: &Holder) -> Row {
    let name = holder.name().to_owned();
    let cell = match holder.route() {
        Some(route) => Cell::new(name.clone(), html! { <LinkTo {route}>{ name }</LinkTo> }),
        None => Cell::text(name),
    };
    let kind = match holder {
        Holder::User(_) => "User",
        Holder::Group(_) => "User group",
        Holder::Role(_) => "Role",
    };
    Row { key: key(holder), cells: vec![cell, Cell::text(kind)] }
}

fn columns() -> Vec<Column> {
    ["Entity name", "Entity type"].map(Column::new).to_vec()
}

#[component]
fn Attached(props: &EntitiesProps) -> Html {
    let read = use_entities(&props.arn, "PermissionsPolicy");
    let selected = use_state(Vec::<AttrValue>::new);
    let detaching = use_state(|| false);
    let holders = match &*read {
        Ok(holders) => holders,
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let chosen: Vec<Holder> =
        holders.iter().filter(|holder| selected.contains(&key(holder))).cloned().collect();
    let actions = html! {
        <>
            <RefreshButton />
            <Button
                disabled={chosen.is_empty()}
                onclick={let detaching = detaching.setter(); move |_| detaching.set(true)}
            >
                { "Detach" }
            </Button>
        </>
    };
    let onclose = {
        let (detaching, selected) = (detaching.setter(), selected.setter());
        Callback::from(move |()| {
            detaching.set(false);
            selected.set(Vec::new());
        })
    };
    let header = html! {
        <Header title="Attached as a permissions policy" counter={holders.len()} {actions} />
    };
    html! {
        <div>
            <Container {header} flush=true>
                <Table
                    label="Entities that have the policy"
                    columns={columns()}
                    rows={holders.iter().map(row).collect::<Vec<_>>()}
                    selection={Selection::Multi}
                    selected={(*selected).clone()}
                    onselect={let selected = selected.setter(); move |keys| selected.set(keys)}
                    filter="Search entities"
                    empty={html! { <Empty title="No entities" text="The policy is attached to nobody. Attach it on the page of a user or role." /> }}
                />
            </Container>
            if *detaching {
                <Detach arn={props.arn.clone()} holders={chosen} {onclose} />
            }
        </div>
    }
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
    let onconfirm = {
        let (calls, onclose) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if act::each(&store, calls.clone(), "The policy could not be detached") {
                store.flash(Flash::success("Policy detached."));
            }
            onclose.emit(());
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Detach {}?", name_of(&props.arn))}
            action="Detach policy"
            {onconfirm}
            onclose={props.onclose.clone()}
            {calls}
        >
            <p>{ "These lose what the policy allows:" }</p>
            <ul>{ for props.holders.iter().map(|holder| html! { <li key={key(holder).to_string()}>{ key(holder) }</li> }) }</ul>
        </ConfirmDelete>
    }
}

#[component]
fn Bounded(props: &EntitiesProps) -> Html {
    let read = use_entities(&props.arn, "PermissionsBoundary");
    let content = match &*read {
        Ok(holders) => html! {
            <Container
                header={html! { <Header title="Attached as a permissions boundary" counter={holders.len()} /> }}
                flush=true
            >
                <Table
                    label="Entities that the policy bounds"
                    columns={columns()}
                    rows={holders.iter().map(row).collect::<Vec<_>>()}
                    empty={html! { <Empty title="No entities" text="The policy is nobody's boundary." /> }}
                />
            </Container>
        },
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! { <div>{ content }</div> }
}
