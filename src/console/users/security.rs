//! The tab "Security credentials" of a user's page.

use super::access_keys::AccessKeys;
use super::console_access::ConsoleAccess;
use crate::console::item::text;
use crate::store::use_list;
use crate::ui::{Cell, Column, Container, Empty, Failed, Header, Row, Table, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`SecurityTab`].
#[derive(Properties, PartialEq)]
pub struct SecurityTabProps {
    /// The user's name.
    pub name: AttrValue,
    /// The answer about the user; null if it could not be read.
    pub user: Value,
}

/// Password, MFA devices and access keys.
#[component]
pub fn SecurityTab(props: &SecurityTabProps) -> Html {
    html! {
        <div class="stack">
            <ConsoleAccess name={props.name.clone()} user={props.user.clone()} />
            <MfaDevices name={props.name.clone()} user={props.user.clone()} />
            <AccessKeys name={props.name.clone()} />
        </div>
    }
}

#[component]
fn MfaDevices(props: &SecurityTabProps) -> Html {
    let read = use_list(Call::new("iam", "ListMFADevices").with("UserName", props.name.as_str()));
    let devices = match &*read {
        Ok(devices) => devices,
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let row = |device: &Value| {
        let serial = text(device, "SerialNumber");
        let since = text(device, "EnableDate");
        Row {
            key: serial.clone().into(),
            cells: vec![Cell::text(serial), Cell::new(since.clone(), html! { { date::long(&since) } })],
        }
    };
    let header = html! {
        <Header
            title="Multi-factor authentication (MFA)"
            counter={devices.len()}
            description={html! { { "A second proof at sign-in. The playground does not simulate assigning devices yet." } }}
        />
    };
    html! {
        <div>
            <Container {header} flush=true>
                <Table
                    label="MFA devices"
                    columns={["Identifier", "Created on"].map(Column::new).to_vec()}
                    rows={devices.iter().map(row).collect::<Vec<_>>()}
                    empty={html! { <Empty title="No MFA devices" text="The password alone is enough to sign in." /> }}
                />
            </Container>
        </div>
    }
}
