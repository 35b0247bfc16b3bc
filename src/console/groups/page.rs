//! A group's page.

use super::about;
use super::delete::DeleteGroup;
use super::rename::RenameGroup;
use super::users::GroupUsers;
use crate::console::item::{opt_text, text};
use crate::console::parts::{Head, button, facts, iam_trail, page};
use crate::console::permissions::{Holder, LastAccessed, PermissionsTab};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Copyable, Failed, KeyValue, Tab, Tabs, date};
use cloud::Fault;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`GroupPage`].
#[derive(Properties, PartialEq)]
pub struct GroupPageProps {
    /// The group's name.
    pub name: String,
    /// The open tab.
    pub tab: String,
}

/// The page. A denied GetGroup hides the summary only: the tabs make calls of their own.
#[component]
pub fn GroupPage(props: &GroupPageProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let read = use_call(about("GetGroup", name));
    let dialogs = use_dialogs();
    let (arn, absent, top) = match &*read {
        Ok(reply) => {
            let group = reply.output.get("Group").cloned().unwrap_or_default();
            (opt_text(&group, "Arn"), false, summary(&group, dialogs.opener(Dialog::Edit)))
        }
        Err(failure) => {
            let top = html! { <Failed failure={failure.clone()} title="The user group cannot be shown" /> };
            (None, failure.error.fault == Fault::Request, top)
        }
    };
    let onchange = {
        let (store, name) = (store.clone(), name.clone());
        Callback::from(move |tab: AttrValue| {
            store.navigate(&Route::Group { name: name.clone(), tab: tab.to_string() });
        })
    };
    let onclose = {
        let close = dialogs.closer();
        Callback::from(move |gone: bool| {
            close.emit(());
            if gone {
                store.navigate(&Route::Groups);
            }
        })
    };
    let delete = if absent { Html::default() } else { button("Delete", dialogs.opener(Dialog::Delete)) };
    let dialog = match dialogs.open() {
        Dialog::Delete => html! { <DeleteGroup name={name.clone()} {onclose} /> },
        Dialog::Edit => html! { <RenameGroup name={name.clone()} onclose={dialogs.closer()} /> },
        _ => html! {},
    };
    let content = html! {
        <>
            { Head::of_page(name.clone()).with(delete).html() }
            { top }
            if !absent {
                <Tabs label="User group" tabs={tabs(name, arn)} active={props.tab.clone()} {onchange} />
            }
            { dialog }
        </>
    };
    page(iam_trail(vec![("User groups".into(), Route::Groups)], name.clone()), content)
}

fn summary(group: &Value, edit: Callback<()>) -> Html {
    let items = vec![
        KeyValue::new("User group name", html! { { text(group, "GroupName") } }),
        KeyValue::new("Creation time", html! { { date::long(&text(group, "CreateDate")) } }),
        KeyValue::new("ARN", html! { <Copyable text={text(group, "Arn")} name="ARN" /> }),
    ];
    facts(Head::new("Summary").with(button("Edit", edit)), items)
}

fn tabs(name: &str, arn: Option<String>) -> Vec<Tab> {
    let holder = Holder::Group(name.to_owned());
    let tabs = [
        Tab::new("users", "Users", html! { <GroupUsers name={name.to_owned()} /> }),
        Tab::new("permissions", "Permissions", html! { <PermissionsTab {holder} entity={Value::Null} /> }),
    ];
    // A report is made about an ARN.
    let last = arn.map(|arn| Tab::new("last_accessed", "Last Accessed", html! { <LastAccessed {arn} /> }));
    tabs.into_iter().chain(last).collect()
}
