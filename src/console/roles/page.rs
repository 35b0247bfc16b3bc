//! A role's page.

use super::delete::DeleteRole;
use super::edit::EditRole;
use super::summary::Summary;
use super::trust_tab::TrustTab;
use crate::console::item::text;
use crate::console::permissions::{Holder, PermissionsTab, TagsTab};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Breadcrumbs, Button, Crumb, Failed, Header, Tab, Tabs};
use cloud::{Call, Failure, Fault, Reply};
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

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Editing,
    Deleting,
}

/// The page. A denied GetRole hides what it would have told; the other tabs make calls of their own.
#[component]
pub fn RolePage(props: &RolePageProps) -> Html {
    let store = use_store();
    let read = use_call(Call::new("iam", "GetRole").with("RoleName", props.name.as_str()));
    let open = use_state(|| Open::Nothing);
    let set_open = |to: Open| {
        let open = open.setter();
        move |_: MouseEvent| open.set(to)
    };
    let role = role_of(&read);
    let absent = read.as_ref().as_ref().is_err_and(|failure| failure.error.fault == Fault::Request);
    let onchange = {
        let (store, name) = (store.clone(), props.name.clone());
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::Role { name: name.clone(), tab: tab.to_string() });
        })
    };
    let ondeleted = {
        let open = open.setter();
        Callback::from(move |gone: bool| {
            open.set(Open::Nothing);
            if gone {
                store.navigate(&Route::Roles);
            }
        })
    };
    let crumbs =
        vec![Crumb::to("IAM", Route::Iam), Crumb::to("Roles", Route::Roles), Crumb::here(props.name.clone())];
    let actions = html! {
        if !absent {
            <Button onclick={set_open(Open::Deleting)}>{ "Delete" }</Button>
        }
    };
    let edit = html! { <Button onclick={set_open(Open::Editing)}>{ "Edit" }</Button> };
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Header
                level={1}
                title={props.name.clone()}
                description={html! { { text(&role, "Description") } }}
                {actions}
            />
            { match &*read {
                Ok(_) => html! { <Summary role={role.clone()} actions={edit} /> },
                Err(failure) => html! { <Failed failure={failure.clone()} title="The role cannot be shown" /> },
            } }
            if !absent {
                <Tabs label="Role" tabs={tabs(&props.name, &read)} active={props.tab.clone()} {onchange} />
            }
            { match *open {
                Open::Nothing => html! {},
                Open::Editing => html! {
                    <EditRole name={props.name.clone()} {role} onclose={let open = open.setter(); move |()| open.set(Open::Nothing)} />
                },
                Open::Deleting => html! { <DeleteRole name={props.name.clone()} onclose={ondeleted} /> },
            } }
        </div>
    }
}

fn role_of(read: &Result<Reply, Failure>) -> Value {
    read.as_ref().ok().and_then(|reply| reply.output.get("Role").cloned()).unwrap_or_default()
}

fn tabs(name: &str, read: &Result<Reply, Failure>) -> Vec<Tab> {
    let holder = Holder::Role(name.to_owned());
    let trust = match read {
        Ok(_) => html! {
            <TrustTab name={name.to_owned()} document={text(&role_of(read), "AssumeRolePolicyDocument")} />
        },
        Err(failure) => html! { <Failed failure={failure.clone()} /> },
    };
    vec![
        Tab::new(
            "permissions",
            "Permissions",
            html! { <PermissionsTab holder={holder.clone()} entity={role_of(read)} /> },
        ),
        Tab::new("trust_relationships", "Trust relationships", trust),
        Tab::new("tags", "Tags", html! { <TagsTab {holder} /> }),
    ]
}
