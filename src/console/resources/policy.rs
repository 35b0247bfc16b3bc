//! A resource's own policy.

use super::shape::{Guard, Scope};
use super::shapes::shape;
use super::use_scope;
use crate::console::act;
use crate::console::parts::{Head, button, buttons, empty, failed, link_button, panel};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::{ResourcePage, ResourceService, Route};
use crate::store::{Store, use_reads, use_store};
use crate::ui::{ConfirmDelete, CopyButton, PolicyText};
use cloud::{Call, Failure};
use yew::prelude::*;

/// What services answer when a resource has no policy, which is no failure.
const ABSENT: [&str; 2] = ["PolicyNotFoundException", "ResourcePolicyNotFoundException"];

/// Reads a resource's policy, if it has one.
///
/// # Errors
/// Why it could not be read.
pub(super) fn present(
    store: &Store,
    guard: &Guard,
    scope: &Scope,
    id: &str,
) -> Result<Option<String>, Failure> {
    match store.read(&(guard.get)(scope, id)) {
        Ok(reply) => Ok(reply.text(guard.path).filter(|text| !text.is_empty()).map(str::to_owned)),
        Err(failure) if ABSENT.contains(&failure.error.code.as_str()) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Properties of [`Policy`].
#[derive(Properties, PartialEq)]
pub(super) struct PolicyProps {
    /// The service.
    pub(super) service: ResourceService,
    /// The resource.
    pub(super) id: String,
}

/// The tab "Access policy"; only for services whose resources can have one.
#[component]
pub(super) fn Policy(props: &PolicyProps) -> Html {
    let scope = use_scope(props.service);
    let guard = shape(props.service).policy.as_ref();
    let read = use_reads((scope.clone(), props.id.clone()), move |store, (scope, id)| {
        guard.map(|guard| present(store, guard, scope, id))
    });
    let dialogs = use_dialogs();
    let (Some(guard), Some(read)) = (guard, &*read) else { return html! { <div /> } };
    let editor = Route::Resources(props.service, ResourcePage::Policy { id: props.id.clone() });
    let edit = || link_button("Edit", editor.clone());
    let head = Head::new("Access policy").saying(
        "The resource's own policy says who may do what with it. It speaks for people of other accounts, too.",
    );
    let content = match read {
        Ok(Some(text)) => {
            let copy = html! { <CopyButton text={text.clone()} label="Copy" wide=true /> };
            let delete = match guard.delete {
                Some(_) => button("Delete", dialogs.opener(Dialog::Delete)),
                None => Html::default(),
            };
            let actions = buttons([copy, edit(), delete]);
            panel(head.with(actions), html! { <PolicyText text={text.clone()} label="Access policy" /> })
        }
        Ok(None) => panel(head, empty("No policy", "The resource has no policy of its own.", edit())),
        Err(failure) => panel(head, failed(failure)),
    };
    let delete = guard.delete.filter(|_| dialogs.is(Dialog::Delete)).map(|delete| delete(&scope, &props.id));
    html! {
        <div>
            { content }
            if let Some(call) = delete {
                <DeletePolicy {call} onclose={dialogs.closer()} />
            }
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct DeletePolicyProps {
    call: Call,
    onclose: Callback<()>,
}

#[component]
fn DeletePolicy(props: &DeletePolicyProps) -> Html {
    let store = use_store();
    let calls = vec![props.call.clone()];
    let (done, failed) = ("Access policy deleted.", "The access policy could not be deleted");
    let onconfirm = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    html! {
        <ConfirmDelete title="Delete access policy?" {calls} {onconfirm} onclose={props.onclose.clone()}>
            <p>{ "Whoever may use the resource by its policy alone no longer may." }</p>
        </ConfirmDelete>
    }
}
