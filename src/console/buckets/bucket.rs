//! A bucket's page: its objects, folder by folder.

use super::create_folder::CreateFolder;
use super::delete_objects::DeleteObjects;
use super::key::{kind, leaf, size, trail};
use crate::console::item::{number, opt_text, text};
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Cell, Column, Container, CopyButton, Crumb, DeniedStyle, Empty,
    Failed, Header, Icon, IconName, LinkTo, RefreshButton, Row, Selection, Table, date,
};
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

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    MakingFolder,
    Deleting,
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
    let selected = use_state(Vec::<AttrValue>::new);
    let open = use_state(|| Open::Nothing);
    let keys: Vec<String> =
        selected.iter().map(ToString::to_string).filter(|key| key.starts_with(prefix)).collect();
    let upload = html! {
        <LinkTo route={Route::Upload { bucket: bucket.clone(), prefix: prefix.clone() }} button={ButtonVariant::Primary}>
            { "Upload" }
        </LinkTo>
    };
    let set_open = |to: Open| {
        let open = open.setter();
        move |_: MouseEvent| open.set(to)
    };
    let actions = html! {
        <>
            <RefreshButton />
            if let [key] = keys.as_slice() {
                <CopyButton text={format!("s3://{bucket}/{key}")} label="Copy S3 URI" wide=true />
            }
            <Button disabled={keys.is_empty()} onclick={set_open(Open::Deleting)}>{ "Delete" }</Button>
            <Button onclick={set_open(Open::MakingFolder)}>{ "Create folder" }</Button>
            { upload.clone() }
        </>
    };
    let content = match &*read {
        Ok(rows) => {
            let (folders, objects) = shown(rows, prefix);
            html! {
                <Table
                    label="Objects"
                    columns={["Name", "Type", "Last modified", "Size", "Storage class"].map(Column::new).to_vec()}
                    rows={folders.chain(objects).map(|item| row(bucket, item)).collect::<Vec<_>>()}
                    selection={Selection::Multi}
                    selected={keys.iter().map(|key| AttrValue::from(key.clone())).collect::<Vec<_>>()}
                    onselect={let selected = selected.setter(); move |keys| selected.set(keys)}
                    filter="Find objects by prefix"
                    empty={html! { <Empty title="No objects" text={if prefix.is_empty() { "You don't have any objects in this bucket." } else { "You don't have any objects in this folder." }} action={upload} /> }}
                />
            }
        }
        Err(failure) => html! {
            <Failed
                failure={failure.clone()}
                style={DeniedStyle::S3 { title: "Insufficient permissions to list objects".into() }}
            />
        },
    };
    let header = html! {
        <Header
            title="Objects"
            counter={read.as_ref().as_ref().ok().map(|rows| { let (folders, objects) = shown(rows, prefix); folders.count() + objects.count() })}
            description={html! { { "An object is a piece of data, such as a file, under a name that is called its key." } }}
            {actions}
        />
    };
    let title = if prefix.is_empty() { bucket.clone() } else { leaf(prefix).to_owned() };
    let onclose = {
        let (open, selected) = (open.setter(), selected.setter());
        Callback::from(move |_: bool| {
            open.set(Open::Nothing);
            selected.set(Vec::new());
        })
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs(bucket, prefix)} />
            <Header level={1} {title} />
            <Container {header} flush=true>{ content }</Container>
            { match *open {
                Open::Nothing => html! {},
                Open::MakingFolder => html! {
                    <CreateFolder bucket={bucket.clone()} prefix={prefix.clone()} onclose={onclose.reform(|()| false)} />
                },
                Open::Deleting => html! { <DeleteObjects bucket={bucket.clone()} {keys} {onclose} /> },
            } }
        </div>
    }
}

/// The folders and the objects of an answer. A folder's own object is not one of the things in it.
fn shown<'a>(
    rows: &'a [Value],
    prefix: &'a str,
) -> (impl Iterator<Item = &'a Value>, impl Iterator<Item = &'a Value>) {
    let folders = rows.iter().filter(|row| row.get("Prefix").is_some());
    let objects =
        rows.iter().filter(move |row| row.get("Key").is_some_and(|key| prefix.is_empty() || key != prefix));
    (folders, objects)
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
    let link = html! { <span class="with-icon"><Icon name={icon} /><LinkTo {route}>{ name.clone() }</LinkTo></span> };
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
