//! Creating accounts, moving them, and letting them go.

use super::about;
use super::kind::Root;
use super::node::{Node, parent};
use super::tree::Tree;
use super::unit_dialogs::{GoneDialogProps, NodeDialogProps};
use crate::console::act;
use crate::console::editing;
use crate::console::parts::{Field, close_button, end_of_dialog, failed};
use crate::console::states::set;
use crate::store::{Flash, FlashKind, Store, use_reads, use_store};
use crate::ui::{ConfirmDelete, FormFailure, Modal, ShowCli};
use cloud::{Call, Failure, Reply};
use yew::prelude::*;

/// The role by which the management account gets into an account that it made, unless another name is given.
const ACCESS_ROLE: &str = "OrganizationAccountAccessRole";

#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    email: String,
    role: String,
}

impl Draft {
    fn call(&self) -> Call {
        let call =
            about("CreateAccount").with("AccountName", self.name.trim()).with("Email", self.email.trim());
        match self.role.trim() {
            "" => call,
            role => call.with("RoleName", role),
        }
    }
}

/// Properties of [`CreateAccount`].
#[derive(Properties, PartialEq)]
pub(super) struct CreateAccountProps {
    /// Told that the dialog is to be closed.
    pub(super) onclose: Callback<()>,
}

/// Asks what a new account is to be like.
#[component]
pub(super) fn CreateAccount(props: &CreateAccountProps) -> Html {
    let store = use_store();
    let failure = use_state(|| None::<Failure>);
    let draft =
        use_state(|| Draft { name: String::new(), email: String::new(), role: ACCESS_ROLE.to_owned() });
    let ready = !draft.name.trim().is_empty() && !draft.email.trim().is_empty();
    let onsubmit = {
        let (draft, onclose, failure) = (draft.clone(), props.onclose.clone(), failure.setter());
        Callback::from(move |()| {
            if ready {
                match create(&store, &draft) {
                    Ok(flash) => {
                        store.flash(flash);
                        onclose.emit(());
                    }
                    Err(error) => failure.set(Some(error)),
                }
            }
        })
    };
    let onchange = set(&draft);
    html! {
        <Modal
            title="Create an AWS account"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Create AWS account", ready)}
        >
            <div class="stack">
                <FormFailure failure={(*failure).clone()} title="The account could not be created" />
                { Field::new("AWS account name")
                    .line(&draft.name, editing(&*draft, &onchange, |draft, text| draft.name = text)) }
                { Field::new("Email address of the account's owner")
                    .saying("No other account may have the same. Make one up: nothing is sent.")
                    .line(&draft.email, editing(&*draft, &onchange, |draft, text| draft.email = text)) }
                { Field::new("IAM role name")
                    .saying("The new account has this role: the management account's people can take it on, and may then do anything there.")
                    .line(&draft.role, editing(&*draft, &onchange, |draft, text| draft.role = text)) }
                if ready {
                    <ShowCli calls={vec![draft.call()]} />
                }
            </div>
        </Modal>
    }
}

/// Asks for the account, then what became of it: the first answer only says that the request was taken.
fn create(store: &Store, draft: &Draft) -> Result<Flash, Failure> {
    let member = |reply: &Reply, name: &str| reply.text(&["CreateAccountStatus", name]).map(str::to_owned);
    let request = member(&store.call(draft.call())?, "Id").unwrap_or_default();
    let asked = about("DescribeCreateAccountStatus").with("CreateAccountRequestId", request);
    // Who may create accounts need not be allowed to ask about it.
    let status = store.call(asked).ok();
    let told = |name| status.as_ref().and_then(|status| member(status, name));
    let name = draft.name.trim();
    Ok(match (told("AccountId"), told("FailureReason")) {
        (Some(account), _) => Flash::success(format!("AWS account {name} ({account}) created.")),
        (None, Some(text)) => {
            let title = "The account could not be created".to_owned();
            Flash { kind: FlashKind::Error, title, text, ..Flash::default() }
        }
        (None, None) => Flash::success(format!("AWS account {name} is being created.")),
    })
}

/// Asks where an account is to go.
#[component]
pub(super) fn MoveAccount(props: &NodeDialogProps) -> Html {
    let store = use_store();
    let node = &props.node;
    let places = use_reads(node.id.clone(), |store, id| {
        Ok::<_, Failure>((Root::read(store)?.id, parent(store, id)?.unwrap_or_default()))
    });
    let chosen = use_state(|| None::<Node>);
    let title = format!("Move {}", node.name);
    let (root, source) = match &*places {
        Ok(places) => places.clone(),
        Err(failure) => {
            return html! {
                <Modal {title} footer={close_button(&props.onclose)} onclose={props.onclose.clone()}>
                    { failed(failure) }
                </Modal>
            };
        }
    };
    let call = chosen.as_ref().map(|place| {
        about("MoveAccount")
            .with("AccountId", node.id.as_str())
            .with("SourceParentId", source)
            .with("DestinationParentId", place.id.as_str())
    });
    let calls: Vec<Call> = call.into_iter().collect();
    let done = format!("AWS account {} moved.", node.name);
    let act =
        act::closing(&store, calls.clone(), done, "The account could not be moved", props.onclose.clone());
    let ready = !calls.is_empty();
    let onsubmit = Callback::from(move |()| {
        if ready {
            act.emit(());
        }
    });
    let onchoose = set(&chosen).reform(Some);
    html! {
        <Modal
            {title}
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Move AWS account", ready)}
        >
            <div class="stack">
                <p>{ "Choose where it goes. From then on the policies of that place and of all above it apply to it." }</p>
                <Tree {root} accounts=false chosen={(*chosen).clone()} {onchoose} />
                if ready {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}

/// Asks before an account leaves the organization.
#[component]
pub(super) fn RemoveAccount(props: &GoneDialogProps) -> Html {
    let store = use_store();
    let name = &props.node.name;
    let call = about("RemoveAccountFromOrganization").with("AccountId", props.node.id.as_str());
    let onconfirm = {
        let (call, onclose) = (call.clone(), props.onclose.clone());
        let done = format!("AWS account {name} removed from the organization.");
        Callback::from(move |()| {
            onclose.emit(act::one(&store, call.clone(), done.as_str(), "The account could not be removed"));
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Remove {name} from the organization?")}
            action="Remove account"
            calls={vec![call]}
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>{ "The account goes on by itself: no policy of the organization limits it any longer. What is in it stays." }</p>
        </ConfirmDelete>
    }
}
