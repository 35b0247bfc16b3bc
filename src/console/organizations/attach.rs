//! Attaching policies to a root, unit or account.

use super::about;
use super::kind::plural;
use super::policies::{policy_kind, policy_link};
use crate::console::act;
use crate::console::item::{counted, text};
use crate::console::parts::{List, Select, empty, end_of_dialog, read};
use crate::console::states::use_ticked;
use crate::store::{use_list, use_store};
use crate::ui::{Modal, Row, ShowCli};
use cloud::Call;
use cloud::organizations::model::PolicyKind;
use yew::prelude::*;

/// Properties of [`AttachPolicies`].
#[derive(Properties, PartialEq)]
pub(super) struct AttachPoliciesProps {
    /// The root, unit or account.
    pub(super) id: String,
    /// The type of the policies.
    pub(super) kind: PolicyKind,
    /// The ids of those that are attached already.
    pub(super) present: Vec<String>,
    /// Told that the dialog is to be closed.
    pub(super) onclose: Callback<()>,
}

/// A dialog with the policies that can be attached, to tick.
#[component]
pub(super) fn AttachPolicies(props: &AttachPoliciesProps) -> Html {
    let store = use_store();
    let policies = use_list(about("ListPolicies").with("Filter", props.kind.as_str()));
    let ticked = use_ticked();
    let offered: Vec<_> = policies
        .as_ref()
        .as_ref()
        .map(|rows| rows.iter().filter(|row| !props.present.contains(&text(row, "Id"))).collect())
        .unwrap_or_default();
    let chosen = offered.iter().filter(|policy| ticked.has(&text(policy, "Name")));
    let attach = |policy: &&serde_json::Value| {
        about("AttachPolicy").with("PolicyId", text(policy, "Id")).with("TargetId", props.id.as_str())
    };
    let calls: Vec<Call> = chosen.map(attach).collect();
    let ready = !calls.is_empty();
    let done = counted(calls.len(), "policy", "policies") + " attached.";
    let act =
        act::closing(&store, calls.clone(), done, "The policy could not be attached", props.onclose.clone());
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    let table = read(&policies, |_| {
        let row = |policy: &&serde_json::Value| Row {
            key: text(policy, "Name").into(),
            cells: vec![policy_link(policy), policy_kind(policy)],
        };
        let list = List {
            select: Select::Many(ticked.keys(), ticked.setter()),
            filter: "Find policies",
            empty: empty("No policies", "There is no other policy of this type.", html! {}),
            ..List::new(plural(props.kind), &["Name", "Kind"], offered.iter().map(row).collect())
        };
        list.html()
    });
    html! {
        <Modal
            title="Attach policies"
            wide=true
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Attach policy", ready)}
        >
            <div class="stack">
                { table }
                if ready {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
