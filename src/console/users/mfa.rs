//! The part "Multi-factor authentication" of a user's page.

use super::assign_mfa::AssignMfa;
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{Head, List, Select, button, button_if, buttons, empty, flush_panel, read};
use crate::console::permissions::Holder;
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::store::{Flash, use_list, use_store};
use crate::ui::{Cell, ConfirmDelete, Row, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`MfaDevices`].
#[derive(Properties, PartialEq)]
pub struct MfaDevicesProps {
    /// The user's name.
    pub name: String,
}

/// The user's devices, and buttons to assign and remove them.
#[component]
pub fn MfaDevices(props: &MfaDevicesProps) -> Html {
    let store = use_store();
    let holder = Holder::User(props.name.clone());
    let devices = use_list(holder.call("ListMFADevices"));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let chosen = ticked.first();
    // As the console does: the device is taken from the user, and then nobody needs it.
    let calls: Vec<Call> = chosen.iter().flat_map(|serial| removal(&holder, serial)).collect();
    let onclose = {
        let (ticked, close) = (ticked.clone(), dialogs.closer());
        Callback::from(move |()| {
            ticked.clear();
            close.emit(());
        })
    };
    let onconfirm = {
        let (calls, onclose) = (calls.clone(), onclose.clone());
        Callback::from(move |()| {
            let failed = "The MFA device could not be removed";
            match act::in_order(&store, calls.clone()) {
                Ok(_) => store.flash(Flash::success("MFA device removed.")),
                Err(failure) => store.flash(Flash::failure(failed, &failure)),
            }
            onclose.emit(());
        })
    };
    let content = read(&devices, |devices| {
        let assign = || button("Assign MFA device", dialogs.opener(Dialog::Add));
        let head = Head::new("Multi-factor authentication (MFA)")
            .counting(Some(devices.len()))
            .saying("A second proof at sign-in, besides the password. A user can have up to 8 devices.")
            .with(buttons([button_if(chosen.is_some(), "Remove", dialogs.opener(Dialog::Remove)), assign()]));
        let list = List {
            select: Select::One(ticked.keys(), ticked.setter()),
            empty: empty("No MFA devices", "The password alone is enough to sign in.", assign()),
            ..List::new(
                "MFA devices",
                &["Type", "Identifier", "Created on"],
                devices.iter().map(row).collect(),
            )
        };
        flush_panel(head, list.html())
    });
    let dialog = match dialogs.open() {
        Dialog::Add => html! { <AssignMfa name={props.name.clone()} onclose={dialogs.closer()} /> },
        Dialog::Remove => html! {
            <ConfirmDelete title="Remove MFA device?" action="Remove" {calls} {onconfirm} {onclose}>
                <p>{ "The user signs in without it from now on. Policies that ask for MFA no longer allow them." }</p>
            </ConfirmDelete>
        },
        _ => html! {},
    };
    html! { <div>{ content }{ dialog }</div> }
}

fn removal(holder: &Holder, serial: &str) -> [Call; 2] {
    [
        holder.call("DeactivateMFADevice").with("SerialNumber", serial),
        Call::new("iam", "DeleteVirtualMFADevice").with("SerialNumber", serial),
    ]
}

fn row(device: &Value) -> Row {
    let (serial, since) = (text(device, "SerialNumber"), text(device, "EnableDate"));
    let since = Cell::new(since.clone(), html! { { date::long(&since) } });
    Row { key: serial.clone().into(), cells: vec![Cell::text("Virtual"), Cell::text(serial), since] }
}
