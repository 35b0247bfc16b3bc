//! The tab "Security credentials" of a user's page.

use super::access_keys::access_keys;
use super::cells::about;
use super::console_access::ConsoleAccess;
use crate::console::item::text;
use crate::console::parts::{Head, List, ask, empty, flush_panel, read};
use crate::ui::{Cell, Row, date};
use serde_json::Value;
use yew::prelude::*;

/// Password, MFA devices and access keys. The answer about the user is null if it could not be read.
pub fn security(name: &str, user: &Value) -> Html {
    html! {
        <div class="stack">
            <ConsoleAccess name={name.to_owned()} user={user.clone()} />
            <div>{ mfa_devices(name) }</div>
            <div>{ access_keys(name) }</div>
        </div>
    }
}

fn mfa_devices(name: &str) -> Html {
    let call = about("ListMFADevices", name);
    ask(format!("MFA devices of {name}"), move |store| {
        read(&store.list(&call), |devices| {
            let head = Head::new("Multi-factor authentication (MFA)")
                .counting(Some(devices.len()))
                .saying("A second proof at sign-in. The playground does not simulate assigning devices yet.");
            let list = List {
                empty: empty("No MFA devices", "The password alone is enough to sign in.", html! {}),
                ..List::new("MFA devices", &["Identifier", "Created on"], devices.iter().map(row).collect())
            };
            flush_panel(head, list.html())
        })
    })
}

fn row(device: &Value) -> Row {
    let (serial, since) = (text(device, "SerialNumber"), text(device, "EnableDate"));
    let since = Cell::new(since.clone(), html! { { date::long(&since) } });
    Row { key: serial.clone().into(), cells: vec![Cell::text(serial), since] }
}
