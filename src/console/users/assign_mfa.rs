//! Assigning a virtual MFA device: it is made, shown to an authenticator, and enabled by two codes in a row.

use crate::console::authenticator::Authenticator;
use crate::console::parts::{Field, end_of_dialog};
use crate::console::permissions::Holder;
use crate::console::states::set;
use crate::store::{Flash, use_store};
use crate::ui::{FormFailure, Modal, ShowCli};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`AssignMfa`].
#[derive(Properties, PartialEq)]
pub struct AssignMfaProps {
    /// The user's name.
    pub name: String,
    /// Told that the dialog is to be closed.
    pub onclose: Callback<()>,
}

/// The dialog: first a name, then the codes.
#[component]
pub fn AssignMfa(props: &AssignMfaProps) -> Html {
    let serial = use_state(String::new);
    if serial.is_empty() {
        html! { <Naming name={props.name.clone()} onclose={props.onclose.clone()} onmade={set(&serial)} /> }
    } else {
        html! { <Codes name={props.name.clone()} serial={(*serial).clone()} onclose={props.onclose.clone()} /> }
    }
}

#[derive(Properties, PartialEq)]
struct NamingProps {
    name: String,
    onclose: Callback<()>,
    /// Told of the new device's ARN.
    onmade: Callback<String>,
}

#[component]
fn Naming(props: &NamingProps) -> Html {
    let store = use_store();
    let name = use_state(|| props.name.clone());
    let failure = use_state(|| None::<Failure>);
    let ready = !name.trim().is_empty();
    let call = Call::new("iam", "CreateVirtualMFADevice").with("VirtualMFADeviceName", name.trim());
    let onsubmit = {
        let (call, failure, onmade) = (call.clone(), failure.setter(), props.onmade.clone());
        Callback::from(move |()| {
            if !ready {
                return;
            }
            match store.call(call.clone()) {
                Ok(reply) => {
                    let serial = reply.text(&["VirtualMFADevice", "SerialNumber"]);
                    onmade.emit(serial.unwrap_or_default().to_owned());
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    html! {
        <Modal
            title="Assign MFA device"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Next", ready)}
        >
            <div class="stack">
                <FormFailure failure={(*failure).clone()} title="The MFA device could not be created" />
                { Field::new("MFA device name")
                    .saying("An authenticator app: the only kind of device that is simulated.")
                    .allowing("Maximum 226 characters. Use alphanumeric and '+=,.@-_' characters.")
                    .line(&name, set(&name)) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}

#[derive(Properties, PartialEq)]
struct CodesProps {
    name: String,
    serial: String,
    onclose: Callback<()>,
}

#[component]
fn Codes(props: &CodesProps) -> Html {
    let store = use_store();
    let (first, second) = (use_state(String::new), use_state(String::new));
    let failure = use_state(|| None::<Failure>);
    let call = Holder::User(props.name.clone())
        .call("EnableMFADevice")
        .with("SerialNumber", props.serial.as_str())
        .with("AuthenticationCode1", first.trim())
        .with("AuthenticationCode2", second.trim());
    // Who gives up leaves no device behind that nobody has.
    let onclose = {
        let (store, close) = (store.clone(), props.onclose.clone());
        let unused = Call::new("iam", "DeleteVirtualMFADevice").with("SerialNumber", props.serial.as_str());
        Callback::from(move |()| {
            if let Err(failure) = store.call(unused.clone()) {
                store.flash(Flash::failure("The unused MFA device could not be deleted", &failure));
            }
            close.emit(());
        })
    };
    let ready = !first.trim().is_empty() && !second.trim().is_empty();
    let onsubmit = {
        let (store, call) = (store.clone(), call.clone());
        let (failure, close) = (failure.setter(), props.onclose.clone());
        Callback::from(move |()| {
            if !ready {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    store.flash(Flash::success("MFA device assigned."));
                    close.emit(());
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    html! {
        <Modal
            title="Set up device"
            onclose={onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&onclose, "Add MFA", ready)}
        >
            <div class="stack">
                <FormFailure failure={(*failure).clone()} title="The MFA device could not be assigned" />
                <p>{ "An app on a phone would read a QR code now. Here it is simulated:" }</p>
                <Authenticator {account} serials={vec![props.serial.clone()]} two=true />
                { Field::new("MFA code 1").saying("A code that the app shows.").line(&first, set(&first)) }
                { Field::new("MFA code 2").saying("The code that it shows next.").line(&second, set(&second)) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
