//! The cells of the users' list that make calls of their own, as the real page's do. Only rows on the page
//! shown make them.

use super::last_used::{last_used, last_used_call};
use crate::console::item::text;
use crate::console::parts::{asked_cell, cell_denied, link};
use crate::console::permissions::Holder;
use crate::route::Route;
use crate::store::Store;
use crate::ui::{Cell, Row, date};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// A call about a user.
pub(super) fn about(operation: &str, name: &str) -> Call {
    Holder::User(name.to_owned()).call(operation)
}

/// "Groups" and "MFA": the number of rows that a list about the user has; `-` for none.
pub fn count(operation: &'static str, name: &str) -> Cell {
    let call = about(operation, name);
    asked_cell(format!("{operation} of {name}"), move |store| match store.list(&call) {
        Ok(rows) if rows.is_empty() => html! { { "-" } },
        Ok(rows) => html! { { rows.len() } },
        Err(failure) => cell_denied(&failure),
    })
}

/// A row of a group's users: name, creation, groups, last activity.
pub fn user_row(user: &Value) -> Row {
    let (name, created) = (text(user, "UserName"), text(user, "CreateDate"));
    let page = Route::User { name: name.clone(), tab: String::new() };
    let cells = vec![
        Cell::new(name.clone(), link(name.clone(), page)),
        Cell::new(created.clone(), html! { { date::long(&created) } }),
        count("ListGroupsForUser", &name),
        last_activity(&name, text(user, "PasswordLastUsed")),
    ];
    Row { key: name.into(), cells }
}

/// "Password age".
pub fn password_age(name: &str) -> Cell {
    let call = about("GetLoginProfile", name);
    asked_cell(format!("password age of {name}"), move |store| match store.read(&call) {
        Ok(reply) => {
            let created = reply.text(&["LoginProfile", "CreateDate"]).unwrap_or_default();
            html! { <span title={date::long(created)}>{ date::age(created, store.now()) }</span> }
        }
        Err(failure) if is_absent(&failure) => html! { { "-" } },
        Err(failure) => cell_denied(&failure),
    })
}

/// Whether the answer is that there is no such thing, which is no failure.
pub(super) fn is_absent(failure: &Failure) -> bool {
    failure.error.code == "NoSuchEntity"
}

/// "Last activity": the last sign-in, which ListUsers told, or use of an access key.
pub fn last_activity(name: &str, password_used: String) -> Cell {
    let about = format!("last activity of {name} after {password_used}");
    let name = name.to_owned();
    asked_cell(about, move |store| match keys_used(store, &name) {
        Ok(dates) => {
            // ISO 8601 texts of one form sort by time.
            match dates.iter().chain([&password_used]).max().filter(|latest| !latest.is_empty()) {
                Some(latest) => {
                    html! { <span title={date::long(latest)}>{ date::ago(latest, store.now()) }</span> }
                }
                None => html! { { "-" } },
            }
        }
        Err(failure) => cell_denied(&failure),
    })
}

/// When the user's access keys were last used.
fn keys_used(store: &Store, name: &str) -> Result<Vec<String>, Failure> {
    let keys = store.list(&about("ListAccessKeys", name))?;
    let used = |key: &Value| store.read(&last_used_call(&text(key, "AccessKeyId")));
    let uses = keys.iter().map(used).collect::<Result<Vec<_>, Failure>>()?;
    Ok(uses.iter().filter_map(last_used).map(|used| used.date).collect())
}
