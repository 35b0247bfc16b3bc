//! The credential report: one line a user, to look at and to download.

use crate::browser;
use crate::console::item::counted;
use crate::console::parts::{Head, List, empty, flush_panel, iam_trail, page, primary_if};
use crate::store::{Store, use_store};
use crate::ui::{Cell, Empty, FormFailure, Row, ShowCli};
use base64::{Engine as _, engine::general_purpose::STANDARD as BASE64};
use cloud::{Call, Failure};
use yew::prelude::*;

/// The columns that are shown: heading, and name in the report. The download has all.
const COLUMNS: [(&str, &str); 7] = [
    ("User", "user"),
    ("Created", "user_creation_time"),
    ("Password", "password_enabled"),
    ("Password last used", "password_last_used"),
    ("MFA", "mfa_active"),
    ("Access key 1", "access_key_1_active"),
    ("Access key 2", "access_key_2_active"),
];

fn calls() -> Vec<Call> {
    ["GenerateCredentialReport", "GetCredentialReport"].map(|operation| Call::new("iam", operation)).to_vec()
}

/// Has a report made, if there is no fresh one, and reads it.
fn fetch(store: &Store) -> Result<String, Failure> {
    let mut content = String::new();
    for call in calls() {
        let reply = store.call(call)?;
        content = reply.text(&["Content"]).unwrap_or_default().to_owned();
    }
    let bytes = BASE64.decode(content).unwrap_or_default();
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The page. As in AWS, the report is made when it is asked for, and is up to four hours old.
#[component]
pub fn CredentialReport() -> Html {
    let store = use_store();
    let report = use_state(String::new);
    let failure = use_state(|| None::<Failure>);
    let ondownload = {
        let (report, failure) = (report.setter(), failure.setter());
        Callback::from(move |()| match fetch(&store) {
            Ok(text) => {
                browser::download("credential_report.csv", &text);
                report.set(text);
                failure.set(None);
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    let head = Head::of_page("Credential report")
        .saying("All users of the account, and the state of their passwords, access keys and MFA devices.")
        .with(primary_if(true, "Download credentials report", ondownload));
    let content = html! {
        <>
            { head.html() }
            <FormFailure failure={(*failure).clone()} title="The report could not be made" />
            { table(&report) }
            <ShowCli calls={calls()} />
        </>
    };
    page(iam_trail(Vec::new(), "Credential report"), content)
}

fn table(report: &str) -> Html {
    let mut lines = report.lines().map(|line| line.split(',').collect::<Vec<_>>());
    let Some(names) = lines.next() else {
        let text = "The report is made when you download it. One that was made in the last four hours is taken again.";
        return html! { <Empty title="No report yet" {text} /> };
    };
    let row = |line: Vec<&str>| {
        let cell = |(_, name): &(&str, &str)| {
            let at = names.iter().position(|other| other == name);
            Cell::text(at.and_then(|at| line.get(at)).copied().unwrap_or_default().to_owned())
        };
        Row {
            key: line.first().copied().unwrap_or_default().to_owned().into(),
            cells: COLUMNS.iter().map(cell).collect(),
        }
    };
    let rows: Vec<Row> = lines.map(row).collect();
    let head = Head::new("Report").saying(counted(rows.len(), "user", "users"));
    let titles = COLUMNS.map(|(title, _)| title);
    let list = List {
        filter: "Search users",
        empty: empty("No users", "The report is empty.", html! {}),
        ..List::new("Credential report", &titles, rows)
    };
    flush_panel(head, list.html())
}
