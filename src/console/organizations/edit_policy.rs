//! Editing a policy: its name, description and document.

use super::kind::{document, named};
use super::{about, trail};
use crate::console::editing;
use crate::console::item::text;
use crate::console::parts::{Field, Head, end_of_page, failed, page, panel, submit};
use crate::console::permissions::PolicyEditor;
use crate::console::states::set;
use crate::route::{OrganizationsPage, Route};
use crate::store::{Flash, use_call, use_store};
use crate::ui::{Form, FormFailure, ShowCli};
use cloud::organizations::model::PolicyKind;
use cloud::{Call, Failure, Reply};
use yew::prelude::*;

/// Properties of [`EditPolicy`].
#[derive(Properties, PartialEq)]
pub(super) struct EditPolicyProps {
    /// The policy's id.
    pub(super) id: String,
}

/// The page.
#[component]
pub(super) fn EditPolicy(props: &EditPolicyProps) -> Html {
    let id = &props.id;
    let read = use_call(about("DescribePolicy").with("PolicyId", id.as_str()));
    let (name, content) = match &*read {
        Ok(reply) => {
            let (kind, draft) = (kind_of(reply), Draft::of(reply));
            (draft.name.clone(), html! { <Editor id={id.clone()} {kind} {draft} /> })
        }
        Err(failure) => (id.clone(), failed(failure)),
    };
    let way = vec![
        ("Policies".into(), OrganizationsPage::Policies),
        (name.clone().into(), OrganizationsPage::policy(id.as_str())),
    ];
    let head = Head::of_page(format!("Edit {name}"));
    page(trail(way, "Edit policy"), html! { <>{ head.html() }{ content }</> })
}

/// The type of the policy that `DescribePolicy` tells of.
pub(super) fn kind_of(reply: &Reply) -> PolicyKind {
    let kind = reply.text(&["Policy", "PolicySummary", "Type"]).and_then(named);
    kind.unwrap_or(PolicyKind::ServiceControl)
}

#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    description: String,
    document: String,
}

impl Draft {
    fn of(reply: &Reply) -> Self {
        let summary = reply.output.get("Policy").and_then(|policy| policy.get("PolicySummary"));
        let summary = summary.cloned().unwrap_or_default();
        Self {
            name: text(&summary, "Name"),
            description: text(&summary, "Description"),
            document: reply.text(&["Policy", "Content"]).unwrap_or_default().to_owned(),
        }
    }

    /// Only what was changed is sent.
    fn call(&self, id: &str, old: &Self) -> Call {
        let members = [
            ("Name", self.name.trim(), old.name.as_str()),
            ("Description", self.description.trim(), old.description.as_str()),
            ("Content", self.document.as_str(), old.document.as_str()),
        ];
        let changed = members.into_iter().filter(|(_, new, old)| new != old);
        changed.fold(about("UpdatePolicy").with("PolicyId", id), |call, (name, new, _)| call.with(name, new))
    }
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    id: String,
    kind: PolicyKind,
    draft: Draft,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let store = use_store();
    let here = OrganizationsPage::EditPolicy { id: props.id.clone() };
    let draft = use_state(|| {
        let handed = store.take_draft(&Route::Organizations(here));
        let document = handed.unwrap_or_else(|| props.draft.document.clone());
        Draft { document, ..props.draft.clone() }
    });
    let (tried, failure) = (use_state(|| false), use_state(|| None::<Failure>));
    let call = draft.call(&props.id, &props.draft);
    let back = Route::Organizations(OrganizationsPage::policy(props.id.as_str()));
    let kind = props.kind;
    let onsubmit = {
        let (draft, call, back) = (draft.clone(), call.clone(), back.clone());
        let (tried, failure) = (tried.setter(), failure.setter());
        Callback::from(move |()| {
            tried.set(true);
            if !document(kind).accepts(&draft.document) {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    store.flash(Flash::success(format!("Policy {} updated.", draft.name.trim())));
                    store.navigate(&back);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onchange = set(&draft);
    let details = html! {
        <div class="stack">
            { Field::new("Policy name")
                .allowing("Maximum 128 characters.")
                .line(&draft.name, editing(&*draft, &onchange, |draft, text| draft.name = text)) }
            { Field::new("Policy description - optional")
                .allowing("Maximum 512 characters.")
                .lines(&draft.description, editing(&*draft, &onchange, |draft, text| draft.description = text)) }
        </div>
    };
    let editor = html! {
        <PolicyEditor
            document={document(kind)}
            text={draft.document.clone()}
            oninput={editing(&*draft, &onchange, |draft, text| draft.document = text)}
            insist={*tried}
        />
    };
    html! {
        <Form class="stack" {onsubmit} label="Edit policy">
            <FormFailure failure={(*failure).clone()} title="The policy could not be saved" />
            { panel(Head::new("Details"), details) }
            { panel(Head::new("Policy syntax").saying("What is saved counts at once, wherever the policy is attached."), editor) }
            <ShowCli calls={vec![call]} />
            { end_of_page(back, submit("Save changes")) }
        </Form>
    }
}
