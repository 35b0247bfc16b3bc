//! Who is signed in, and the way to other identities. Source: spec console-facts.md.

use crate::route::{Route, SwitchRoleLink};
use crate::store::{ConsoleIdentity, RoleColor, Store, SwitchForm, use_store};
use crate::ui::{CopyButton, Menu, MenuItem};
use yew::prelude::*;

/// The regions that the header offers.
const REGIONS: [(&str, &str); 4] = [
    ("us-east-1", "US East (N. Virginia)"),
    ("us-west-2", "US West (Oregon)"),
    ("eu-west-1", "Europe (Ireland)"),
    ("eu-central-1", "Europe (Frankfurt)"),
];

/// An account id as the header shows it: `1111-2222-3333`.
#[must_use]
pub fn spaced(account: &str) -> String {
    match (account.get(..4), account.get(4..8), account.get(8..)) {
        (Some(a), Some(b), Some(c)) => [a, b, c].join("-"),
        _ => account.to_owned(),
    }
}

/// The region, and the choice of another. IAM and STS are global: it matters to regional services.
#[component]
pub fn RegionMenu() -> Html {
    let store = use_store();
    let region = store.model().region.clone();
    let item = |(id, name): (&'static str, &str)| {
        let store = store.clone();
        let choose = Callback::from(move |()| store.update(|model| id.clone_into(&mut model.region)));
        MenuItem::new(name.to_owned() + " " + id, choose).current_if(id == region)
    };
    let items: Vec<MenuItem> = REGIONS.into_iter().map(item).collect();
    let name = REGIONS.into_iter().find(|(id, _)| *id == region).map_or(&*region, |(_, name)| name);
    let button = html! { <><span class="visually-hidden">{ "Region: " }</span>{ name.to_owned() }</> };
    html! { <Menu {button} {items} class="region-menu" /> }
}

/// Properties of [`IdentityMenu`].
#[derive(Properties, PartialEq)]
pub struct IdentityMenuProps {
    /// Opens the settings of where requests come from.
    pub whereabouts: Callback<()>,
}

/// The identity badge and its menu.
#[component]
pub fn IdentityMenu(props: &IdentityMenuProps) -> Html {
    let store = use_store();
    let Some(identity) = store.identity() else { return html! { <div /> } };
    let items = items(&store, &identity, &props.whereabouts);
    let class = classes!("identity-menu", identity.role.as_ref().map(|role| RoleColor::class(role.color)));
    let button = match &identity.role {
        Some(role) => html! { <span class="identity-name">{ role.title() }</span> },
        None => html! {
            <span class="identity">
                <span class="identity-account">{ "Account ID: " }{ spaced(&identity.account) }</span>
                <span class="identity-name">{ &identity.user_name }</span>
            </span>
        },
    };
    html! { <Menu {button} {items} {class} label={label(&identity)}>{ about(&identity) }</Menu> }
}

fn label(identity: &ConsoleIdentity) -> String {
    match &identity.role {
        Some(role) => format!("Acting as {}. Identity menu", role.title()),
        None => format!("{} in account {}. Identity menu", identity.user_name, spaced(&identity.account)),
    }
}

fn about(identity: &ConsoleIdentity) -> Html {
    let line = |name: &str, value: &str, copy: &str| {
        html! {
            <div>
                <dt>{ name.to_owned() }</dt>
                <dd>
                    { value.to_owned() }
                    if !copy.is_empty() {
                        <CopyButton text={copy.to_owned()} label={"Copy ".to_owned() + &name.to_lowercase()} />
                    }
                </dd>
            </div>
        }
    };
    let user = identity.user_name.clone() + if identity.mfa { ", with MFA" } else { "" };
    let account = |id: &str| line("Account ID", &spaced(id), id);
    match &identity.role {
        None => html! {
            <dl class="menu-text">
                { account(&identity.account) }
                { line("IAM user", &user, "") }
            </dl>
        },
        Some(role) => html! {
            <div class="menu-text">
                <p class="menu-title">{ "Currently active as" }</p>
                <dl>{ line("Role", &role.role_name, "") }{ account(&identity.account) }</dl>
                <p class="menu-title">{ "Signed in as" }</p>
                <dl>{ line("IAM user", &user, "") }{ account(&identity.home_account) }</dl>
            </div>
        },
    }
}

fn items(store: &Store, identity: &ConsoleIdentity, whereabouts: &Callback<()>) -> Vec<MenuItem> {
    let act = |act: fn(&Store)| {
        let store = store.clone();
        Callback::from(move |()| act(&store))
    };
    let mut items = Vec::new();
    if identity.role.is_some() {
        items.push(MenuItem::new("Switch back", act(switch_back)));
    } else {
        let route = Route::User { name: identity.user_name.clone(), tab: "security_credentials".to_owned() };
        items.push(MenuItem::link("Security credentials", route));
    }
    items.push(MenuItem::link("Switch role", Route::SwitchRole(SwitchRoleLink::default())));
    let recent = store.recent_roles();
    items.extend(recent.into_iter().enumerate().map(|(index, form)| {
        let item = recent_role(store, form);
        if index == 0 { item.under("Role history") } else { item }
    }));
    let again = if identity.mfa { "Sign in again without MFA" } else { "Sign in again with MFA" };
    items.push(MenuItem::new(again, act(sign_in_again)).under("Simulator"));
    items.push(MenuItem::new("Where requests come from", whereabouts.clone()));
    items.push(MenuItem::new("Sign out", act(sign_out)).under(""));
    items
}

fn switch_back(store: &Store) {
    store.switch_back();
    store.navigate(&Route::Home);
}

/// The same user again, with or without MFA by the simulator's word.
fn sign_in_again(store: &Store) {
    if let Some(identity) = store.identity() {
        // Only a user without a password is refused, and those could not sign in before.
        let _ = store.sign_in_as(&identity.home_account, &identity.user_name, Some(!identity.mfa));
        store.navigate(&Route::Home);
    }
}

fn sign_out(store: &Store) {
    store.sign_out();
    store.navigate(&Route::Home);
}

/// Switches at once; when that fails, the switch-role page says so, filled in.
fn recent_role(store: &Store, form: SwitchForm) -> MenuItem {
    let (title, class) = (form.title(), RoleColor::class(form.color));
    let store = store.clone();
    let switch = Callback::from(move |()| {
        let failed = store.switch_role(&form).is_err();
        store.navigate(&if failed { Route::SwitchRole(link_of(&form)) } else { Route::Home });
    });
    MenuItem::new(title, switch).colored(class)
}

fn link_of(form: &SwitchForm) -> SwitchRoleLink {
    SwitchRoleLink {
        account: form.account.clone(),
        role_name: form.role_name.clone(),
        display_name: form.display_name.clone(),
        color: form.color.map_or("", RoleColor::hex).to_owned(),
    }
}
