//! A user's page.

use super::delete::DeleteUser;
use super::groups_tab::GroupsTab;
use super::security::security;
use super::summary::summary;
use crate::console::item::opt_text;
use crate::console::parts::{Head, button, iam_trail, page};
use crate::console::permissions::{Holder, LastAccessed, PermissionsTab, TagsTab};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Failed, Tab, Tabs};
use cloud::{Call, Fault};
use serde_json::Value;
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
    let name = &props.name;
    let read = use_call(Call::new("iam", "GetUser").with("UserName", name.as_str()));
    let dialogs = use_dialogs();
    let (user, absent, top) = match &*read {
        Ok(reply) => {
            let user = reply.output.get("User").cloned().unwrap_or_default();
            let top = summary(&store, name, &user);
            (user, false, top)
        }
        Err(failure) => {
            let top = html! { <Failed failure={failure.clone()} title="The user cannot be shown" /> };
            (Value::Null, failure.error.fault == Fault::Request, top)
        }
    };
    let onchange = {
        let (store, name) = (store.clone(), name.clone());
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::User { name: name.clone(), tab: tab.to_string() });
        })
    };
    let onclose = dialogs.closer_if_gone(move || store.navigate(&Route::Users));
    let delete = if absent { Html::default() } else { button("Delete", dialogs.opener(Dialog::Delete)) };
    let content = html! {
        <>
            { Head::of_page(name.clone()).with(delete).html() }
            { top }
            if !absent {
                <Tabs label="User" tabs={tabs(name, &user)} active={props.tab.clone()} {onchange} />
            }
            if dialogs.is(Dialog::Delete) {
                <DeleteUser name={name.clone()} {onclose} />
            }
        </>
    };
    page(iam_trail(vec![("Users".into(), Route::Users)], name.clone()), content)
}

fn last_accessed(arn: String) -> Tab {
    Tab::new("last_accessed", "Last Accessed", html! { <LastAccessed {arn} /> })
}

fn tabs(name: &str, user: &Value) -> Vec<Tab> {
    let holder = Holder::User(name.to_owned());
    let permissions = html! { <PermissionsTab holder={holder.clone()} entity={user.clone()} /> };
    vec![
        Tab::new("permissions", "Permissions", permissions),
        Tab::new("groups", "Groups", html! { <GroupsTab name={name.to_owned()} /> }),
        Tab::new("tags", "Tags", html! { <TagsTab of={holder.tagged()} /> }),
        Tab::new("security_credentials", "Security credentials", security(name, user)),
    ]
    .into_iter()
    // A report is made about an ARN.
    .chain(opt_text(user, "Arn").map(last_accessed))
    .collect()
}
