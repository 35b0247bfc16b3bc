//! The policies of a type, and whether the type is enabled.

use super::kind::{Root, description, noun, plural};
use super::settings::outside;
use super::{about, trail};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button, button_if, buttons, empty, flush_panel, link, page, panel, primary_if,
    primary_link, read, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::{OrganizationsPage, Route};
use crate::store::{use_list, use_reads, use_store};
use crate::ui::{Cell, ConfirmDelete, Row, ShowCli};
use cloud::Call;
use cloud::organizations::model::PolicyKind;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Policies`].
#[derive(Properties, PartialEq)]
pub(super) struct PoliciesProps {
    /// The type.
    pub(super) kind: PolicyKind,
}

/// The page.
#[component]
pub(super) fn Policies(props: &PoliciesProps) -> Html {
    let kind = props.kind;
    let root = use_reads((), |store, ()| Root::read(store));
    let dialogs = use_dialogs();
    let enabled = root.as_ref().as_ref().is_ok_and(|root| root.enabled.contains(&kind));
    let disable = format!("Disable {}", noun(kind));
    let head = Head::of_page(plural(kind)).saying(description(kind)).with(if enabled {
        button("Disable", dialogs.opener(Dialog::Remove))
    } else {
        Html::default()
    });
    let content = match &*root {
        Ok(_) if enabled => html! { <PolicyList {kind} /> },
        Ok(root) => html! { <Enable {kind} root={root.id.clone()} /> },
        Err(failure) => outside(failure),
    };
    let root_id = root.as_ref().as_ref().map(|root| root.id.clone()).unwrap_or_default();
    let content = html! {
        <>
            { head.html() }
            { content }
            if dialogs.is(Dialog::Remove) {
                <Disable {kind} root={root_id} title={disable} onclose={dialogs.closer()} />
            }
        </>
    };
    page(trail(vec![("Policies".into(), OrganizationsPage::Policies)], plural(kind)), content)
}

#[component]
fn PolicyList(props: &PoliciesProps) -> Html {
    let kind = props.kind;
    let policies = use_list(about("ListPolicies").with("Filter", kind.as_str()));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let named = |policy: &&Value| ticked.has(&text(policy, "Name")) && policy["AwsManaged"] != true;
    let chosen = policies.as_ref().as_ref().ok().and_then(|policies| policies.iter().find(named));
    let create = Route::Organizations(OrganizationsPage::CreatePolicy(kind));
    let head = Head::new("Available policies").counting(policies.as_ref().as_ref().ok().map(Vec::len)).with(
        buttons([
            refresh(),
            button_if(chosen.is_some(), "Delete policy", dialogs.opener(Dialog::Delete)),
            primary_link("Create policy", create),
        ]),
    );
    let table = read(&policies, |policies| {
        let list = List {
            select: Select::One(ticked.keys(), ticked.setter()),
            filter: "Find policies",
            empty: empty("No policies", "There is no policy of this type.", html! {}),
            ..List::new(plural(kind), &["Name", "Kind", "Description"], policies.iter().map(row).collect())
        };
        list.html()
    });
    let onclose = {
        let ticked = ticked.clone();
        dialogs.closer_if_gone(move || ticked.clear())
    };
    html! {
        <div>
            { flush_panel(head, table) }
            if let Some(policy) = chosen.filter(|_| dialogs.is(Dialog::Delete)) {
                <DeletePolicy id={text(policy, "Id")} name={text(policy, "Name")} {onclose} />
            }
        </div>
    }
}

fn row(policy: &Value) -> Row {
    let cells = vec![policy_link(policy), policy_kind(policy), Cell::text(text(policy, "Description"))];
    Row { key: text(policy, "Name").into(), cells }
}

/// The name of the policy that a list's row is about, leading to its page.
pub(super) fn policy_link(policy: &Value) -> Cell {
    let name = text(policy, "Name");
    let page = OrganizationsPage::policy(text(policy, "Id"));
    Cell::new(name.clone(), link(name, Route::Organizations(page)))
}

/// Whether it is AWS's own.
pub(super) fn policy_kind(policy: &Value) -> Cell {
    Cell::text(if policy["AwsManaged"] == true { "AWS managed policy" } else { "Customer managed policy" })
}

#[derive(Properties, PartialEq)]
struct EnableProps {
    kind: PolicyKind,
    root: String,
}

/// What stands in the place of the policies of a type that is disabled.
#[component]
fn Enable(props: &EnableProps) -> Html {
    let store = use_store();
    let kind = props.kind;
    let call =
        about("EnablePolicyType").with("RootId", props.root.as_str()).with("PolicyType", kind.as_str());
    let enable = {
        let (call, done) = (call.clone(), format!("{} enabled.", plural(kind)));
        Callback::from(move |()| {
            act::one(&store, call.clone(), done.as_str(), "The policy type could not be enabled");
        })
    };
    let text = match kind {
        PolicyKind::ServiceControl => {
            "Once enabled, FullAWSAccess is attached everywhere, so that nothing is limited before you say so."
        }
        PolicyKind::ResourceControl => {
            "Once enabled, RCPFullAWSAccess is attached everywhere, so that nothing is limited before you say so."
        }
    };
    let content = html! {
        <>
            { empty("Disabled", text, primary_if(true, "Enable", enable)) }
            <ShowCli calls={vec![call]} />
        </>
    };
    panel(Head::new(plural(kind)), content)
}

#[derive(Properties, PartialEq)]
struct DisableProps {
    kind: PolicyKind,
    root: String,
    title: String,
    onclose: Callback<()>,
}

/// Asks before a type is disabled.
#[component]
fn Disable(props: &DisableProps) -> Html {
    let store = use_store();
    let call = about("DisablePolicyType")
        .with("RootId", props.root.as_str())
        .with("PolicyType", props.kind.as_str());
    let calls: Vec<Call> = vec![call];
    let done = format!("{} disabled.", plural(props.kind));
    let failed = "The policy type could not be disabled";
    let onconfirm = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    html! {
        <ConfirmDelete
            title={format!("{}?", props.title)}
            action="Disable"
            word="disable"
            {calls}
            {onconfirm}
            onclose={props.onclose.clone()}
        >
            <p>
                { "All of them are detached everywhere at once, and it is not remembered where they were. The policies \
                themselves stay." }
            </p>
        </ConfirmDelete>
    }
}

/// Properties of [`DeletePolicy`].
#[derive(Properties, PartialEq)]
pub(super) struct DeletePolicyProps {
    /// The policy's id.
    pub(super) id: String,
    /// Its name, which has to be typed.
    pub(super) name: String,
    /// Told that the dialog is to be closed, and whether the policy is gone.
    pub(super) onclose: Callback<bool>,
}

/// Asks before a policy is deleted.
#[component]
pub(super) fn DeletePolicy(props: &DeletePolicyProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let call = about("DeletePolicy").with("PolicyId", props.id.as_str());
    let onconfirm = {
        let (call, onclose, done) = (call.clone(), props.onclose.clone(), format!("Policy {name} deleted."));
        Callback::from(move |()| {
            onclose.emit(act::one(&store, call.clone(), done.as_str(), "The policy could not be deleted"));
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Delete {name}?")}
            word={name.clone()}
            calls={vec![call]}
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>{ "Only a policy that is attached nowhere can be deleted." }</p>
        </ConfirmDelete>
    }
}
