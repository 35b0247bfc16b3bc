//! The policies that apply to a root, unit or account, level by level from the root down.

use super::about;
use super::attach::AttachPolicies;
use super::kind::{Root, noun, plural};
use super::node::{Node, way};
use super::policies::{policy_kind, policy_link};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button, button_if, buttons, empty, failed, flush_panel, link, panel, read, refresh,
};
use crate::console::states::{Dialog, use_dialogs, use_ticked};
use crate::route::{OrganizationsPage, Route};
use crate::store::{Store, use_reads, use_store};
use crate::ui::{Cell, ConfirmDelete, Row};
use cloud::organizations::model::PolicyKind;
use cloud::{Call, Failure};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`AppliedPolicies`].
#[derive(Properties, PartialEq)]
pub(super) struct AppliedPoliciesProps {
    /// The root, unit or account.
    pub(super) id: String,
}

/// The tab "Policies": a part for each type.
#[component]
pub(super) fn AppliedPolicies(props: &AppliedPoliciesProps) -> Html {
    let root = use_reads((), |store, ()| Root::read(store));
    match &*root {
        Ok(root) => html! {
            <div class="stack">
                { for PolicyKind::ALL.into_iter().map(|kind| part(&props.id, kind, root.enabled.contains(&kind))) }
            </div>
        },
        Err(failure) => html! { <div>{ failed(failure) }</div> },
    }
}

fn part(id: &str, kind: PolicyKind, enabled: bool) -> Html {
    if enabled {
        return html! { <Applied key={kind.as_str()} id={id.to_owned()} {kind} /> };
    }
    let page = link("their page", Route::Organizations(OrganizationsPage::PoliciesOf(kind)));
    let content = html! {
        <p>{ format!("The organization has {} disabled. ", noun(kind)) }{ "They are enabled on " }{ page }{ "." }</p>
    };
    html! { <div key={kind.as_str()}>{ panel(Head::new(plural(kind)), content) }</div> }
}

/// What is attached at one level.
#[derive(Clone, Debug, PartialEq)]
struct Level {
    node: Node,
    policies: Vec<Value>,
}

fn levels(store: &Store, id: &str, kind: PolicyKind) -> Result<Vec<Level>, Failure> {
    let level = |node: Node| {
        let call = about("ListPoliciesForTarget").with("TargetId", node.id.as_str());
        Ok(Level { policies: store.list(&call.with("Filter", kind.as_str()))?, node })
    };
    way(store, id)?.into_iter().map(level).collect()
}

#[derive(Properties, PartialEq)]
struct AppliedProps {
    id: String,
    kind: PolicyKind,
}

/// The policies of one type.
#[component]
fn Applied(props: &AppliedProps) -> Html {
    let (id, kind) = (&props.id, props.kind);
    let levels = use_reads((id.clone(), kind), |store, (id, kind)| levels(store, id, *kind));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let of_own = |levels: &[Level]| levels.last().map(|level| level.policies.clone()).unwrap_or_default();
    let own: Vec<Value> = levels.as_ref().as_ref().map(|levels| of_own(levels)).unwrap_or_default();
    // What is attached above can only be detached there.
    let chosen = own.iter().find(|policy| ticked.has(&key(id, policy)));
    let head = Head::new(plural(kind)).saying(combine(kind)).with(buttons([
        refresh(),
        button_if(chosen.is_some(), "Detach", dialogs.opener(Dialog::Remove)),
        button("Attach", dialogs.opener(Dialog::Add)),
    ]));
    let table = read(&levels, |levels| {
        let rows = levels.iter().flat_map(|level| level.policies.iter().map(|policy| row(id, level, policy)));
        let list = List {
            select: Select::One(ticked.keys(), ticked.setter()),
            empty: empty("No policies", "No policy of this type applies.", html! {}),
            ..List::new(plural(kind), &["Name", "Kind", "Source"], rows.collect())
        };
        list.html()
    });
    let onclose = dialogs.closer_then({
        let ticked = ticked.clone();
        move || ticked.clear()
    });
    let dialog = match (dialogs.open(), chosen) {
        (Dialog::Add, _) => {
            let present = own.iter().map(|policy| text(policy, "Id")).collect::<Vec<_>>();
            html! { <AttachPolicies id={id.clone()} {kind} {present} {onclose} /> }
        }
        (Dialog::Remove, Some(policy)) => {
            html! { <Detach id={id.clone()} policy={text(policy, "Id")} name={text(policy, "Name")} {onclose} /> }
        }
        _ => html! {},
    };
    html! { <div>{ flush_panel(head, table) }{ dialog }</div> }
}

const fn combine(kind: PolicyKind) -> &'static str {
    match kind {
        PolicyKind::ServiceControl => {
            "From the root down. A request is possible only if at every level some policy allows it, and no policy \
             denies it. The management account is not limited."
        }
        PolicyKind::ResourceControl => {
            "From the root down. A request is possible only if none of them denies it. The management account's \
             resources are not limited."
        }
    }
}

fn key(node: &str, policy: &Value) -> String {
    format!("{} at {node}", text(policy, "Name"))
}

fn row(id: &str, level: &Level, policy: &Value) -> Row {
    let node = &level.node;
    let source = if node.id == id {
        Cell::text("Attached directly")
    } else {
        let name = format!("Inherited from {}", node.name);
        Cell::new(name.clone(), link(name, node.route()))
    };
    let cells = vec![policy_link(policy), policy_kind(policy), source];
    Row { key: key(&node.id, policy).into(), cells }
}

#[derive(Properties, PartialEq)]
struct DetachProps {
    id: String,
    policy: String,
    name: String,
    onclose: Callback<()>,
}

/// Asks before a policy is detached.
#[component]
fn Detach(props: &DetachProps) -> Html {
    let store = use_store();
    let call =
        about("DetachPolicy").with("PolicyId", props.policy.as_str()).with("TargetId", props.id.as_str());
    let calls: Vec<Call> = vec![call];
    let done = format!("{} detached.", props.name);
    let failed = "The policy could not be detached";
    let onconfirm = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    html! {
        <ConfirmDelete
            title={format!("Detach {}?", props.name)}
            action="Detach policy"
            {calls}
            {onconfirm}
            onclose={props.onclose.clone()}
        >
            <p>{ "It no longer applies here and to all below. The policy itself stays and can be attached again." }</p>
        </ConfirmDelete>
    }
}
