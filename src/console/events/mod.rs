//! The event history: every request that reached the simulated AWS.

mod detail;
mod filter;

use crate::console::editing;
use crate::console::parts::{Head, List, empty, flush_panel, refresh};
use crate::console::states::set;
use crate::store::{Store, use_store};
use crate::ui::{Button, ButtonVariant, Cell, Choice, Row, Select, Status, StatusIndicator, TextInput};
use cloud::request::Door;
use cloud::{Record, RecordId};
use detail::Detail;
use filter::{Attribute, Filter, Outcome, SPANS, resources};
use std::sync::Arc;
use yew::prelude::*;

const COLUMNS: [&str; 7] =
    ["Event name", "Outcome", "Event time (UTC)", "User", "Resource name", "Through", "Event source"];

/// The page.
#[component]
pub fn Events() -> Html {
    let store = use_store();
    let shown = use_state(|| None::<RecordId>);
    let filter = use_state(Filter::default);
    let records: Vec<Arc<Record>> = store.model().live.history.records().rev().cloned().collect();
    let now = store.now();
    let found: Vec<&Arc<Record>> = records.iter().filter(|record| filter.fits(record, now)).collect();
    let show = set(&shown).reform(Some);
    let rows: Vec<Row> = found.iter().map(|record| row(&store, record, &show)).collect();
    let head = Head::of_page("Event history")
        .counting(Some(records.len()))
        .saying(
            "Every request to the simulated AWS, newest first, by console and terminal alike. AWS's CloudTrail records \
             the same.",
        )
        .with(refresh());
    let none = if records.is_empty() {
        empty("No events", "Nobody has asked for anything yet.", html! {})
    } else {
        empty("No matches", "No event fits what you are looking for.", html! {})
    };
    let list = List {
        tools: tools(&filter, &set(&filter), found.len()),
        empty: none,
        ..List::new("Events", &COLUMNS, rows)
    };
    let detail = shown.and_then(|id| records.iter().find(|record| record.id == id).cloned());
    html! {
        <div class="stack">
            { flush_panel(head, list.html()) }
            if let Some(record) = detail {
                <Detail {record} onclose={set(&shown).reform(|()| None)} />
            }
        </div>
    }
}

/// What events are looked up by, and how many there are.
fn tools(filter: &Filter, onchange: &Callback<Filter>, found: usize) -> Html {
    let choices = |titles: &[&'static str]| -> Vec<Choice> {
        titles.iter().enumerate().map(|(index, title)| Choice::new(index.to_string(), *title)).collect()
    };
    let position = |at: Option<usize>| at.unwrap_or_default().to_string();
    let attribute = position(Attribute::ALL.iter().position(|one| *one == filter.attribute));
    let outcome = position(Outcome::ALL.iter().position(|one| *one == filter.outcome));
    let chosen = |value: String| value.parse::<usize>().unwrap_or_default();
    let onattribute = editing(filter, onchange, |filter, at: usize| {
        filter.attribute = Attribute::ALL.get(at).copied().unwrap_or_default();
    });
    let onoutcome = editing(filter, onchange, |filter, at: usize| {
        filter.outcome = Outcome::ALL.get(at).copied().unwrap_or_default();
    });
    let onspan = editing(filter, onchange, |filter, at: usize| filter.span = at);
    let ontext = editing(filter, onchange, |filter, text| filter.text = text);
    let count = if filter.is_empty() {
        String::new()
    } else {
        crate::console::item::counted(found, "match", "matches")
    };
    html! {
        <div class="event-tools">
            <Select label="Look up by" value={attribute} choices={choices(&Attribute::ALL.map(Attribute::title))} onchange={onattribute.reform(chosen)} />
            <TextInput kind="search" label="Find events" placeholder="Find events" value={filter.text.clone()} oninput={ontext} />
            <Select label="Outcome" value={outcome} choices={choices(&Outcome::ALL.map(Outcome::title))} onchange={onoutcome.reform(chosen)} />
            <Select label="Time" value={filter.span.to_string()} choices={choices(&SPANS.map(|(title, _)| title))} onchange={onspan.reform(chosen)} />
            <span role="status">{ count }</span>
        </div>
    }
}

fn row(store: &Store, record: &Arc<Record>, show: &Callback<RecordId>) -> Row {
    let event = &record.event;
    let id = record.id;
    let onclick = show.reform(move |_: MouseEvent| id);
    let name = html! { <Button variant={ButtonVariant::Inline} {onclick}>{ &event.event_name }</Button> };
    let resource = resources(record).next().map_or("-", |arn| arn.rsplit(':').next().unwrap_or(arn));
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
            Cell::text(resource.to_owned()),
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
