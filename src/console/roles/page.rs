//! A role's page.

use super::delete::DeleteRole;
use super::edit::EditRole;
use super::summary::summary;
use crate::console::item::text;
use crate::console::parts::{Head, button, failed, iam_trail, link_button, page, panel};
use crate::console::permissions::{Holder, LastAccessed, PermissionsTab, TagsTab};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Failed, PolicyText, Tab, Tabs};
use cloud::{Call, Failure, Fault};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`RolePage`].
#[derive(Properties, PartialEq)]
pub struct RolePageProps {
    /// The role's name.
    pub name: String,
    /// The open tab.
    pub tab: String,
}

/// The page. A denied GetRole hides what it would have told; the other tabs make calls of their own.
#[component]
pub fn RolePage(props: &RolePageProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let read = use_call(Call::new("iam", "GetRole").with("RoleName", name.as_str()));
    let dialogs = use_dialogs();
    let role = match &*read {
        Ok(reply) => Ok(reply.output.get("Role").cloned().unwrap_or_default()),
        Err(failure) => Err(failure),
    };
    let absent = role.as_ref().is_err_and(|failure| failure.error.fault == Fault::Request);
    let entity = role.clone().unwrap_or_default();
    let onchange = {
        let (store, name) = (store.clone(), name.clone());
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::Role { name: name.clone(), tab: tab.to_string() });
        })
    };
    let delete = if absent { Html::default() } else { button("Delete", dialogs.opener(Dialog::Delete)) };
    let top = match &role {
        Ok(role) => summary(&store, role, button("Edit", dialogs.opener(Dialog::Edit))),
        Err(failure) => html! { <Failed failure={(*failure).clone()} title="The role cannot be shown" /> },
    };
    let ondeleted = dialogs.closer_if_gone(move || store.navigate(&Route::Roles));
    let content = html! {
        <>
            { Head::of_page(name.clone()).saying(text(&entity, "Description")).with(delete).html() }
            { top }
            if !absent {
                <Tabs label="Role" tabs={tabs(name, &role)} active={props.tab.clone()} {onchange} />
            }
            { match dialogs.open() {
                Dialog::Edit => html! { <EditRole name={name.clone()} role={entity} onclose={dialogs.closer()} /> },
                Dialog::Delete => html! { <DeleteRole name={name.clone()} onclose={ondeleted} /> },
                _ => html! {},
            } }
        </>
    };
    page(iam_trail(vec![("Roles".into(), Route::Roles)], name.clone()), content)
}

fn tabs(name: &str, role: &Result<Value, &Failure>) -> Vec<Tab> {
    let holder = Holder::Role(name.to_owned());
    let entity = role.clone().unwrap_or_default();
    let trust = match role {
        Ok(role) => trust(name, text(role, "AssumeRolePolicyDocument")),
        Err(failure) => failed(failure),
    };
    let permissions = html! { <PermissionsTab holder={holder.clone()} {entity} /> };
    vec![
        Tab::new("permissions", "Permissions", permissions),
        Tab::new("trust_relationships", "Trust relationships", trust),
        Tab::new("tags", "Tags", html! { <TagsTab of={holder.tagged()} /> }),
        Tab::new("last_accessed", "Last Accessed", last_accessed(role)),
    ]
}

fn last_accessed(role: &Result<Value, &Failure>) -> Html {
    match role {
        Ok(role) => html! { <LastAccessed arn={text(role, "Arn")} /> },
        Err(failure) => failed(failure),
    }
}

/// The trust policy, and a button to edit it.
fn trust(name: &str, document: String) -> Html {
    let head = Head::new("Trusted entities")
        .saying(
            "Who may take on this role, and under which conditions. It is the role's own policy; nobody gets in \
             without it.",
        )
        .with(link_button("Edit trust policy", Route::EditTrust { name: name.to_owned() }));
    panel(head, html! { <PolicyText text={document} label="Trust policy" /> })
}
