//! The types of policies that an organization can have.

use super::kind::{Root, description, plural};
use super::settings::outside;
use super::trail;
use crate::console::parts::{Head, List, flush_panel, link, page, refresh};
use crate::route::{OrganizationsPage, Route};
use crate::store::use_reads;
use crate::ui::{Cell, Row, Status, StatusIndicator};
use cloud::organizations::model::PolicyKind;
use yew::prelude::*;

/// The page.
#[component]
pub(super) fn PolicyTypes() -> Html {
    let root = use_reads((), |store, ()| Root::read(store));
    let head = Head::of_page("Policies")
        .saying("Limits for all accounts of the organization, set in one place.")
        .with(refresh());
    let content = match &*root {
        Ok(root) => {
            let rows = PolicyKind::ALL.into_iter().map(|kind| row(kind, root.enabled.contains(&kind)));
            let columns = ["Policy type", "Status", "Description"];
            List::new("Supported policy types", &columns, rows.collect()).html()
        }
        Err(failure) => outside(failure),
    };
    page(trail(Vec::new(), "Policies"), flush_panel(head, content))
}

fn row(kind: PolicyKind, enabled: bool) -> Row {
    let page = Route::Organizations(OrganizationsPage::PoliciesOf(kind));
    let cells = vec![
        Cell::new(plural(kind), link(plural(kind), page)),
        status(enabled),
        Cell::text(description(kind)),
    ];
    Row { key: plural(kind).into(), cells }
}

fn status(enabled: bool) -> Cell {
    let (status, text) = if enabled { (Status::Success, "Enabled") } else { (Status::Inactive, "Disabled") };
    Cell::new(text, html! { <StatusIndicator {status}>{ text }</StatusIndicator> })
}
