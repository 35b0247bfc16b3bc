//! Editing a resource's own policy.

use super::policy::present;
use super::shapes::shape;
use super::{name_of, one, trail, use_scope};
use crate::console::act;
use crate::console::not_found::NotFound;
use crate::console::parts::{Head, end_of_page, failed, page, panel, primary_if};
use crate::console::permissions::{Document, PolicyEditor};
use crate::console::states::set;
use crate::route::{ResourcePage, ResourceService, Route};
use crate::store::{Flash, use_reads, use_store};
use crate::ui::{FormFailure, ShowCli};
use cloud::{Call, Failure};
use policy::PolicyType;
use yew::prelude::*;

/// Properties of [`EditPolicy`].
#[derive(Properties, PartialEq)]
pub(super) struct EditPolicyProps {
    /// The service.
    pub(super) service: ResourceService,
    /// The resource.
    pub(super) id: String,
}

/// The page: the present policy, or a new one.
#[component]
pub(super) fn EditPolicy(props: &EditPolicyProps) -> Html {
    let (service, id) = (props.service, &props.id);
    let scope = use_scope(service);
    let guard = shape(service).policy.as_ref();
    let text = use_reads((scope, id.clone()), move |store, (scope, id)| {
        let guard = guard?;
        let present = present(store, guard, scope, id);
        Some(present.map(|text| text.unwrap_or_else(|| guard.start(scope, id))))
    });
    let (Some(guard), Some(text)) = (guard, &*text) else { return html! { <NotFound /> } };
    let editor = match text {
        Ok(text) => html! { <Editor {service} id={id.clone()} kind={guard.kind} text={text.clone()} /> },
        Err(failure) => failed(failure),
    };
    let head = Head::of_page("Edit access policy");
    let way = vec![(name_of(id).to_owned(), one(id))];
    page(trail(service, way, "Edit access policy"), html! { <>{ head.html() }{ editor }</> })
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    service: ResourceService,
    id: String,
    kind: PolicyType<'static>,
    text: AttrValue,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let store = use_store();
    let (service, id) = (props.service, &props.id);
    let text = use_state(|| {
        let page = Route::Resources(service, ResourcePage::Policy { id: id.clone() });
        store.take_draft(&page).unwrap_or_else(|| props.text.to_string())
    });
    let failure = use_state(|| None::<Failure>);
    let back = Route::Resources(service, ResourcePage::One { id: id.clone(), tab: "policy".to_owned() });
    let scope = use_scope(service);
    let guard = shape(service).policy.as_ref();
    let calls: Vec<Call> = guard.map(|guard| (guard.put)(&scope, id, &text)).into_iter().collect();
    let onsave = {
        let (calls, back, failure) = (calls.clone(), back.clone(), failure.setter());
        Callback::from(move |()| match act::in_order(&store, calls.clone()) {
            Ok(_) => {
                store.flash(Flash::success("Access policy saved."));
                store.navigate(&back);
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    let editor = html! {
        <PolicyEditor document={Document::Resource(props.kind)} text={(*text).clone()} oninput={set(&text)} />
    };
    html! {
        <div class="stack">
            <FormFailure failure={(*failure).clone()} title="The access policy could not be saved" />
            { panel(Head::new("Policy").saying("Say in Principal whom a statement speaks of."), editor) }
            <ShowCli {calls} />
            { end_of_page(back, primary_if(true, "Save changes", onsave)) }
        </div>
    }
}
