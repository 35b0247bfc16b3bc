//! Tables with selection, filter, sorting and pages.

mod pages;
mod view;

use super::{Empty, TextInput};
use pages::Pages;
use view::{Head, body_row};
use yew::prelude::*;

/// The most rows on a page.
const PAGE: usize = 100;

/// A column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its heading.
    pub title: AttrValue,
    /// Whether rows can be put in its order.
    pub sortable: bool,
}

impl Column {
    /// A column that rows can be sorted by.
    #[must_use]
    pub fn new(title: impl Into<AttrValue>) -> Self {
        Self { title: title.into(), sortable: true }
    }

    /// A column that rows cannot be sorted by.
    #[must_use]
    pub fn unsorted(title: impl Into<AttrValue>) -> Self {
        Self { title: title.into(), sortable: false }
    }
}

/// A cell.
#[derive(Clone, Default, PartialEq)]
pub struct Cell {
    /// What it shows.
    pub content: Html,
    /// What it is filtered and sorted by.
    pub text: AttrValue,
}

impl Cell {
    /// A cell that shows text.
    #[must_use]
    pub fn text(text: impl Into<AttrValue>) -> Self {
        let text = text.into();
        Self { content: html! { { &text } }, text }
    }

    /// A cell that shows something else than the text that it is filtered and sorted by.
    #[must_use]
    pub fn new(text: impl Into<AttrValue>, content: Html) -> Self {
        Self { content, text: text.into() }
    }
}

/// A row.
#[derive(Clone, PartialEq)]
pub struct Row {
    /// What the selection calls it; unique. Screen readers say it for the row's check box.
    pub key: AttrValue,
    /// One for each column. The first is the row's heading.
    pub cells: Vec<Cell>,
}

/// How many rows can be selected.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Selection {
    /// None.
    #[default]
    None,
    /// One.
    Single,
    /// Any number.
    Multi,
}

/// Properties of [`Table`].
#[derive(Properties, PartialEq)]
pub struct TableProps {
    /// What the table is of.
    pub label: AttrValue,
    /// The columns.
    pub columns: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many rows can be selected.
    #[prop_or_default]
    pub selection: Selection,
    /// The keys of the selected rows.
    #[prop_or_default]
    pub selected: Vec<AttrValue>,
    /// Told of every new selection.
    #[prop_or_default]
    pub onselect: Callback<Vec<AttrValue>>,
    /// Gives it a search box with this name, e.g. `Find users`.
    #[prop_or_default]
    pub filter: Option<AttrValue>,
    /// What stands beside the search box.
    #[prop_or_default]
    pub tools: Html,
    /// What stands in its place when there are no rows.
    #[prop_or_default]
    pub empty: Html,
}

/// A table.
#[component]
pub fn Table(props: &TableProps) -> Html {
    let filter = use_state(String::new);
    let sort = use_state(|| None::<(usize, bool)>);
    let page = use_state(|| 0_usize);
    let shown = arrange(&props.rows, &filter, *sort);
    let last = shown.len().saturating_sub(1) / PAGE;
    let current = (*page).min(last);
    let visible = shown.iter().skip(current * PAGE).take(PAGE);
    let oninput = {
        let (filter, page) = (filter.clone(), page.clone());
        Callback::from(move |text| {
            page.set(0);
            filter.set(text);
        })
    };
    let count = if filter.is_empty() { String::new() } else { matches(shown.len()) };
    html! {
        <div class="table">
            <div class="table-tools">
                if let Some(label) = &props.filter {
                    <TextInput
                        kind="search"
                        value={(*filter).clone()}
                        label={label.clone()}
                        placeholder={label.clone()}
                        {oninput}
                    />
                    <span role="status">{ count }</span>
                }
                <div class="table-tools-more">{ props.tools.clone() }</div>
                <Pages current={current} {last} onchange={{
                    let page = page.clone();
                    Callback::from(move |to| page.set(to))
                }} />
            </div>
            <div class="table-scroll" tabindex="0" role="region" aria-label={props.label.clone()}>
                <table aria-label={props.label.clone()}>
                    <Head
                        columns={props.columns.clone()}
                        sort={*sort}
                        onsort={Callback::from(move |order| sort.set(Some(order)))}
                        selection={props.selection}
                        all={visible.clone().map(|row| row.key.clone()).collect::<Vec<_>>()}
                        selected={props.selected.clone()}
                        onselect={props.onselect.clone()}
                    />
                    <tbody>{ for visible.map(|row| body_row(props, row)) }</tbody>
                </table>
            </div>
            if shown.is_empty() {
                if filter.is_empty() {
                    <div class="table-empty">{ props.empty.clone() }</div>
                } else {
                    <Empty title="No matches" text="Nothing here fits what you are looking for." />
                }
            }
        </div>
    }
}

fn matches(count: usize) -> String {
    count.to_string() + if count == 1 { " match" } else { " matches" }
}

/// The rows that fit the filter, in the chosen order.
fn arrange<'a>(rows: &'a [Row], filter: &str, sort: Option<(usize, bool)>) -> Vec<&'a Row> {
    let wanted = filter.trim().to_lowercase();
    let fits = |row: &&Row| {
        wanted.is_empty() || row.cells.iter().any(|cell| cell.text.to_lowercase().contains(&wanted))
    };
    let mut shown: Vec<&Row> = rows.iter().filter(fits).collect();
    if let Some((column, descending)) = sort {
        let key = |row: &&Row| row.cells.get(column).map(|cell| cell.text.to_lowercase());
        shown.sort_by_cached_key(key);
        if descending {
            shown.reverse();
        }
    }
    shown
}
