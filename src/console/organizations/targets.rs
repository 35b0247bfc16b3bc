//! Where a policy is attached.

use super::about;
use super::kind::Root;
use super::node::{Node, NodeKind};
use super::tree::Tree;
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{
    Head, List, Select, button, button_if, buttons, empty, end_of_dialog, failed, flush_panel, link, read,
    refresh,
};
use crate::console::states::{Dialog, set, use_dialogs, use_ticked};
use crate::route::{OrganizationsPage, Route};
use crate::store::{use_list, use_reads, use_store};
use crate::ui::{Cell, ConfirmDelete, Modal, Row, ShowCli};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Targets`].
#[derive(Properties, PartialEq)]
pub(super) struct TargetsProps {
    /// The policy's id.
    pub(super) id: String,
    /// Its name.
    pub(super) name: String,
}

/// The tab "Targets".
#[component]
pub(super) fn Targets(props: &TargetsProps) -> Html {
    let store = use_store();
    let targets = use_list(about("ListTargetsForPolicy").with("PolicyId", props.id.as_str()));
    let (ticked, dialogs) = (use_ticked(), use_dialogs());
    let chosen = ticked.keys();
    let head = Head::new("Targets")
        .counting(targets.as_ref().as_ref().ok().map(Vec::len))
        .saying("What the policy is attached to. It applies to all below, too.")
        .with(buttons([
            refresh(),
            button_if(!chosen.is_empty(), "Detach", dialogs.opener(Dialog::Remove)),
            button("Attach", dialogs.opener(Dialog::Add)),
        ]));
    let table = read(&targets, |targets| {
        let list = List {
            select: Select::Many(ticked.keys(), ticked.setter()),
            filter: "Find targets",
            empty: empty("No targets", "The policy is attached nowhere, so it limits nobody.", html! {}),
            ..List::new("Targets", &["Name", "Type", "ID"], targets.iter().map(row).collect())
        };
        list.html()
    });
    let onclose = dialogs.closer_then(move || ticked.clear());
    let detach = |target: &AttrValue| change("DetachPolicy", &props.id, target);
    let calls: Vec<Call> = chosen.iter().map(detach).collect();
    let failed = "The policy could not be detached";
    let onconfirm = act::closing(&store, calls.clone(), "Policy detached.", failed, onclose.clone());
    html! {
        <div>
            { flush_panel(head, table) }
            if dialogs.is(Dialog::Add) {
                <Attach id={props.id.clone()} name={props.name.clone()} onclose={onclose.clone()} />
            }
            if dialogs.is(Dialog::Remove) {
                <ConfirmDelete title={format!("Detach {}?", props.name)} action="Detach policy" {calls} {onconfirm} {onclose}>
                    <p>{ "It no longer applies to what you have ticked and to all below." }</p>
                </ConfirmDelete>
            }
        </div>
    }
}

fn change(operation: &str, policy: &str, target: &str) -> Call {
    about(operation).with("PolicyId", policy).with("TargetId", target)
}

fn row(target: &Value) -> Row {
    let (id, name) = (text(target, "TargetId"), text(target, "Name"));
    let kind = match NodeKind::of(&id) {
        NodeKind::Root => "Root",
        NodeKind::Unit => "Organizational unit",
        NodeKind::Account => "AWS account",
    };
    let page = Route::Organizations(OrganizationsPage::node(id.as_str()));
    let cells = vec![Cell::new(name.clone(), link(name, page)), Cell::text(kind), Cell::text(id.clone())];
    Row { key: id.into(), cells }
}

#[derive(Properties, PartialEq)]
struct AttachProps {
    id: String,
    name: String,
    onclose: Callback<()>,
}

/// Asks in the tree what the policy is to be attached to.
#[component]
fn Attach(props: &AttachProps) -> Html {
    let store = use_store();
    let root = use_reads((), |store, ()| Root::read(store));
    let chosen = use_state(|| None::<Node>);
    let calls: Vec<Call> = chosen.iter().map(|node| change("AttachPolicy", &props.id, &node.id)).collect();
    let ready = !calls.is_empty();
    let done = format!("{} attached.", props.name);
    let act =
        act::closing(&store, calls.clone(), done, "The policy could not be attached", props.onclose.clone());
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    let tree = match &*root {
        Ok(root) => {
            let onchoose = set(&chosen).reform(Some);
            html! { <Tree root={root.id.clone()} chosen={(*chosen).clone()} {onchoose} /> }
        }
        Err(failure) => failed(failure),
    };
    html! {
        <Modal
            title={format!("Attach {}", props.name)}
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Attach policy", ready)}
        >
            <div class="stack">
                { tree }
                if ready {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
