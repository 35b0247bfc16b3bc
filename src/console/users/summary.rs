//! The summary of a user's page. Each part asks for itself, so that each can be denied by itself.

use super::cells::{about, is_absent};
use super::last_used::{last_used, last_used_call};
use crate::console::item::text;
use crate::console::parts::{Head, ask, cell_denied, link, panel};
use crate::route::Route;
use crate::store::Store;
use crate::ui::{Copyable, KeyValue, KeyValues, Status, StatusIndicator, date};
use serde_json::Value;
use yew::prelude::*;

/// The summary of the user that the answer describes.
pub fn summary(store: &Store, name: &str, user: &Value) -> Html {
    let used = text(user, "PasswordLastUsed");
    let sign_in = if used.is_empty() { "Never".to_owned() } else { date::ago(&used, store.now()) };
    let items = vec![
        KeyValue::new("ARN", html! { <Copyable text={text(user, "Arn")} name="ARN" /> }),
        KeyValue::new("Console access", console_access(name)),
        KeyValue::new("Access key 1", access_key(name, 0)),
        KeyValue::new("Created", html! { { date::long(&text(user, "CreateDate")) } }),
        KeyValue::new("Last console sign-in", html! { { sign_in } }),
        KeyValue::new("Access key 2", access_key(name, 1)),
    ];
    panel(Head::new("Summary"), html! { <div class="in-three"><KeyValues {items} /></div> })
}

/// `Enabled without MFA`, `Enabled with MFA` or `Disabled`.
pub fn console_access(name: &str) -> Html {
    let (profile, devices) = (about("GetLoginProfile", name), about("ListMFADevices", name));
    ask(format!("console access of {name}"), move |store| {
        match (store.read(&profile), store.list(&devices)) {
            (Ok(_), Ok(devices)) if devices.is_empty() => status(Status::Warning, "Enabled without MFA"),
            (Ok(_), Ok(_)) => status(Status::Success, "Enabled with MFA"),
            (Err(failure), _) if is_absent(&failure) => html! { { "Disabled" } },
            (Err(failure), _) | (_, Err(failure)) => cell_denied(&failure),
        }
    })
}

/// A status in a word or two.
pub fn status(status: Status, word: &'static str) -> Html {
    html! { <StatusIndicator {status}>{ word }</StatusIndicator> }
}

/// Whether an access key is active.
pub fn key_status(key: &Value) -> Html {
    match text(key, "Status").as_str() {
        "Active" => status(Status::Success, "Active"),
        _ => status(Status::Inactive, "Inactive"),
    }
}

/// One of the user's access keys, or a link to create it.
fn access_key(name: &str, number: usize) -> Html {
    let keys = about("ListAccessKeys", name);
    let name = name.to_owned();
    ask(format!("access key {number} of {name}"), move |store| match store.list(&keys) {
        Ok(keys) => match keys.get(number) {
            Some(key) => described(store, key),
            None => link("Create access key", Route::CreateAccessKey { name: name.clone() }),
        },
        Err(failure) => cell_denied(&failure),
    })
}

fn described(store: &Store, key: &Value) -> Html {
    let id = text(key, "AccessKeyId");
    let age = date::ago(&text(key, "CreateDate"), store.now());
    let used = match store.read(&last_used_call(&id)) {
        Ok(reply) => match last_used(&reply) {
            Some(used) => {
                html! { { format!("Used {}. Created {age}.", date::ago(&used.date, store.now())) } }
            }
            None => html! { { format!("Never used. Created {age}.") } },
        },
        Err(failure) => cell_denied(&failure),
    };
    html! {
        <div>
            <div><span class="break">{ id }</span>{ " - " }{ key_status(key) }</div>
            <div>{ used }</div>
        </div>
    }
}
