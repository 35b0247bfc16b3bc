//! One event, whole.

use super::filter::resources;
use crate::store::use_store;
use crate::ui::{Button, CopyButton, KeyValue, KeyValues, Modal, PolicyText};
use cloud::Record;
use std::sync::Arc;
use yew::prelude::*;

/// Properties of [`Detail`].
#[derive(Properties)]
pub(super) struct DetailProps {
    /// The event.
    pub(super) record: Arc<Record>,
    /// Told that the dialog is to be closed.
    pub(super) onclose: Callback<()>,
}

impl PartialEq for DetailProps {
    fn eq(&self, other: &Self) -> bool {
        self.record.id == other.record.id
    }
}

/// A dialog with the event's record.
#[component]
pub(super) fn Detail(props: &DetailProps) -> Html {
    let store = use_store();
    let record = &props.record;
    let event = &record.event;
    let text = |text: &str| html! { <span class="break">{ text.to_owned() }</span> };
    let identity = |name: &str| event.user_identity.get(name).and_then(|value| value.as_str());
    let mut about: Vec<&str> = resources(record).collect();
    about.dedup();
    let error = event.error_code.as_deref().unwrap_or("-");
    let items = vec![
        KeyValue::new("Event time", text(&event.event_time.iso())),
        KeyValue::new("User name", text(identity("userName").or(event.caller_arn()).unwrap_or("anonymous"))),
        KeyValue::new("AWS access key", text(identity("accessKeyId").unwrap_or("-"))),
        KeyValue::new("Source IP address", text(&event.source_ip_address)),
        KeyValue::new("Event source", text(&event.event_source)),
        KeyValue::new("AWS region", text(&event.aws_region)),
        KeyValue::new("Read-only", text(if event.read_only { "Yes" } else { "No" })),
        KeyValue::new("Error code", text(error)),
        KeyValue::new(
            "Resources referenced",
            text(&if about.is_empty() { "-".to_owned() } else { about.join(", ") }),
        ),
    ];
    let json = serde_json::to_string_pretty(event).unwrap_or_default();
    let why = (!record.checks.is_empty()).then(|| {
        let id = record.id;
        html! { <Button onclick={move |_: MouseEvent| store.why(id)}>{ "Why?" }</Button> }
    });
    html! {
        <Modal title={event.event_name.clone()} wide=true onclose={props.onclose.clone()}>
            <div class="stack">
                <KeyValues {items} />
                <div class="button-row">
                    <CopyButton text={json.clone()} label="Copy event record" wide=true />
                    { why.unwrap_or_default() }
                </div>
                <PolicyText text={json} label="Event record" />
            </div>
        </Modal>
    }
}
