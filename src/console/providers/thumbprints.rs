//! The thumbprints of an OpenID Connect provider: of which certificates the issuer's server may have.

use super::Provider;
use super::create::words;
use crate::console::act;
use crate::console::parts::{Field, Head, List, button, empty, end_of_dialog, flush_panel};
use crate::console::states::{Dialog, set, use_dialogs};
use crate::store::use_store;
use crate::ui::{Cell, Modal, Row, ShowCli};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Thumbprints`] and of its dialog.
#[derive(Properties, PartialEq)]
pub(super) struct ThumbprintsProps {
    /// The provider.
    pub(super) arn: String,
    /// In hexadecimal digits.
    pub(super) thumbprints: Vec<String>,
    /// Told that the dialog is to be closed.
    #[prop_or_default]
    pub(super) onclose: Callback<()>,
}

/// The list, and a button to change it.
#[component]
pub(super) fn Thumbprints(props: &ThumbprintsProps) -> Html {
    let dialogs = use_dialogs();
    let head = Head::new("Thumbprints")
        .counting(Some(props.thumbprints.len()))
        .saying("Of certificates that the issuer's server may have.")
        .with(button("Manage", dialogs.opener(Dialog::Edit)));
    let row = |print: &String| Row { key: print.clone().into(), cells: vec![Cell::text(print.clone())] };
    let list = List {
        empty: empty("No thumbprints", "There are none.", html! {}),
        ..List::new("Thumbprints", &["Thumbprint"], props.thumbprints.iter().map(row).collect())
    };
    let (arn, thumbprints) = (props.arn.clone(), props.thumbprints.clone());
    html! {
        <div>
            { flush_panel(head, list.html()) }
            if dialogs.is(Dialog::Edit) {
                <Manage {arn} {thumbprints} onclose={dialogs.closer()} />
            }
        </div>
    }
}

#[component]
fn Manage(props: &ThumbprintsProps) -> Html {
    let store = use_store();
    let text = use_state(|| props.thumbprints.join("\n"));
    let call = Provider::of(&props.arn).call("Update", "Thumbprint");
    let calls = vec![call.with("ThumbprintList", Value::from(words(&text)))];
    let (done, failed) = ("Thumbprints updated.", "The thumbprints could not be updated");
    let onsubmit = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    html! {
        <Modal
            title="Manage thumbprints"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Save changes", true)}
        >
            <div class="stack">
                { Field::new("Thumbprints")
                    .allowing("40 hexadecimal digits each, one a line, up to 5.")
                    .lines(&text, set(&text)) }
                <ShowCli {calls} />
            </div>
        </Modal>
    }
}
