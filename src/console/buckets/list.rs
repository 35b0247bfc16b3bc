//! The list of buckets.

use super::delete::{DeleteBucket, EmptyBucket};
use super::{denied, regions};
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button_if, buttons, empty, flush_panel, link, page, primary_link, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{Cell, CopyButton, Crumb, Row, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The page.
#[component]
pub fn BucketList() -> Html {
    // Only an answer in pages tells the buckets' regions.
    let buckets = use_list(Call::new("s3", "ListBuckets").with("MaxBuckets", 1000));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let chosen = ticked.first();
    let create = || primary_link("Create bucket", Route::CreateBucket);
    let copy = chosen.as_ref().map(|name| {
        html! { <CopyButton text={format!("arn:aws:s3:::{name}")} label="Copy ARN" wide=true /> }
    });
    let head = Head::of_page("General purpose buckets")
        .counting(buckets.as_ref().as_ref().ok().map(Vec::len))
        .saying("Buckets are containers for data stored in S3.")
        .with(buttons([
            refresh(),
            copy.unwrap_or_default(),
            button_if(chosen.is_some(), "Empty", dialogs.opener(Dialog::Edit)),
            button_if(chosen.is_some(), "Delete", dialogs.opener(Dialog::Delete)),
            create(),
        ]));
    let content = match &*buckets {
        Ok(buckets) => {
            let list = List {
                select: Select::One(ticked.keys(), ticked.setter()),
                filter: "Find buckets by name",
                empty: empty("No buckets", "You don't have any buckets.", create()),
                ..List::new(
                    "General purpose buckets",
                    &["Name", "AWS Region", "Creation date"],
                    buckets.iter().map(row).collect(),
                )
            };
            list.html()
        }
        Err(failure) => denied(failure, "You don't have permissions to list buckets"),
    };
    let onclose = dialogs.closer_if_gone(move || ticked.clear());
    let dialog = match (chosen, dialogs.open()) {
        (Some(name), Dialog::Edit) => html! { <EmptyBucket name={name.to_string()} {onclose} /> },
        (Some(name), Dialog::Delete) => html! { <DeleteBucket name={name.to_string()} {onclose} /> },
        _ => html! {},
    };
    let crumbs = vec![Crumb::to("Amazon S3", Route::Buckets), Crumb::here("Buckets")];
    page(crumbs, html! { <>{ flush_panel(head, content) }{ dialog }</> })
}

fn row(bucket: &Value) -> Row {
    let (name, created) = (text(bucket, "Name"), text(bucket, "CreationDate"));
    let route = Route::Bucket { name: name.clone(), prefix: String::new() };
    let cells = vec![
        Cell::new(name.clone(), link(name.clone(), route)),
        Cell::text(regions::title(&text(bucket, "BucketRegion"))),
        Cell::new(created.clone(), html! { { date::long(&created) } }),
    ];
    Row { key: name.into(), cells }
}
