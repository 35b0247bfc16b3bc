//! The list of users.

use super::cells::{Groups, LastActivity, Mfa, PasswordAge};
use super::delete::DeleteUser;
use crate::console::item::text;
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Cell, Column, Container, Crumb, Empty, Failed, Header, LinkTo,
    RefreshButton, Row, Selection, Table,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn UserList() -> Html {
    let users = use_list(Call::new("iam", "ListUsers").with("MaxItems", 1000));
    let selected = use_state(|| None::<AttrValue>);
    let deleting = use_state(|| false);
    let create = html! {
        <LinkTo route={Route::CreateUser} button={ButtonVariant::Primary}>{ "Create user" }</LinkTo>
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
            title="Users"
            counter={users.as_ref().as_ref().ok().map(Vec::len)}
            description={html! { { "An IAM user is a person or a program with credentials of its own in this account." } }}
            {actions}
        />
    };
    let empty = html! {
        <Empty title="No users" text="This account has no IAM users yet." action={create} />
    };
    let content = match &*users {
        Ok(users) => html! {
            <Table
                label="Users"
                columns={columns()}
                rows={users.iter().map(row).collect::<Vec<_>>()}
                selection={Selection::Single}
                selected={selected.iter().cloned().collect::<Vec<_>>()}
                onselect={let selected = selected.setter(); move |keys: Vec<AttrValue>| selected.set(keys.into_iter().next())}
                filter="Search users"
                {empty}
            />
        },
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={vec![Crumb::to("IAM", Route::Iam), Crumb::here("Users")]} />
            <Container {header} flush=true>{ content }</Container>
            if let Some(name) = selected.as_ref().filter(|_| *deleting) {
                <DeleteUser name={name.to_string()} onclose={move |gone: bool| {
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
    let own = ["User name", "Path"].map(Column::new);
    // What these show is asked for row by row, so rows cannot be sorted by it.
    let asked = ["Groups", "Last activity", "MFA", "Password age"].map(Column::unsorted);
    own.into_iter().chain(asked).collect()
}

fn row(user: &Value) -> Row {
    let name = AttrValue::from(text(user, "UserName"));
    let route = Route::User { name: name.to_string(), tab: String::new() };
    let asked = |content: Html| Cell::new("", content);
    let cells = vec![
        Cell::new(name.clone(), html! { <LinkTo {route}>{ &name }</LinkTo> }),
        Cell::text(text(user, "Path")),
        asked(html! { <Groups name={name.clone()} /> }),
        asked(html! { <LastActivity name={name.clone()} password_used={text(user, "PasswordLastUsed")} /> }),
        asked(html! { <Mfa name={name.clone()} /> }),
        asked(html! { <PasswordAge name={name.clone()} /> }),
    ];
    Row { key: name, cells }
}
