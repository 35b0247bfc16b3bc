//! The tab "Last accessed": which services something gives access to, and when they were last used by it.

use crate::console::item::{opt_text, text};
use crate::console::parts::{
    Head, List, asked_cell, cell_denied, empty, failed, flush_panel, labelled_button,
};
use crate::store::{Store, use_store};
use crate::ui::{Cell, Row, date};
use cloud::{Call, Failure};
use serde_json::{Value, json};
use yew::prelude::*;

/// Properties of [`LastAccessed`].
#[derive(Properties, PartialEq)]
pub struct LastAccessedProps {
    /// The user, group, role or policy.
    pub arn: String,
}

/// The report. As in AWS it has to be made before it can be read: once when the tab is opened, and again by its
/// button.
#[component]
pub fn LastAccessed(props: &LastAccessedProps) -> Html {
    let store = use_store();
    let report = use_state(|| None::<Result<Vec<Value>, Failure>>);
    let asked = use_state(|| 0_u32);
    {
        let report = report.setter();
        use_effect_with((props.arn.clone(), *asked), move |(arn, _)| report.set(Some(fetch(&store, arn))));
    }
    let again = {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(*asked + 1))
    };
    let head = Head::new("Last accessed")
        .saying("Services that the policies give access to, and their last use. What is never used need not be allowed.")
        .with(labelled_button("Refresh", "Make the report anew", again));
    let content = match &*report {
        None => html! { <p role="status">{ "The report is being made." }</p> },
        Some(Err(failure)) => failed(failure),
        Some(Ok(services)) => table(&props.arn, services),
    };
    html! { <div>{ flush_panel(head, content) }</div> }
}

fn fetch(store: &Store, arn: &str) -> Result<Vec<Value>, Failure> {
    let job = store.call(Call::new("iam", "GenerateServiceLastAccessedDetails").with("Arn", arn))?;
    let job = job.text(&["JobId"]).unwrap_or_default();
    let get = Call::new("iam", "GetServiceLastAccessedDetails").with("JobId", job).with("MaxItems", 1000);
    Ok(store.call(get)?.list("ServicesLastAccessed").to_vec())
}

fn table(arn: &str, services: &[Value]) -> Html {
    // A policy is granted by itself.
    let by_policies = !arn.contains(":policy/");
    let columns: &[&'static str] = if by_policies {
        &["Service", "Last accessed", "Region", "Policies granting permissions"]
    } else {
        &["Service", "Last accessed", "Region"]
    };
    let list = List {
        asked: usize::from(by_policies),
        filter: "Search services",
        empty: empty("No services", "No policy gives access to any of the simulated services.", html! {}),
        ..List::new(
            "Last accessed",
            columns,
            services.iter().map(|service| row(arn, by_policies, service)).collect(),
        )
    };
    list.html()
}

fn row(arn: &str, by_policies: bool, service: &Value) -> Row {
    let used = opt_text(service, "LastAuthenticated");
    let when = used.as_deref().map_or_else(|| "Not accessed".to_owned(), date::long);
    let region = opt_text(service, "LastAuthenticatedRegion").unwrap_or_else(|| "-".to_owned());
    let mut cells = vec![
        Cell::text(text(service, "ServiceName")),
        Cell::new(used.unwrap_or_default(), html! { { when } }),
        Cell::text(region),
    ];
    if by_policies {
        cells.push(granting(arn, &text(service, "ServiceNamespace")));
    }
    Row { key: text(service, "ServiceNamespace").into(), cells }
}

/// The policies that give access to a service.
fn granting(arn: &str, service: &str) -> Cell {
    let call = Call::new("iam", "ListPoliciesGrantingServiceAccess")
        .with("Arn", arn)
        .with("ServiceNamespaces", json!([service]));
    asked_cell(format!("{service} for {arn}"), move |store| match store.read(&call) {
        Ok(reply) => {
            let services = reply.list("PoliciesGrantingServiceAccess").iter();
            let policies = services.filter_map(|service| service["Policies"].as_array()).flatten();
            let names: Vec<String> = policies.map(|policy| text(policy, "PolicyName")).collect();
            html! { { if names.is_empty() { "-".to_owned() } else { names.join(", ") } } }
        }
        Err(failure) => cell_denied(&failure),
    })
}
