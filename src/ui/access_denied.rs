//! What the console shows where a call failed. Source: spec console-facts.md.

use super::{Alert, AlertKind, Button, ButtonVariant, CopyButton, KeyValue, KeyValues};
use crate::store::use_store;
use cloud::{Failure, Fault, Record, RecordId};
use yew::prelude::*;

/// Which console's panel.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum DeniedStyle {
    /// IAM's, with what to send to the administrator.
    #[default]
    Iam,
    /// S3's, with its own heading for each call, e.g. `You don't have permissions to list buckets`.
    S3 {
        /// The heading.
        title: AttrValue,
    },
}

/// Properties of [`AccessDenied`].
#[derive(Properties, PartialEq)]
pub struct AccessDeniedProps {
    /// What came back.
    pub failure: Failure,
    /// Which console's panel.
    #[prop_or_default]
    pub style: DeniedStyle,
}

/// Properties of [`Failed`].
#[derive(Properties, PartialEq)]
pub struct FailedProps {
    /// What came back.
    pub failure: Failure,
    /// What was tried, e.g. `The user could not be created`; only for failures that are no denials.
    #[prop_or_default]
    pub title: Option<AttrValue>,
    /// Which console's panel shows a denial.
    #[prop_or_default]
    pub style: DeniedStyle,
}

/// Any failure: the access-denied panel for denials, the service's own words for all others.
#[component]
pub fn Failed(props: &FailedProps) -> Html {
    let error = &props.failure.error;
    if error.fault == Fault::Authorization {
        return html! { <AccessDenied failure={props.failure.clone()} style={props.style.clone()} /> };
    }
    let header = props.title.clone().unwrap_or_else(|| AttrValue::from(error.code.clone()));
    html! { <Alert kind={AlertKind::Error} {header}>{ &error.message }</Alert> }
}

/// The panel in the place of what may not be seen.
#[component]
pub fn AccessDenied(props: &AccessDeniedProps) -> Html {
    let store = use_store();
    let record = props.failure.record.and_then(|id| store.record(id));
    let denied = Denied::of(&props.failure, record.as_deref());
    let why = html! { <WhyButton failure={props.failure.clone()} /> };
    match &props.style {
        DeniedStyle::S3 { title } => html! {
            <Alert kind={AlertKind::Error} header={title.clone()} action={why}>
                <p>
                    { "Once an administrator has allowed you the " }
                    <code>{ denied.action }</code>
                    { " action, try again." }
                </p>
                <p class="break">{ &props.failure.error.message }</p>
            </Alert>
        },
        DeniedStyle::Iam => {
            let text = denied.text();
            let value = |text: &str| html! { <span class="break">{ text.to_owned() }</span> };
            let items = vec![
                KeyValue::new("User", value(&denied.user)),
                KeyValue::new("Service", value(&denied.service)),
                KeyValue::new("Action", value(&denied.action)),
                KeyValue::new("On resource(s)", value(&denied.resource)),
                KeyValue::new("Context", value(&denied.context)),
            ];
            html! {
                <Alert kind={AlertKind::Error} header="Access denied" action={why}>
                    <p>
                        { "You don't have permission to " }
                        <code>{ &denied.action }</code>
                        { ". To ask for it, copy this text and send it to your administrator." }
                    </p>
                    <div class="denied-text">
                        <KeyValues {items} />
                        <CopyButton {text} wide=true />
                    </div>
                </Alert>
            }
        }
    }
}

/// Properties of [`CellDenied`] and [`WhyButton`].
#[derive(Properties, PartialEq)]
pub struct FailureProps {
    /// What came back.
    pub failure: Failure,
}

/// A cell whose own call failed: `Access denied`, with its "Why?".
#[component]
pub fn CellDenied(props: &FailureProps) -> Html {
    let error = &props.failure.error;
    let text = if error.fault == Fault::Authorization { "Access denied" } else { error.code.as_str() };
    html! {
        <span class="cell-denied" title={error.message.clone()}>
            { text.to_owned() }
            <WhyButton failure={props.failure.clone()} />
        </span>
    }
}

/// Opens the "Why?" drawer on a failure, if it was a decision.
#[component]
pub fn WhyButton(props: &FailureProps) -> Html {
    let store = use_store();
    let record: Option<RecordId> =
        props.failure.record.filter(|_| props.failure.error.fault == Fault::Authorization);
    let onclick = Callback::from(move |_: MouseEvent| {
        if let Some(record) = record {
            store.why(record);
        }
    });
    html! {
        <span class="why-button">
            if record.is_some() {
                <Button variant={ButtonVariant::Inline} {onclick}>{ "Why?" }</Button>
            }
        </span>
    }
}

/// What the panel tells of a denial.
struct Denied {
    user: String,
    service: String,
    action: String,
    resource: String,
    context: String,
}

impl Denied {
    fn of(failure: &Failure, record: Option<&Record>) -> Self {
        // The last check is the one that denied.
        let check = record.and_then(|record| record.checks.last());
        let action = check.map_or_else(String::new, |check| check.action.to_owned());
        let message = &failure.error.message;
        Self {
            user: record.and_then(|r| r.event.caller_arn()).unwrap_or("anonymous").to_owned(),
            service: action.split(':').next().unwrap_or_default().to_owned(),
            resource: check.map_or_else(String::new, |check| check.resource.clone()),
            context: message.split_once("because ").map_or(message.as_str(), |(_, reason)| reason).to_owned(),
            action,
        }
    }

    fn text(&self) -> String {
        [
            ("User", &self.user),
            ("Service", &self.service),
            ("Action", &self.action),
            ("On resource(s)", &self.resource),
            ("Context", &self.context),
        ]
        .map(|(label, value)| label.to_owned() + ": " + value)
        .join("\n")
    }
}
