//! The list of a service's resources.

use super::delete::DeleteResource;
use super::shape::Shape;
use super::shapes::shape;
use super::{name_of, one, trail, use_scope};
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button_if, buttons, empty, flush_panel, link, page, primary_link, read, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::{ResourcePage, ResourceService, Route};
use crate::store::use_list;
use crate::ui::{Cell, Row};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`ResourceList`].
#[derive(Properties, PartialEq)]
pub(super) struct ResourceListProps {
    /// The service.
    pub(super) service: ResourceService,
}

/// The page.
#[component]
pub(super) fn ResourceList(props: &ResourceListProps) -> Html {
    let service = props.service;
    let (scope, shape) = (use_scope(service), shape(service));
    let rows = use_list(scope.call(shape.list));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let title = service.resources();
    let create = || primary_link("Create", Route::Resources(service, ResourcePage::Create));
    let head = Head::of_page(title)
        .counting(rows.as_ref().as_ref().ok().map(Vec::len))
        .saying(format!("Those of this account in {}.", scope.region))
        .with(buttons([
            refresh(),
            button_if(ticked.first().is_some(), "Delete", dialogs.opener(Dialog::Delete)),
            create(),
        ]));
    let table = read(&rows, |rows| {
        let columns: Vec<&'static str> =
            std::iter::once("Name").chain(shape.columns.iter().map(|(title, _)| *title)).collect();
        let list = List {
            select: Select::One(ticked.keys(), ticked.setter()),
            filter: "Search",
            empty: empty("Nothing here", "There is none of this account in this region yet.", create()),
            ..List::new(title, &columns, rows.iter().map(|row| self::row(service, shape, row)).collect())
        };
        list.html()
    });
    let chosen = ticked.first().filter(|_| dialogs.is(Dialog::Delete));
    let onclose = dialogs.closer_if_gone(move || ticked.clear());
    let content = html! {
        <>
            { flush_panel(head, table) }
            if let Some(id) = chosen {
                <DeleteResource {service} id={id.to_string()} {onclose} />
            }
        </>
    };
    page(trail(service, Vec::new(), title), content)
}

/// The id that a list's row tells.
pub(super) fn id_of(shape: &Shape, row: &Value) -> String {
    match shape.id {
        Some(member) => text(row, member),
        None => row.as_str().unwrap_or_default().to_owned(),
    }
}

fn row(service: ResourceService, shape: &Shape, row: &Value) -> Row {
    let id = id_of(shape, row);
    let name = name_of(&id).to_owned();
    let page = Route::Resources(service, one(&id));
    let more = shape.columns.iter().map(|(_, member)| Cell::text(text(row, member)));
    let cells = std::iter::once(Cell::new(name.clone(), link(name, page))).chain(more).collect();
    Row { key: id.into(), cells }
}
