//! A bucket's page: its objects, folder by folder.

use super::create_folder::CreateFolder;
use super::delete_objects::DeleteObjects;
use super::denied;
use super::key::{kind, leaf, size, trail};
use crate::console::item::{number, opt_text, text};
use crate::console::parts::{
    Head, List, Select, button, button_if, buttons, empty, flush_panel, link, page, primary_link, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{Cell, CopyButton, Crumb, Icon, IconName, LinkTo, Row, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`BucketPage`].
#[derive(Properties, PartialEq)]
pub struct BucketPageProps {
    /// The bucket.
    pub name: String,
    /// The folder; empty for the top.
    pub prefix: String,
}

/// The page.
#[component]
pub fn BucketPage(props: &BucketPageProps) -> Html {
    let (bucket, prefix) = (&props.name, &props.prefix);
    let call = Call::new("s3", "ListObjectsV2")
        .with("Bucket", bucket.as_str())
        .with("Delimiter", "/")
        .with("Prefix", prefix.as_str());
    let read = use_list(call);
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let keys: Vec<String> = ticked.keys().iter().map(ToString::to_string).collect();
    let upload = || primary_link("Upload", Route::Upload { bucket: bucket.clone(), prefix: prefix.clone() });
    let copy = match keys.as_slice() {
        [key] => html! { <CopyButton text={format!("s3://{bucket}/{key}")} label="Copy S3 URI" wide=true /> },
        _ => html! {},
    };
    let actions = buttons([
        refresh(),
        copy,
        button_if(!keys.is_empty(), "Delete", dialogs.opener(Dialog::Delete)),
        button("Create folder", dialogs.opener(Dialog::Add)),
        upload(),
    ]);
    let head = Head::new("Objects")
        .saying("An object is a piece of data, such as a file, under a name that is called its key.")
        .with(actions);
    let panel = match &*read {
        Ok(rows) => {
            let rows: Vec<Row> = shown(rows, prefix).map(|item| row(bucket, item)).collect();
            let count = rows.len();
            let nothing = if prefix.is_empty() {
                "You don't have any objects in this bucket."
            } else {
                "You don't have any objects in this folder."
            };
            let list = List {
                select: Select::Many(ticked.keys(), ticked.setter()),
                filter: "Find objects by prefix",
                empty: empty("No objects", nothing, upload()),
                ..List::new("Objects", &["Name", "Type", "Last modified", "Size", "Storage class"], rows)
            };
            flush_panel(head.counting(Some(count)), list.html())
        }
        Err(failure) => flush_panel(head, denied(failure, "Insufficient permissions to list objects")),
    };
    let title = if prefix.is_empty() { bucket.clone() } else { leaf(prefix).to_owned() };
    let onclose = dialogs.closer_then(move || ticked.clear()).reform(|_: bool| ());
    let dialog = match dialogs.open() {
        Dialog::Add => html! {
            <CreateFolder bucket={bucket.clone()} prefix={prefix.clone()} onclose={dialogs.closer()} />
        },
        Dialog::Delete => html! { <DeleteObjects bucket={bucket.clone()} {keys} {onclose} /> },
        _ => html! {},
    };
    let tabs = if prefix.is_empty() {
        bucket_tabs(bucket, false)
    } else {
        html! {}
    };
    page(crumbs(bucket, prefix), html! { <>{ Head::of_page(title).html() }{ tabs }{ panel }{ dialog }</> })
}

/// The links to the pages about a bucket: its objects and its permissions.
pub(super) fn bucket_tabs(bucket: &str, permissions: bool) -> Html {
    let objects = Route::Bucket { name: bucket.to_owned(), prefix: String::new() };
    let link = |title: &'static str, route: Route, current: bool| {
        html! { <li><LinkTo {route} {current}>{ title }</LinkTo></li> }
    };
    html! {
        <nav class="page-tabs" aria-label="About the bucket">
            <ul>
                { link("Objects", objects, !permissions) }
                { link("Permissions", Route::BucketPermissions { name: bucket.to_owned() }, permissions) }
            </ul>
        </nav>
    }
}

/// The folders of an answer, then its objects. A folder's own object is not one of the things in it.
fn shown<'a>(rows: &'a [Value], prefix: &'a str) -> impl Iterator<Item = &'a Value> {
    let folders = rows.iter().filter(|row| row.get("Prefix").is_some());
    let own = move |key: &Value| !prefix.is_empty() && key == prefix;
    let objects = rows.iter().filter(move |row| row.get("Key").is_some_and(|key| !own(key)));
    folders.chain(objects)
}

/// The way to a folder of a bucket; the last is the page itself.
pub(super) fn crumbs(bucket: &str, prefix: &str) -> Vec<Crumb> {
    let folder = |prefix: &str| Route::Bucket { name: bucket.to_owned(), prefix: prefix.to_owned() };
    let mut crumbs = vec![
        Crumb::to("Amazon S3", Route::Buckets),
        Crumb::to("Buckets", Route::Buckets),
        Crumb::to(bucket.to_owned(), folder("")),
    ];
    crumbs.extend(trail(prefix).into_iter().map(|prefix| Crumb::to(leaf(prefix).to_owned(), folder(prefix))));
    if let Some(here) = crumbs.last_mut() {
        here.route = None;
    }
    crumbs
}

/// The way to a page below a folder of a bucket.
pub(super) fn below(bucket: &str, prefix: &str, here: impl Into<AttrValue>) -> Vec<Crumb> {
    let mut crumbs = crumbs(bucket, prefix);
    if let Some(folder) = crumbs.last_mut() {
        folder.route = Some(Route::Bucket { name: bucket.to_owned(), prefix: prefix.to_owned() });
    }
    crumbs.push(Crumb::here(here));
    crumbs
}

/// A row for a folder or an object.
fn row(bucket: &str, item: &Value) -> Row {
    let folder = opt_text(item, "Prefix");
    let key = folder.clone().unwrap_or_else(|| text(item, "Key"));
    let route = match &folder {
        Some(prefix) => Route::Bucket { name: bucket.to_owned(), prefix: prefix.clone() },
        None => Route::Object { bucket: bucket.to_owned(), key: key.clone() },
    };
    let icon = if folder.is_some() { IconName::Folder } else { IconName::File };
    let name = leaf(&key).to_owned();
    let link = html! { <span class="with-icon"><Icon name={icon} />{ link(name.clone(), route) }</span> };
    let modified = text(item, "LastModified");
    let bytes = number(item, "Size");
    let of_object = |cell: Cell| if folder.is_some() { Cell::text("-") } else { cell };
    let cells = vec![
        Cell::new(name, link),
        Cell::text(kind(&key).to_owned()),
        of_object(Cell::new(modified.clone(), html! { { date::long(&modified) } })),
        // Padded, so that sizes sort by number.
        of_object(Cell::new(format!("{bytes:020}"), html! { { size(bytes.unsigned_abs()) } })),
        of_object(Cell::text(match text(item, "StorageClass").as_str() {
            "STANDARD" => "Standard".to_owned(),
            other => other.to_owned(),
        })),
    ];
    Row { key: key.into(), cells }
}
