//! The parts of a table.

use super::{Cell, Column, Row, Selection, TableProps};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Head`].
#[derive(Properties, PartialEq)]
pub(super) struct HeadProps {
    pub(super) columns: Vec<Column>,
    /// The column that rows are sorted by, and whether downwards.
    pub(super) sort: Option<(usize, bool)>,
    pub(super) onsort: Callback<(usize, bool)>,
    pub(super) selection: Selection,
    /// The keys of all rows on the page.
    pub(super) all: Vec<AttrValue>,
    pub(super) selected: Vec<AttrValue>,
    pub(super) onselect: Callback<Vec<AttrValue>>,
}

/// The headings, with the box that selects all rows of the page.
#[component]
pub(super) fn Head(props: &HeadProps) -> Html {
    let heading = |(index, column): (usize, &Column)| {
        let descending = props.sort.filter(|(sorted, _)| *sorted == index).map(|(_, descending)| descending);
        let (order, arrow) = match descending {
            Some(true) => (Some("descending"), "▼"),
            Some(false) => (Some("ascending"), "▲"),
            None => (None, ""),
        };
        let onclick = props.onsort.reform(move |_: MouseEvent| (index, descending == Some(false)));
        html! {
            <th key={index} scope="col" aria-sort={order}>
                if column.sortable {
                    <button type="button" {onclick}>
                        { &column.title }
                        <span class="table-arrow" aria-hidden="true">{ arrow }</span>
                    </button>
                } else {
                    { &column.title }
                }
            </th>
        }
    };
    html! {
        <thead>
            <tr>
                { all_box(props) }
                { for props.columns.iter().enumerate().map(heading) }
            </tr>
        </thead>
    }
}

fn all_box(props: &HeadProps) -> Html {
    match props.selection {
        Selection::None => Html::default(),
        Selection::Single => html! { <td class="table-select"></td> },
        Selection::Multi => {
            let all_selected =
                !props.all.is_empty() && props.all.iter().all(|key| props.selected.contains(key));
            let all = props.all.clone();
            let onchange = props.onselect.reform(move |event: Event| {
                let checked =
                    event.target_dyn_into::<HtmlInputElement>().is_some_and(|input| input.checked());
                if checked { all.clone() } else { Vec::new() }
            });
            html! {
                <td class="table-select">
                    <input type="checkbox" aria-label="Select all" checked={all_selected} {onchange} />
                </td>
            }
        }
    }
}

/// A row.
pub(super) fn body_row(table: &TableProps, row: &Row) -> Html {
    let selected = table.selected.contains(&row.key);
    let cell = |(index, cell): (usize, &Cell)| {
        if index == 0 {
            html! { <th key={index} scope="row">{ cell.content.clone() }</th> }
        } else {
            html! { <td key={index}>{ cell.content.clone() }</td> }
        }
    };
    html! {
        <tr key={row.key.to_string()} class={selected.then_some("is-selected")}>
            { row_box(table, row, selected) }
            { for row.cells.iter().enumerate().map(cell) }
        </tr>
    }
}

fn row_box(table: &TableProps, row: &Row, selected: bool) -> Html {
    let kind = match table.selection {
        Selection::None => return Html::default(),
        Selection::Single => "radio",
        Selection::Multi => "checkbox",
    };
    let onchange = {
        let (key, before, multi) =
            (row.key.clone(), table.selected.clone(), table.selection == Selection::Multi);
        table.onselect.reform(move |_: Event| {
            let mut keys = if multi { before.clone() } else { Vec::new() };
            if selected && multi {
                keys.retain(|other| *other != key);
            } else {
                keys.push(key.clone());
            }
            keys
        })
    };
    html! {
        <td class="table-select">
            <input type={kind} aria-label={row.key.clone()} checked={selected} {onchange} />
        </td>
    }
}
