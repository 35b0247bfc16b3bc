//! Invitations: those that the organization sent, and to an account in no organization those that it was sent.

use super::settings::is_outside;
use super::{about, trail};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Field, Head, List, Select, button, button_if, buttons, empty, end_of_dialog, failed, flush_panel, page,
    read, refresh,
};
use crate::console::states::{Dialog, set, use_dialogs, use_ticked};
use crate::store::{use_call, use_list, use_store};
use crate::ui::{Cell, Modal, Row, ShowCli, date};
use cloud::Call;
use serde_json::{Value, json};
use yew::prelude::*;

/// The page.
#[component]
pub(super) fn Invitations() -> Html {
    let organization = use_call(about("DescribeOrganization"));
    let content = match &*organization {
        Ok(_) => html! { <Sent /> },
        Err(failure) if is_outside(failure) => html! { <Received /> },
        Err(failure) => failed(failure),
    };
    let head = Head::of_page("Invitations")
        .saying("Accounts that were there before join an organization by invitation.");
    page(trail(Vec::new(), "Invitations"), html! { <>{ head.html() }{ content }</> })
}

fn is_open(handshake: &Value) -> bool {
    ["OPEN", "REQUESTED"].contains(&text(handshake, "State").as_str())
}

/// The value of an invitation's part of a type.
fn part(handshake: &Value, list: &str, member: &str, kind: &str) -> String {
    let parts = handshake.get(list).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    parts.iter().find(|part| part["Type"] == kind).map(|part| text(part, member)).unwrap_or_default()
}

fn row(handshake: &Value) -> Row {
    let organization = part(handshake, "Resources", "Value", "ORGANIZATION");
    let (sent, until) = (text(handshake, "RequestedTimestamp"), text(handshake, "ExpirationTimestamp"));
    let moment = |iso: String| Cell::new(iso.clone(), html! { { date::long(&iso) } });
    let cells = vec![
        Cell::text(part(handshake, "Resources", "Value", "ACCOUNT")),
        Cell::text(organization),
        Cell::text(text(handshake, "State")),
        moment(sent),
        moment(until),
    ];
    Row { key: text(handshake, "Id").into(), cells }
}

const COLUMNS: [&str; 5] = ["Account ID", "Organization", "State", "Sent", "Expires"];

/// Those that the organization sent.
#[component]
fn Sent() -> Html {
    let store = use_store();
    let handshakes = use_list(about("ListHandshakesForOrganization"));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let mut open = handshakes.as_ref().as_ref().ok().into_iter().flatten().filter(|one| is_open(one));
    let chosen = open.find(|one| ticked.has(&text(one, "Id"))).map(|one| text(one, "Id"));
    let cancel = {
        let calls =
            chosen.iter().map(|id| about("CancelHandshake").with("HandshakeId", id.as_str())).collect();
        let failed = "The invitation could not be canceled";
        act::closing(&store, calls, "Invitation canceled.", failed, dialogs.closer())
    };
    let head = Head::new("Sent invitations").with(buttons([
        refresh(),
        button_if(chosen.is_some(), "Cancel invitation", cancel),
        button("Invite an account", dialogs.opener(Dialog::Add)),
    ]));
    let table = read(&handshakes, |handshakes| {
        let list = List {
            select: Select::One(ticked.keys(), ticked.setter()),
            empty: empty("No invitations", "The organization has invited nobody yet.", html! {}),
            ..List::new("Invitations", &COLUMNS, handshakes.iter().map(row).collect())
        };
        list.html()
    });
    html! {
        <div>
            { flush_panel(head, table) }
            if dialogs.is(Dialog::Add) {
                <Invite onclose={dialogs.closer()} />
            }
        </div>
    }
}

/// Those that this account was sent.
#[component]
fn Received() -> Html {
    let store = use_store();
    let handshakes = use_list(about("ListHandshakesForAccount"));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let mut open = handshakes.as_ref().as_ref().ok().into_iter().flatten().filter(|one| is_open(one));
    let chosen = open.find(|one| ticked.has(&text(one, "Id"))).map(|one| text(one, "Id"));
    let answer = |operation: &str, done: &'static str, failed: &'static str| {
        let calls: Vec<Call> =
            chosen.iter().map(|id| about(operation).with("HandshakeId", id.as_str())).collect();
        act::closing(&store, calls, done, failed, dialogs.closer())
    };
    let accept = answer(
        "AcceptHandshake",
        "This account has joined the organization.",
        "The invitation could not be accepted",
    );
    let decline = answer("DeclineHandshake", "Invitation declined.", "The invitation could not be declined");
    let head = Head::new("Received invitations").with(buttons([
        refresh(),
        button_if(chosen.is_some(), "Decline", decline),
        button_if(chosen.is_some(), "Accept", accept),
    ]));
    let table = read(&handshakes, |handshakes| {
        let list = List {
            select: Select::One(ticked.keys(), ticked.setter()),
            empty: empty("No invitations", "No organization has invited this account.", html! {}),
            ..List::new("Invitations", &COLUMNS, handshakes.iter().map(row).collect())
        };
        list.html()
    });
    flush_panel(head, table)
}

#[derive(Properties, PartialEq)]
struct InviteProps {
    onclose: Callback<()>,
}

/// Asks whom to invite.
#[component]
fn Invite(props: &InviteProps) -> Html {
    let store = use_store();
    let (account, notes) = (use_state(String::new), use_state(String::new));
    let ready = !account.trim().is_empty();
    let target =
        json!({"Id": account.trim(), "Type": if account.contains('@') { "EMAIL" } else { "ACCOUNT" }});
    let call = about("InviteAccountToOrganization").with("Target", target);
    let calls = vec![if notes.trim().is_empty() { call } else { call.with("Notes", notes.trim()) }];
    let (done, failed) = ("Invitation sent.", "The invitation could not be sent");
    let act = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    html! {
        <Modal
            title="Invite an AWS account"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Send invitation", ready)}
        >
            <div class="stack">
                { Field::new("Account ID or email address of the account's owner").line(&account, set(&account)) }
                { Field::new("Message - optional").lines(&notes, set(&notes)) }
                if ready {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
