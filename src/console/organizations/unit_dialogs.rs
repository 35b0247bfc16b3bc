//! Creating, renaming and deleting organizational units.

use super::about;
use super::node::Node;
use crate::console::act;
use crate::console::parts::{Field, end_of_dialog};
use crate::console::states::set;
use crate::store::use_store;
use crate::ui::{ConfirmDelete, Modal, ShowCli};
use cloud::Call;
use yew::prelude::*;

/// Properties of the dialogs about a node.
#[derive(Properties, PartialEq)]
pub(super) struct NodeDialogProps {
    /// The unit; of a new one the root or unit that it will be in.
    pub(super) node: Node,
    /// Told that the dialog is to be closed.
    pub(super) onclose: Callback<()>,
}

/// Asks for the name of a new unit.
#[component]
pub(super) fn CreateUnit(props: &NodeDialogProps) -> Html {
    let name = use_state(String::new);
    let call =
        about("CreateOrganizationalUnit").with("ParentId", props.node.id.as_str()).with("Name", name.trim());
    let title = format!("Create organizational unit in {}", props.node.name);
    let done = format!("Organizational unit {} created.", name.trim());
    html! { <Naming {title} name={(*name).clone()} oninput={set(&name)} action="Create organizational unit" {call} {done} failed="The organizational unit could not be created" onclose={props.onclose.clone()} /> }
}

/// Asks for a unit's new name.
#[component]
pub(super) fn RenameUnit(props: &NodeDialogProps) -> Html {
    let name = use_state(|| props.node.name.clone());
    let call = about("UpdateOrganizationalUnit")
        .with("OrganizationalUnitId", props.node.id.as_str())
        .with("Name", name.trim());
    let title = format!("Rename {}", props.node.name);
    let done = format!("Organizational unit renamed to {}.", name.trim());
    html! { <Naming {title} name={(*name).clone()} oninput={set(&name)} action="Save changes" {call} {done} failed="The organizational unit could not be renamed" onclose={props.onclose.clone()} /> }
}

#[derive(Properties, PartialEq)]
struct NamingProps {
    title: String,
    name: String,
    oninput: Callback<String>,
    action: &'static str,
    call: Call,
    done: String,
    failed: &'static str,
    onclose: Callback<()>,
}

#[component]
fn Naming(props: &NamingProps) -> Html {
    let store = use_store();
    let ready = !props.name.trim().is_empty();
    let act = act::closing(
        &store,
        vec![props.call.clone()],
        props.done.as_str(),
        props.failed,
        props.onclose.clone(),
    );
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    html! {
        <Modal
            title={props.title.clone()}
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, props.action, ready)}
        >
            <div class="stack">
                { Field::new("Organizational unit name")
                    .allowing("Maximum 128 characters. Unique among its neighbours.")
                    .line(&props.name, props.oninput.clone()) }
                if ready {
                    <ShowCli calls={vec![props.call.clone()]} />
                }
            </div>
        </Modal>
    }
}

/// Properties of the dialogs after which a node may be gone.
#[derive(Properties, PartialEq)]
pub(super) struct GoneDialogProps {
    /// What is to go.
    pub(super) node: Node,
    /// Told that the dialog is to be closed, and whether the node is gone.
    pub(super) onclose: Callback<bool>,
}

/// Asks before a unit is deleted.
#[component]
pub(super) fn DeleteUnit(props: &GoneDialogProps) -> Html {
    let store = use_store();
    let name = &props.node.name;
    let call = about("DeleteOrganizationalUnit").with("OrganizationalUnitId", props.node.id.as_str());
    let onconfirm = {
        let (call, onclose) = (call.clone(), props.onclose.clone());
        let done = format!("Organizational unit {name} deleted.");
        Callback::from(move |()| {
            let failed = "The organizational unit could not be deleted";
            onclose.emit(act::one(&store, call.clone(), done.as_str(), failed));
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
            <p>{ "Only an empty unit can be deleted: move its accounts and delete its units first. Its policies are detached." }</p>
        </ConfirmDelete>
    }
}
