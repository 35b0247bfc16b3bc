//! The summary of a user's page. Each part asks for itself, so that each can be denied by itself.

use super::cells::{UserCellProps, is_absent};
use super::last_used::{last_used, last_used_call};
use crate::console::item::text;
use crate::route::Route;
use crate::store::{use_call, use_list, use_store};
use crate::ui::{
    CellDenied, Container, Copyable, Header, KeyValue, KeyValues, LinkTo, Status, StatusIndicator, date,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Summary`].
#[derive(Properties, PartialEq)]
pub struct SummaryProps {
    /// The user's name.
    pub name: AttrValue,
    /// The answer about the user.
    pub user: Value,
}

/// The summary.
#[component]
pub fn Summary(props: &SummaryProps) -> Html {
    let store = use_store();
    let keys = use_list(Call::new("iam", "ListAccessKeys").with("UserName", props.name.as_str()));
    let key = |number: usize| match &*keys {
        Ok(keys) => match keys.get(number) {
            Some(key) => html! { <KeySummary key={text(key, "AccessKeyId")} access_key={key.clone()} /> },
            None => html! {
                <LinkTo route={Route::CreateAccessKey { name: props.name.to_string() }}>
                    { "Create access key" }
                </LinkTo>
            },
        },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    };
    let arn = text(&props.user, "Arn");
    let used = text(&props.user, "PasswordLastUsed");
    let sign_in = if used.is_empty() { "Never".to_owned() } else { date::ago(&used, store.now()) };
    let items = vec![
        KeyValue::new("ARN", html! { <Copyable text={arn} name="ARN" /> }),
        KeyValue::new("Console access", html! { <ConsoleAccessWord name={props.name.clone()} /> }),
        KeyValue::new("Access key 1", key(0)),
        KeyValue::new("Created", html! { { date::long(&text(&props.user, "CreateDate")) } }),
        KeyValue::new("Last console sign-in", html! { { sign_in } }),
        KeyValue::new("Access key 2", key(1)),
    ];
    html! { <Container header={html! { <Header title="Summary" /> }}><div class="in-three"><KeyValues {items} /></div></Container> }
}

/// `Enabled without MFA`, `Enabled with MFA` or `Disabled`.
#[component]
pub fn ConsoleAccessWord(props: &UserCellProps) -> Html {
    let profile = use_call(Call::new("iam", "GetLoginProfile").with("UserName", props.name.as_str()));
    let devices = use_list(Call::new("iam", "ListMFADevices").with("UserName", props.name.as_str()));
    match (&*profile, &*devices) {
        (Ok(_), Ok(devices)) if devices.is_empty() => html! {
            <StatusIndicator status={Status::Warning}>{ "Enabled without MFA" }</StatusIndicator>
        },
        (Ok(_), Ok(_)) => html! {
            <StatusIndicator status={Status::Success}>{ "Enabled with MFA" }</StatusIndicator>
        },
        (Err(failure), _) if is_absent(failure) => html! { <span>{ "Disabled" }</span> },
        (Err(failure), _) | (_, Err(failure)) => html! { <CellDenied failure={failure.clone()} /> },
    }
}

#[derive(Properties, PartialEq)]
struct KeySummaryProps {
    access_key: Value,
}

#[component]
fn KeySummary(props: &KeySummaryProps) -> Html {
    let store = use_store();
    let id = text(&props.access_key, "AccessKeyId");
    let used = use_call(last_used_call(&id));
    let active = text(&props.access_key, "Status") == "Active";
    let status = if active { Status::Success } else { Status::Inactive };
    let created = text(&props.access_key, "CreateDate");
    let age = date::ago(&created, store.now());
    let used = match &*used {
        Ok(reply) => match last_used(reply) {
            Some(used) => {
                html! { { format!("Used {}. Created {age}.", date::ago(&used.date, store.now())) } }
            }
            None => html! { { format!("Never used. Created {age}.") } },
        },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    };
    html! {
        <div>
            <div>
                <span class="break">{ &id }</span>
                { " - " }
                <StatusIndicator {status}>{ if active { "Active" } else { "Inactive" } }</StatusIndicator>
            </div>
            <div>{ used }</div>
        </div>
    }
}
