//! The list of roles.

use super::delete::DeleteRole;
use super::trusted::entities;
use crate::console::item::text;
use crate::route::Route;
use crate::store::{use_call, use_list, use_store};
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Cell, CellDenied, Column, Container, Crumb, Empty, Failed, Header,
    LinkTo, RefreshButton, Row, Selection, Table, date,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn RoleList() -> Html {
    let roles = use_list(Call::new("iam", "ListRoles").with("MaxItems", 1000));
    let selected = use_state(|| None::<AttrValue>);
    let deleting = use_state(|| false);
    let create = html! {
        <LinkTo route={Route::CreateRole} button={ButtonVariant::Primary}>{ "Create role" }</LinkTo>
    };
    let actions = html! {
        <>
            <RefreshButton />
            <Button
                disabled={selected.is_none()}
                onclick={let deleting = deleting.setter(); move |_| deleting.set(true)}
            >
                { "Delete" }
            </Button>
            { create.clone() }
        </>
    };
    let header = html! {
        <Header
            level={1}
            title="Roles"
            counter={roles.as_ref().as_ref().ok().map(Vec::len)}
            description={html! { { "A role has permissions but no credentials of its own. Whoever it trusts can take it on and gets credentials that are valid for a short time." } }}
            {actions}
        />
    };
    let empty = html! { <Empty title="No roles" text="This account has no roles yet." action={create} /> };
    let content = match &*roles {
        Ok(roles) => html! {
            <Table
                label="Roles"
                columns={columns()}
                rows={roles.iter().map(row).collect::<Vec<_>>()}
                selection={Selection::Single}
                selected={selected.iter().cloned().collect::<Vec<_>>()}
                onselect={let selected = selected.setter(); move |keys: Vec<AttrValue>| selected.set(keys.into_iter().next())}
                filter="Search roles"
                {empty}
            />
        },
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={vec![Crumb::to("IAM", Route::Iam), Crumb::here("Roles")]} />
            <Container {header} flush=true>{ content }</Container>
            if let Some(name) = selected.as_ref().filter(|_| *deleting) {
                <DeleteRole name={name.to_string()} onclose={move |gone: bool| {
                    deleting.set(false);
                    if gone {
                        selected.set(None);
                    }
                }} />
            }
        </div>
    }
}

fn columns() -> Vec<Column> {
    vec![Column::new("Role name"), Column::new("Trusted entities"), Column::unsorted("Last activity")]
}

fn row(role: &Value) -> Row {
    let name = AttrValue::from(text(role, "RoleName"));
    let route = Route::Role { name: name.to_string(), tab: String::new() };
    let trusted = entities(&text(role, "AssumeRolePolicyDocument")).join(", ");
    let cells = vec![
        Cell::new(name.clone(), html! { <LinkTo {route}>{ &name }</LinkTo> }),
        Cell::text(if trusted.is_empty() { "-".to_owned() } else { trusted }),
        Cell::new("", html! { <LastActivity name={name.clone()} /> }),
    ];
    Row { key: name, cells }
}

#[derive(Properties, PartialEq)]
struct LastActivityProps {
    name: AttrValue,
}

/// ListRoles leaves the last use out, so each row shown asks for its own.
#[component]
fn LastActivity(props: &LastActivityProps) -> Html {
    let store = use_store();
    let role = use_call(Call::new("iam", "GetRole").with("RoleName", props.name.as_str()));
    match &*role {
        Ok(reply) => match reply.text(&["Role", "RoleLastUsed", "LastUsedDate"]) {
            Some(used) => html! { <span title={date::long(used)}>{ date::ago(used, store.now()) }</span> },
            None => html! { <span>{ "-" }</span> },
        },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    }
}
