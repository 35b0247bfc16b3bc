//! The part "Access keys" of a user's page.

use super::cells::about;
use super::last_used::{LastUsed, last_used, last_used_call};
use super::summary::key_status;
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Head, ask, button, buttons, cell_denied, empty, failed, labelled_button_if, link_button, panel, refresh,
};
use crate::console::permissions::Holder;
use crate::console::states::{Dialog, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{ConfirmDelete, Copyable, KeyValue, KeyValues, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The most keys that a user can have. Source: spec iam-api.md §3.
const MOST_KEYS: usize = 2;

/// The user's keys, each with what can be done about it.
pub fn access_keys(name: &str) -> Html {
    let call = about("ListAccessKeys", name);
    let name = name.to_owned();
    ask(format!("access keys of {name}"), move |store| {
        let create = || link_button("Create access key", Route::CreateAccessKey { name: name.clone() });
        let head = Head::new("Access keys").saying(
            "Programs and the AWS CLI sign requests with these. They last until you delete them; a user has two \
             at most.",
        );
        match store.list(&call) {
            Ok(keys) => {
                let full = labelled_button_if(
                    false,
                    "Create access key",
                    "Create access key (a user has two at most)",
                    Callback::noop(),
                );
                let create_more = if keys.len() < MOST_KEYS { create() } else { full };
                let head = head.counting(Some(keys.len())).with(buttons([refresh(), create_more]));
                let none = "The user has no access keys. Prefer temporary credentials, as roles give, where you can.";
                let content = if keys.is_empty() {
                    empty("No access keys", none, create())
                } else {
                    html! { <ul class="key-cards">{ for keys.iter().map(|key| card(&name, key)) }</ul> }
                };
                panel(head, content)
            }
            Err(failure) => panel(head.with(buttons([refresh(), create()])), failed(&failure)),
        }
    })
}

fn card(name: &str, key: &Value) -> Html {
    html! {
        <li key={text(key, "AccessKeyId")}>
            <KeyCard holder={Holder::User(name.to_owned())} access_key={key.clone()} />
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct KeyCardProps {
    holder: Holder,
    access_key: Value,
}

#[component]
fn KeyCard(props: &KeyCardProps) -> Html {
    let store = use_store();
    let dialogs = use_dialogs();
    let key = &props.access_key;
    let id = text(key, "AccessKeyId");
    let used = use_call(last_used_call(&id));
    let about = |operation: &str| props.holder.call(operation).with("AccessKeyId", id.as_str());
    let switch = |status: &str| about("UpdateAccessKey").with("Status", status);
    let run = |call: Call, done: &'static str, failed: &'static str| {
        act::closing(&store, vec![call], done, failed, dialogs.closer())
    };
    let actions = if text(key, "Status") == "Active" {
        button("Deactivate", dialogs.opener(Dialog::Edit))
    } else {
        let activate =
            run(switch("Active"), "Access key activated.", "The access key could not be activated");
        buttons([button("Activate", activate), button("Delete", dialogs.opener(Dialog::Delete))])
    };
    let use_part = |never: &'static str, part: &dyn Fn(LastUsed) -> String| match &*used {
        Ok(reply) => html! { { last_used(reply).map_or_else(|| never.to_owned(), part) } },
        Err(failure) => cell_denied(failure),
    };
    let items = vec![
        KeyValue::new("Status", key_status(key)),
        KeyValue::new("Created", html! { { date::ago(&text(key, "CreateDate"), store.now()) } }),
        KeyValue::new("Last used", use_part("Never", &|used| date::ago(&used.date, store.now()))),
        KeyValue::new("Last used region", use_part("N/A", &|used| used.region)),
        KeyValue::new("Last used service", use_part("N/A", &|used| used.service)),
    ];
    let dialog = match dialogs.open() {
        Dialog::Edit => html! {
            <ConfirmDelete
                title={format!("Deactivate {id}?")}
                action="Deactivate"
                onconfirm={run(switch("Inactive"), "Access key deactivated.", "The access key could not be deactivated")}
                onclose={dialogs.closer()}
                calls={vec![switch("Inactive")]}
            >
                <p>
                    { "Requests signed with this key are refused until you activate it again. A key must be \
                       inactive before it can be deleted here." }
                </p>
            </ConfirmDelete>
        },
        Dialog::Delete => html! {
            <ConfirmDelete
                title={format!("Delete {id}?")}
                word={id.clone()}
                onconfirm={run(about("DeleteAccessKey"), "Access key deleted.", "The access key could not be deleted")}
                onclose={dialogs.closer()}
                calls={vec![about("DeleteAccessKey")]}
            >
                <p>{ "The key is deleted for good. Programs that use it stop working." }</p>
            </ConfirmDelete>
        },
        _ => html! {},
    };
    html! {
        <div>
            <div class="key-card-header">
                <Copyable text={id.clone()} name="access key" />
                <div class="actions">{ actions }</div>
            </div>
            <KeyValues {items} />
            { dialog }
        </div>
    }
}
