//! The cells of the users' list that make calls of their own, as the real page's do. Only rows on the page
//! shown make them.

use super::last_used::{last_used, last_used_call};
use crate::console::item::text;
use crate::store::{use_call, use_list, use_reads, use_store};
use crate::ui::{CellDenied, date};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of the cells.
#[derive(Properties, PartialEq)]
pub struct UserCellProps {
    /// The user's name.
    pub name: AttrValue,
}

/// A call about a user.
fn about(operation: &str, name: &str) -> Call {
    Call::new("iam", operation).with("UserName", name)
}

/// The number of rows that a list has; `-` for none.
fn count(rows: &Result<Vec<Value>, Failure>) -> Html {
    match rows {
        Ok(rows) if rows.is_empty() => html! { <span>{ "-" }</span> },
        Ok(rows) => html! { <span>{ rows.len() }</span> },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    }
}

/// "Groups": in how many the user is.
#[component]
pub fn Groups(props: &UserCellProps) -> Html {
    count(&use_list(about("ListGroupsForUser", &props.name)))
}

/// "MFA": how many devices the user has.
#[component]
pub fn Mfa(props: &UserCellProps) -> Html {
    count(&use_list(about("ListMFADevices", &props.name)))
}

/// "Password age".
#[component]
pub fn PasswordAge(props: &UserCellProps) -> Html {
    let store = use_store();
    let profile = use_call(about("GetLoginProfile", &props.name));
    match &*profile {
        Ok(reply) => {
            let created = reply.text(&["LoginProfile", "CreateDate"]).unwrap_or_default();
            html! { <span title={date::long(created)}>{ date::age(created, store.now()) }</span> }
        }
        Err(failure) if is_absent(failure) => html! { <span>{ "-" }</span> },
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    }
}

/// Whether the answer is that there is no such thing, which is no failure.
pub(super) fn is_absent(failure: &Failure) -> bool {
    failure.error.code == "NoSuchEntity"
}

/// Properties of [`LastActivity`].
#[derive(Properties, PartialEq)]
pub struct LastActivityProps {
    /// The user's name.
    pub name: AttrValue,
    /// When the user last signed in to the console, as ListUsers says; may be empty.
    pub password_used: String,
}

/// "Last activity": the last sign-in or use of an access key.
#[component]
pub fn LastActivity(props: &LastActivityProps) -> Html {
    let store = use_store();
    let keys_used = use_reads(props.name.clone(), |store, name| {
        let keys = store.list(&about("ListAccessKeys", name))?;
        let used = |key: &Value| store.read(&last_used_call(&text(key, "AccessKeyId")));
        let uses = keys.iter().map(used).collect::<Result<Vec<_>, Failure>>()?;
        Ok::<_, Failure>(uses.iter().filter_map(last_used).map(|used| used.date).collect::<Vec<String>>())
    });
    match &*keys_used {
        Ok(dates) => {
            // ISO 8601 texts of one form sort by time.
            let latest = dates.iter().max().into_iter().chain([&props.password_used]).max();
            match latest.filter(|latest| !latest.is_empty()) {
                Some(latest) => {
                    html! { <span title={date::long(latest)}>{ date::ago(latest, store.now()) }</span> }
                }
                None => html! { <span>{ "-" }</span> },
            }
        }
        Err(failure) => html! { <CellDenied failure={failure.clone()} /> },
    }
}
