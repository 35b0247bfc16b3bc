//! The "Why?" drawer: how a request came to be allowed or denied, in plain words first.

mod advice;
mod check;
mod latest;
mod statements;
mod words;

use crate::frame::PaneFrame;
use crate::store::{Pane, Store, use_store};
use crate::ui::{Alert, AlertKind, KeyValue, KeyValues, PolicyText, inline_code};
use advice::Advice;
use check::Check;
use cloud::Record;
use latest::Latest;
use yew::prelude::*;

/// The drawer.
#[component]
pub fn WhyPane() -> Html {
    let store = use_store();
    let chosen = store.model().why;
    let record = chosen.and_then(|id| store.record(id));
    use_focus_on_change(chosen.map(|id| id.0));
    let content = match (&record, chosen) {
        (Some(record), _) => explanation(record),
        (None, Some(_)) => html! {
            <p>{ "This request is no longer in the event history, which keeps the last 1,000." }</p>
        },
        (None, None) => html! {
            <p>
                { "Wherever access is denied there is a “Why?”. It shows here which policies were consulted, \
                   which of them decided, and by which statement." }
            </p>
        },
    };
    html! {
        <PaneFrame pane={Pane::Why} title="Why?">
            <div class="stack" key={chosen.map_or(0, |id| id.0 + 1)}>{ content }</div>
            <Latest />
        </PaneFrame>
    }
}

/// When another record comes, the focus goes to the drawer's heading, so that screen readers follow.
#[hook]
fn use_focus_on_change(chosen: Option<u64>) {
    use_effect_with(chosen, |chosen| {
        if chosen.is_some() {
            crate::browser::focus_soon(Pane::Why.id());
        }
    });
}

fn explanation(record: &Record) -> Html {
    let event = &record.event;
    let who = event.caller_arn().unwrap_or("anonymous").to_owned();
    let (kind, header) = match &record.error {
        None => (AlertKind::Success, "Allowed"),
        Some(_) => (AlertKind::Error, words::headline(record)),
    };
    let breakable = |text: String| html! { <span class="break">{ text }</span> };
    let items = vec![
        KeyValue::new("Who asked", breakable(who)),
        KeyValue::new("For what", breakable(event.event_source.clone() + " " + &event.event_name)),
        KeyValue::new("When", breakable(event.event_time.iso())),
    ];
    let last = record.checks.len().saturating_sub(1);
    let checks = record.checks.iter().enumerate().map(|(index, check)| {
        html! { <Check key={index} check={check.clone()} number={index + 1} count={last + 1} open={index == last} /> }
    });
    let question = record.checks.last().and_then(|check| check.question.clone());
    let json = serde_json::to_string_pretty(event).unwrap_or_default();
    html! {
        <>
            <Alert {kind} {header}>{ inline_code(&words::summary(record)) }</Alert>
            <KeyValues {items} />
            { for question.map(|question| html! { <Advice {question} /> }) }
            { for checks }
            <details class="detail">
                <summary>{ "Event record" }</summary>
                <PolicyText text={json} label="Event record" />
            </details>
        </>
    }
}

impl Store {
    /// The last denied requests, newest first.
    fn last_denials(&self, count: usize) -> Vec<std::sync::Arc<Record>> {
        let model = self.model();
        let denied = |record: &&std::sync::Arc<Record>| {
            record.error.as_ref().is_some_and(|error| error.fault == cloud::Fault::Authorization)
        };
        model.live.history.records().rev().filter(denied).take(count).cloned().collect()
    }
}
