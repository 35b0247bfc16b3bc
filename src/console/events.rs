//! The event history: every request that reached the simulated AWS.

use crate::store::{Store, use_store};
use crate::ui::{
    Button, ButtonVariant, Cell, Column, Container, Empty, Header, Icon, IconName, Modal, PolicyText, Row,
    Status, StatusIndicator, Table,
};
use cloud::request::Door;
use cloud::{Record, RecordId};
use std::sync::Arc;
use yew::prelude::*;

/// The page.
#[component]
pub fn Events() -> Html {
    let store = use_store();
    let shown = use_state(|| None::<RecordId>);
    let records: Vec<Arc<Record>> = store.model().live.history.records().rev().cloned().collect();
    let columns = ["Event name", "Outcome", "Event time (UTC)", "User", "Through", "Event source"];
    let columns: Vec<Column> = columns.into_iter().map(Column::new).collect();
    let rows: Vec<Row> = records
        .iter()
        .map(|record| {
            let show = {
                let (shown, id) = (shown.clone(), record.id);
                Callback::from(move |_: MouseEvent| shown.set(Some(id)))
            };
            row(&store, record, show)
        })
        .collect();
    let refresh = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.refresh())
    };
    let actions = html! {
        <Button variant={ButtonVariant::Icon} label="Refresh" onclick={refresh}>
            <Icon name={IconName::Refresh} />
        </Button>
    };
    let close = {
        let shown = shown.clone();
        Callback::from(move |()| shown.set(None))
    };
    let detail = shown.and_then(|id| records.iter().find(|record| record.id == id).cloned());
    html! {
        <div class="stack">
            <Header
                level={1}
                title="Event history"
                counter={records.len()}
                {actions}
                description={html! {
                    "Every request to the simulated AWS, newest first, by console and terminal alike. \
                     AWS's CloudTrail records the same."
                }}
            />
            <Container flush=true>
                <Table
                    label="Events"
                    {columns}
                    {rows}
                    filter="Find events"
                    empty={html! { <Empty title="No events" text="Nobody has asked for anything yet." /> }}
                />
            </Container>
            if let Some(record) = detail {
                <Modal title={record.event.event_name.clone()} wide=true onclose={close}>
                    <PolicyText text={json(&record)} label="Event record" />
                </Modal>
            }
        </div>
    }
}

fn row(store: &Store, record: &Arc<Record>, show: Callback<MouseEvent>) -> Row {
    let event = &record.event;
    let name =
        html! { <Button variant={ButtonVariant::Inline} onclick={show}>{ &event.event_name }</Button> };
    let who = event.caller_arn().map_or("anonymous", |arn| arn.rsplit(':').next().unwrap_or(arn));
    let door = match record.door {
        Some(Door::Console) => "Console",
        Some(Door::Terminal) => "Terminal",
        None => "Simulator",
    };
    let time = event.event_time.iso().replace(['T', 'Z'], " ");
    Row {
        key: record.id.0.to_string().into(),
        cells: vec![
            Cell::new(event.event_name.clone(), name),
            outcome(store, record),
            Cell::new(time.clone(), html! { <span class="nowrap">{ time.trim_end().to_owned() }</span> }),
            Cell::text(who.to_owned()),
            Cell::text(door),
            Cell::text(event.event_source.clone()),
        ],
    }
}

/// Whether it succeeded, with a "Why?" wherever policies were consulted.
fn outcome(store: &Store, record: &Record) -> Cell {
    let why = (!record.checks.is_empty()).then(|| {
        let (store, id) = (store.clone(), record.id);
        let onclick = Callback::from(move |_: MouseEvent| store.why(id));
        html! { <Button variant={ButtonVariant::Inline} {onclick}>{ "Why?" }</Button> }
    });
    let (status, text) = match &record.error {
        None => (Status::Success, "Success"),
        Some(error) => (Status::Error, error.code.as_str()),
    };
    let content = html! {
        <span class="cell-with-button">
            <StatusIndicator {status}>{ text.to_owned() }</StatusIndicator>
            { why }
        </span>
    };
    Cell::new(text.to_owned(), content)
}

fn json(record: &Record) -> String {
    serde_json::to_string_pretty(&record.event).unwrap_or_default()
}
