//! IAM's dashboard.

mod alias;

use crate::console::parts::{Head, ask, cell_denied, facts, iam_trail, link, page, panel, refresh};
use crate::console::permissions::policy_cells::list_policies;
use crate::console::users::sign_in_url;
use crate::route::Route;
use crate::store::{use_list, use_store};
use crate::ui::{Copyable, KeyValue, KeyValues};
use alias::{AccountAlias, alias_of};
use cloud::Call;
use yew::prelude::*;

/// The page.
#[component]
pub fn Dashboard() -> Html {
    let store = use_store();
    let aliases = use_list(Call::new("iam", "ListAccountAliases"));
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    let alias = aliases.as_ref().as_ref().ok().and_then(|aliases| alias_of(aliases));
    let url = sign_in_url(alias.as_deref().unwrap_or(&account));
    let alias_value = match &*aliases {
        Ok(_) => html! { <AccountAlias {alias} account={account.clone()} /> },
        Err(failure) => cell_denied(failure),
    };
    let sign_in = html! {
        <>
            <Copyable text={url} name="sign-in URL" />
            <p>
                { "AWS's own address; in the playground it is the " }
                { link("sign-in page", Route::SignIn) }
                { "." }
            </p>
        </>
    };
    let account_items = vec![
        KeyValue::new("Account ID", html! { <Copyable text={account} name="account ID" /> }),
        KeyValue::new("Account Alias", alias_value),
        KeyValue::new("Sign-in URL for IAM users in this account", sign_in),
    ];
    let head =
        Head::of_page("IAM Dashboard").saying("IAM says who may do what in this account.").with(refresh());
    let content = html! {
        <>
            { head.html() }
            { resources() }
            { facts(Head::new("AWS Account"), account_items) }
        </>
    };
    page(iam_trail(Vec::new(), "Dashboard"), content)
}

/// How many of each there are.
fn resources() -> Html {
    let list = |operation: &str| Call::new("iam", operation).with("MaxItems", 1000);
    let items = vec![
        KeyValue::new("User groups", count(list("ListGroups"), Route::Groups)),
        KeyValue::new("Users", count(list("ListUsers"), Route::Users)),
        KeyValue::new("Roles", count(list("ListRoles"), Route::Roles)),
        KeyValue::new("Policies", count(list_policies("Local"), Route::Policies)),
    ];
    let head = Head::new("IAM resources").saying(
        "Resources in this AWS account. Of the policies, those are counted that the account has made itself.",
    );
    panel(head, html! { <div class="counts"><KeyValues {items} /></div> })
}

/// The number of rows that a list has, leading to it.
fn count(call: Call, route: Route) -> Html {
    ask(call.operation.clone(), move |store| match store.list(&call) {
        Ok(rows) => link(rows.len().to_string(), route.clone()),
        Err(failure) => cell_denied(&failure),
    })
}
