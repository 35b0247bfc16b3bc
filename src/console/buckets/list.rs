//! The list of buckets.

use super::delete::{DeleteBucket, EmptyBucket};
use super::regions;
use crate::console::item::text;
use crate::route::Route;
use crate::store::use_list;
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Cell, Column, Container, CopyButton, Crumb, DeniedStyle, Empty,
    Failed, Header, LinkTo, RefreshButton, Row, Selection, Table, date,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Emptying,
    Deleting,
}

/// The page.
#[component]
pub fn BucketList() -> Html {
    // Only an answer in pages tells the buckets' regions.
    let buckets = use_list(Call::new("s3", "ListBuckets").with("MaxBuckets", 1000));
    let selected = use_state(|| None::<AttrValue>);
    let open = use_state(|| Open::Nothing);
    let create = html! {
        <LinkTo route={Route::CreateBucket} button={ButtonVariant::Primary}>{ "Create bucket" }</LinkTo>
    };
    let set_open = |to: Open| {
        let open = open.setter();
        move |_: MouseEvent| open.set(to)
    };
    let actions = html! {
        <>
            <RefreshButton />
            if let Some(name) = &*selected {
                <CopyButton text={format!("arn:aws:s3:::{name}")} label="Copy ARN" wide=true />
            }
            <Button disabled={selected.is_none()} onclick={set_open(Open::Emptying)}>{ "Empty" }</Button>
            <Button disabled={selected.is_none()} onclick={set_open(Open::Deleting)}>{ "Delete" }</Button>
            { create.clone() }
        </>
    };
    let header = html! {
        <Header
            level={1}
            title="General purpose buckets"
            counter={buckets.as_ref().as_ref().ok().map(Vec::len)}
            description={html! { { "Buckets are containers for data stored in S3." } }}
            {actions}
        />
    };
    let content = match &*buckets {
        Ok(buckets) => html! {
            <Table
                label="General purpose buckets"
                columns={["Name", "AWS Region", "Creation date"].map(Column::new).to_vec()}
                rows={buckets.iter().map(row).collect::<Vec<_>>()}
                selection={Selection::Single}
                selected={selected.iter().cloned().collect::<Vec<_>>()}
                onselect={let selected = selected.setter(); move |keys: Vec<AttrValue>| selected.set(keys.into_iter().next())}
                filter="Find buckets by name"
                empty={html! { <Empty title="No buckets" text="You don't have any buckets." action={create} /> }}
            />
        },
        Err(failure) => html! {
            <Failed
                failure={failure.clone()}
                style={DeniedStyle::S3 { title: "You don't have permissions to list buckets".into() }}
            />
        },
    };
    let onclose = {
        let (open, selected) = (open.setter(), selected.setter());
        Callback::from(move |gone: bool| {
            open.set(Open::Nothing);
            if gone {
                selected.set(None);
            }
        })
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={vec![Crumb::to("Amazon S3", Route::Buckets), Crumb::here("Buckets")]} />
            <Container {header} flush=true>{ content }</Container>
            { match (&*selected, *open) {
                (Some(name), Open::Emptying) => html! { <EmptyBucket name={name.to_string()} {onclose} /> },
                (Some(name), Open::Deleting) => html! { <DeleteBucket name={name.to_string()} {onclose} /> },
                _ => html! {},
            } }
        </div>
    }
}

fn row(bucket: &Value) -> Row {
    let name = text(bucket, "Name");
    let created = text(bucket, "CreationDate");
    let route = Route::Bucket { name: name.clone(), prefix: String::new() };
    let cells = vec![
        Cell::new(name.clone(), html! { <LinkTo {route}>{ name.clone() }</LinkTo> }),
        Cell::text(regions::title(&text(bucket, "BucketRegion"))),
        Cell::new(created.clone(), html! { { date::long(&created) } }),
    ];
    Row { key: name.into(), cells }
}
