//! IAM's dashboard.

mod alias;

use crate::console::permissions::policy_cells::list_policies;
use crate::console::users::sign_in_url;
use crate::route::Route;
use crate::store::{use_list, use_store};
use crate::ui::{
    Breadcrumbs, CellDenied, Container, Copyable, Crumb, Header, KeyValue, KeyValues, LinkTo, RefreshButton,
};
use alias::{AccountAlias, alias_of};
use cloud::Call;
use yew::prelude::*;

/// The page.
#[component]
pub fn Dashboard() -> Html {
    html! {
        <div class="stack">
            <Breadcrumbs items={vec![Crumb::to("IAM", Route::Iam), Crumb::here("Dashboard")]} />
            <Header
                level={1}
                title="IAM Dashboard"
                description={html! { { "IAM says who may do what in this account." } }}
                actions={html! { <RefreshButton /> }}
            />
            <Resources />
            <Account />
        </div>
    }
}

/// How many of each there are.
#[component]
fn Resources() -> Html {
    let count = |call: Call, route: Option<Route>| html! { <Count {call} {route} /> };
    let list = |operation: &str| Call::new("iam", operation).with("MaxItems", 1000);
    let items = vec![
        KeyValue::new("User groups", count(list("ListGroups"), None)),
        KeyValue::new("Users", count(list("ListUsers"), Some(Route::Users))),
        KeyValue::new("Roles", count(list("ListRoles"), Some(Route::Roles))),
        KeyValue::new("Policies", count(list_policies("Local"), Some(Route::Policies))),
    ];
    let header = html! {
        <Header
            title="IAM resources"
            description={html! { { "Resources in this AWS account. Of the policies, those are counted that the account has made itself." } }}
        />
    };
    html! { <Container {header}><div class="counts"><KeyValues {items} /></div></Container> }
}

#[derive(Properties, PartialEq)]
struct CountProps {
    call: Call,
    route: Option<Route>,
}

/// The number of rows that a list has, leading to it.
#[component]
fn Count(props: &CountProps) -> Html {
    let read = use_list(props.call.clone());
    match (&*read, &props.route) {
        (Ok(rows), Some(route)) => html! { <LinkTo route={route.clone()}>{ rows.len() }</LinkTo> },
        (Ok(rows), None) => html! { <span>{ rows.len() }</span> },
        (Err(failure), _) => html! { <CellDenied failure={failure.clone()} /> },
    }
}

/// Which account it is, and where its users sign in.
#[component]
fn Account() -> Html {
    let store = use_store();
    let aliases = use_list(Call::new("iam", "ListAccountAliases"));
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    let alias = aliases.as_ref().as_ref().ok().and_then(|aliases| alias_of(aliases));
    let url = sign_in_url(alias.as_deref().unwrap_or(&account));
    let alias_value = match &*aliases {
        Ok(_) => html! { <AccountAlias {alias} account={account.clone()} /> },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    };
    let items = vec![
        KeyValue::new("Account ID", html! { <Copyable text={account.clone()} name="account ID" /> }),
        KeyValue::new("Account Alias", alias_value),
        KeyValue::new(
            "Sign-in URL for IAM users in this account",
            html! {
                <>
                    <Copyable text={url} name="sign-in URL" />
                    <p>
                        { "AWS's own address; in the playground it is the " }
                        <LinkTo route={Route::SignIn}>{ "sign-in page" }</LinkTo>
                        { "." }
                    </p>
                </>
            },
        ),
    ];
    html! { <Container header={html! { <Header title="AWS Account" /> }}><KeyValues {items} /></Container> }
}
