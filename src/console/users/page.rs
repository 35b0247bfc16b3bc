//! A user's page.

use super::delete::DeleteUser;
use super::groups_tab::GroupsTab;
use super::security::SecurityTab;
use super::summary::Summary;
use crate::console::permissions::{Holder, PermissionsTab, TagsTab};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Breadcrumbs, Button, Crumb, Failed, Header, Tab, Tabs};
use cloud::{Call, Fault};
use yew::prelude::*;

/// Properties of [`UserPage`].
#[derive(Properties, PartialEq)]
pub struct UserPageProps {
    /// The user's name.
    pub name: String,
    /// The open tab.
    pub tab: String,
}

/// The page. A denied GetUser hides the summary only: the tabs make calls of their own.
#[component]
pub fn UserPage(props: &UserPageProps) -> Html {
    let store = use_store();
    let name = AttrValue::from(props.name.clone());
    let read = use_call(Call::new("iam", "GetUser").with("UserName", props.name.as_str()));
    let deleting = use_state(|| false);
    let (user, absent) = match &*read {
        Ok(reply) => (reply.output.get("User").cloned().unwrap_or_default(), false),
        Err(failure) => (serde_json::Value::Null, failure.error.fault == Fault::Request),
    };
    let holder = Holder::User(props.name.clone());
    let tabs = || {
        vec![
            Tab::new(
                "permissions",
                "Permissions",
                html! { <PermissionsTab holder={holder.clone()} entity={user.clone()} /> },
            ),
            Tab::new("groups", "Groups", html! { <GroupsTab name={name.clone()} /> }),
            Tab::new("tags", "Tags", html! { <TagsTab holder={holder.clone()} /> }),
            Tab::new(
                "security_credentials",
                "Security credentials",
                html! { <SecurityTab name={name.clone()} user={user.clone()} /> },
            ),
        ]
    };
    let onchange = {
        let (store, name) = (store.clone(), props.name.clone());
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::User { name: name.clone(), tab: tab.to_string() });
        })
    };
    let onclose = {
        let deleting = deleting.setter();
        Callback::from(move |gone: bool| {
            deleting.set(false);
            if gone {
                store.navigate(&Route::Users);
            }
        })
    };
    let actions = html! {
        if !absent {
            <Button onclick={let deleting = deleting.setter(); move |_| deleting.set(true)}>{ "Delete" }</Button>
        }
    };
    let crumbs =
        vec![Crumb::to("IAM", Route::Iam), Crumb::to("Users", Route::Users), Crumb::here(name.clone())];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Header level={1} title={name.clone()} {actions} />
            { match &*read {
                Ok(_) => html! { <Summary name={name.clone()} user={user.clone()} /> },
                Err(failure) => html! { <Failed failure={failure.clone()} title="The user cannot be shown" /> },
            } }
            if !absent {
                <Tabs label="User" tabs={tabs()} active={props.tab.clone()} {onchange} />
            }
            if *deleting {
                <DeleteUser name={props.name.clone()} {onclose} />
            }
        </div>
    }
}
