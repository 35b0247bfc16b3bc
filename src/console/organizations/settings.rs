//! The organization itself: any member may look at it.

use super::{about, trail};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{Head, button, buttons, empty, facts, failed, page, panel, primary_if, refresh};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::{OrganizationsPage, Route};
use crate::store::{use_call, use_store};
use crate::ui::{ConfirmDelete, Copyable, KeyValue, ShowCli};
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// The answer to whoever is in no organization.
const NOT_IN_USE: &str = "AWSOrganizationsNotInUseException";

/// The page.
#[component]
pub(super) fn Settings() -> Html {
    let store = use_store();
    let read = use_call(about("DescribeOrganization"));
    let dialogs = use_dialogs();
    let account = store.identity().map(|identity| identity.account).unwrap_or_default();
    let content = match &*read {
        Ok(reply) => {
            let organization = reply.output.get("Organization").cloned().unwrap_or_default();
            let manages = text(&organization, "MasterAccountId") == account;
            let end = if manages {
                button("Delete organization", dialogs.opener(Dialog::Delete))
            } else {
                button("Leave this organization", dialogs.opener(Dialog::Remove))
            };
            details(&organization, buttons([refresh(), end]))
        }
        Err(failure) => outside(failure),
    };
    let dialog = match dialogs.open() {
        Dialog::Delete => html! { <End leave=false onclose={dialogs.closer()} /> },
        Dialog::Remove => html! { <End leave=true onclose={dialogs.closer()} /> },
        _ => html! {},
    };
    page(
        trail(Vec::new(), "Settings"),
        html! { <>{ Head::of_page("Settings").html() }{ content }{ dialog }</> },
    )
}

fn details(organization: &Value, actions: Html) -> Html {
    let features = match text(organization, "FeatureSet").as_str() {
        "ALL" => "All features",
        _ => "Consolidated billing only",
    };
    let copy =
        |member: &str, name: &'static str| html! { <Copyable text={text(organization, member)} {name} /> };
    let items = vec![
        KeyValue::new("Organization ID", copy("Id", "organization ID")),
        KeyValue::new("Management account ID", copy("MasterAccountId", "management account ID")),
        KeyValue::new("Management account email", html! { { text(organization, "MasterAccountEmail") } }),
        KeyValue::new("Feature set", html! { { features } }),
        KeyValue::new("ARN", copy("Arn", "ARN")),
    ];
    facts(Head::new("Organization details").with(actions), items)
}

/// Whether the answer is that the account is in no organization.
pub(super) fn is_outside(failure: &Failure) -> bool {
    failure.error.code == NOT_IN_USE
}

/// Why the organization cannot be shown; whoever is in none is offered to create one.
pub(super) fn outside(failure: &Failure) -> Html {
    if is_outside(failure) {
        html! { <Create /> }
    } else {
        failed(failure)
    }
}

#[component]
fn Create() -> Html {
    let store = use_store();
    let call = about("CreateOrganization");
    let onclick = {
        let call = call.clone();
        Callback::from(move |()| {
            act::one(&store, call.clone(), "Organization created.", "The organization could not be created");
        })
    };
    let create = primary_if(true, "Create an organization", onclick);
    let text = "This account is not a member of an organization. If you create one, this account becomes its \
                management account.";
    let content = html! {
        <>
            { empty("No organization", text, create) }
            <ShowCli calls={vec![call]} />
        </>
    };
    panel(Head::new("AWS Organizations"), content)
}

#[derive(Properties, PartialEq)]
struct EndProps {
    /// Whether this account leaves, instead of the organization being deleted.
    leave: bool,
    onclose: Callback<()>,
}

/// Asks before the organization is left or deleted.
#[component]
fn End(props: &EndProps) -> Html {
    let store = use_store();
    let (operation, title, action, done, failed, text): (_, _, &str, _, _, _) = if props.leave {
        (
            "LeaveOrganization",
            "Leave the organization?",
            "Leave organization",
            "This account has left the organization.",
            "The organization could not be left",
            "This account goes on by itself: no policy of the organization limits it any longer.",
        )
    } else {
        (
            "DeleteOrganization",
            "Delete the organization?",
            "Delete organization",
            "Organization deleted.",
            "The organization could not be deleted",
            "Only an organization without other accounts and without organizational units can be deleted. Its \
             policies are deleted with it.",
        )
    };
    let calls: Vec<Call> = vec![about(operation)];
    let onconfirm = {
        let (calls, close) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if act::all(&store, calls.clone(), done, failed) {
                store.navigate(&Route::Organizations(OrganizationsPage::Accounts));
            }
            close.emit(());
        })
    };
    html! {
        <ConfirmDelete {title} {action} {calls} {onconfirm} onclose={props.onclose.clone()}>
            <p>{ text }</p>
        </ConfirmDelete>
    }
}
