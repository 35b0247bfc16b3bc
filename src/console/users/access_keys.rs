//! The part "Access keys" of a user's page.

use super::cells::UserCellProps;
use super::last_used::{LastUsed, last_used, last_used_call};
use crate::console::act;
use crate::console::item::text;
use crate::console::permissions::Holder;
use crate::route::Route;
use crate::store::{use_call, use_list, use_store};
use crate::ui::{
    Button, ButtonVariant, CellDenied, ConfirmDelete, Container, Copyable, Empty, Failed, Header, KeyValue,
    KeyValues, LinkTo, RefreshButton, Status, StatusIndicator, date,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// The most keys that a user can have. Source: spec iam-api.md §3.
const MOST_KEYS: usize = 2;

/// The keys, each with what can be done about it.
#[component]
pub fn AccessKeys(props: &UserCellProps) -> Html {
    let holder = Holder::User(props.name.to_string());
    let read = use_list(holder.call("ListAccessKeys"));
    let create = |full: bool| {
        let route = Route::CreateAccessKey { name: props.name.to_string() };
        if full {
            html! { <Button disabled=true label="Create access key (a user has two at most)">{ "Create access key" }</Button> }
        } else {
            html! { <LinkTo {route} button={ButtonVariant::Normal}>{ "Create access key" }</LinkTo> }
        }
    };
    let (counter, content) = match &*read {
        Ok(keys) if keys.is_empty() => {
            let text =
                "The user has no access keys. Prefer temporary credentials, as roles give, where you can.";
            (Some(0), html! { <Empty title="No access keys" {text} action={create(false)} /> })
        }
        Ok(keys) => {
            let one = |key: &Value| {
                let id = text(key, "AccessKeyId");
                html! { <li key={id}><KeyCard holder={holder.clone()} access_key={key.clone()} /></li> }
            };
            (Some(keys.len()), html! { <ul class="key-cards">{ for keys.iter().map(one) }</ul> })
        }
        Err(failure) => (None, html! { <Failed failure={failure.clone()} /> }),
    };
    let actions = html! { <><RefreshButton />{ create(counter.is_some_and(|n| n >= MOST_KEYS)) }</> };
    let header = html! {
        <Header
            title="Access keys"
            {counter}
            description={html! { { "Programs and the AWS CLI sign requests with these. They last until you delete them; a user has two at most." } }}
            {actions}
        />
    };
    html! { <Container {header}>{ content }</Container> }
}

#[derive(Properties, PartialEq)]
struct KeyCardProps {
    holder: Holder,
    access_key: Value,
}

#[derive(Clone, Copy, PartialEq)]
enum Open {
    Nothing,
    Deactivating,
    Deleting,
}

#[component]
fn KeyCard(props: &KeyCardProps) -> Html {
    let store = use_store();
    let open = use_state(|| Open::Nothing);
    let id = text(&props.access_key, "AccessKeyId");
    let active = text(&props.access_key, "Status") == "Active";
    let created = text(&props.access_key, "CreateDate");
    let used = use_call(last_used_call(&id));
    let set_open = |to: Open| {
        let open = open.setter();
        move |_: MouseEvent| open.set(to)
    };
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let switch = |status: &str| {
        props.holder.call("UpdateAccessKey").with("AccessKeyId", id.as_str()).with("Status", status)
    };
    let run = |call: Call, done: &'static str, failed: &'static str| {
        let (store, close) = (store.clone(), close.clone());
        Callback::from(move |()| {
            act::one(&store, call.clone(), done, failed);
            close.emit(());
        })
    };
    let activate = run(switch("Active"), "Access key activated.", "The access key could not be activated");
    let status = if active { Status::Success } else { Status::Inactive };
    let use_part = |never: &'static str, part: &dyn Fn(LastUsed) -> String| match &*used {
        Ok(reply) => html! { { last_used(reply).map_or_else(|| never.to_owned(), part) } },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    };
    let items = vec![
        KeyValue::new(
            "Status",
            html! {
                <StatusIndicator {status}>{ if active { "Active" } else { "Inactive" } }</StatusIndicator>
            },
        ),
        KeyValue::new("Created", html! { { date::ago(&created, store.now()) } }),
        KeyValue::new("Last used", use_part("Never", &|used| date::ago(&used.date, store.now()))),
        KeyValue::new("Last used region", use_part("N/A", &|used| used.region)),
        KeyValue::new("Last used service", use_part("N/A", &|used| used.service)),
    ];
    let delete = props.holder.call("DeleteAccessKey").with("AccessKeyId", id.as_str());
    html! {
        <div>
            <div class="key-card-header">
                <Copyable text={id.clone()} name="access key" />
                <div class="actions">
                    if active {
                        <Button onclick={set_open(Open::Deactivating)}>{ "Deactivate" }</Button>
                    } else {
                        <Button onclick={activate.reform(|_: MouseEvent| ())}>{ "Activate" }</Button>
                        <Button onclick={set_open(Open::Deleting)}>{ "Delete" }</Button>
                    }
                </div>
            </div>
            <KeyValues {items} />
            { match *open {
                Open::Nothing => html! {},
                Open::Deactivating => html! {
                    <ConfirmDelete
                        title={format!("Deactivate {id}?")}
                        action="Deactivate"
                        onconfirm={run(switch("Inactive"), "Access key deactivated.", "The access key could not be deactivated")}
                        onclose={close.clone()}
                        calls={vec![switch("Inactive")]}
                    >
                        <p>{ "Requests signed with this key are refused until you activate it again. A key must be inactive before it can be deleted here." }</p>
                    </ConfirmDelete>
                },
                Open::Deleting => html! {
                    <ConfirmDelete
                        title={format!("Delete {id}?")}
                        word={id.clone()}
                        onconfirm={run(delete.clone(), "Access key deleted.", "The access key could not be deleted")}
                        onclose={close.clone()}
                        calls={vec![delete]}
                    >
                        <p>{ "The key is deleted for good. Programs that use it stop working." }</p>
                    </ConfirmDelete>
                },
            } }
        </div>
    }
}
