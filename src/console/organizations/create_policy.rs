//! Creating a policy.

use super::kind::{document, plural, singular, start};
use super::{about, trail};
use crate::console::editing;
use crate::console::item::tag_list;
use crate::console::parts::{Field, Head, end_of_page, page, panel, submit};
use crate::console::permissions::PolicyEditor;
use crate::console::states::set;
use crate::route::{OrganizationsPage, Route};
use crate::store::{Flash, use_store};
use crate::ui::{Form, FormFailure, ShowCli, TagFields};
use cloud::organizations::model::PolicyKind;
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`CreatePolicy`].
#[derive(Properties, PartialEq)]
pub(super) struct CreatePolicyProps {
    /// The policy's type.
    pub(super) kind: PolicyKind,
}

#[derive(Clone, PartialEq)]
struct Draft {
    name: String,
    description: String,
    document: String,
    tags: Vec<(String, String)>,
}

impl Draft {
    fn call(&self, kind: PolicyKind) -> Call {
        let call = about("CreatePolicy")
            .with("Name", self.name.trim())
            .with("Description", self.description.trim())
            .with("Type", kind.as_str())
            .with("Content", self.document.as_str());
        match tag_list(&self.tags) {
            Some(tags) => call.with("Tags", tags),
            None => call,
        }
    }
}

/// The page.
#[component]
pub(super) fn CreatePolicy(props: &CreatePolicyProps) -> Html {
    let store = use_store();
    let kind = props.kind;
    let (tried, failure) = (use_state(|| false), use_state(|| None::<Failure>));
    let draft = use_state(|| Draft {
        name: String::new(),
        description: String::new(),
        document: start(kind).to_owned(),
        tags: Vec::new(),
    });
    let list = OrganizationsPage::PoliciesOf(kind);
    let onsubmit = {
        let (draft, list, tried, failure) = (draft.clone(), list.clone(), tried.setter(), failure.setter());
        Callback::from(move |()| {
            tried.set(true);
            if draft.name.trim().is_empty() || !document(kind).accepts(&draft.document) {
                return;
            }
            match store.call(draft.call(kind)) {
                Ok(_) => {
                    store.flash(Flash::success(format!("Policy {} created.", draft.name.trim())));
                    store.navigate(&Route::Organizations(list.clone()));
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onchange = set(&draft);
    let missing = (*tried && draft.name.trim().is_empty()).then_some("Enter a policy name.");
    let details = html! {
        <div class="stack">
            { Field::new("Policy name")
                .allowing("Maximum 128 characters.")
                .wrong(missing)
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
    let ontags = editing(&*draft, &onchange, |draft, tags| draft.tags = tags);
    let tags = html! { <TagFields tags={draft.tags.clone()} onchange={ontags} /> };
    let title = format!("Create new {}", singular(kind));
    let content = html! {
        <>
            { Head::of_page(title).html() }
            <FormFailure failure={(*failure).clone()} title="The policy could not be created" />
            <Form class="stack" {onsubmit} label="Create policy">
                { panel(Head::new("Details"), details) }
                { panel(Head::new("Policy syntax"), editor) }
                { panel(Head::new("Tags - optional"), tags) }
                if !draft.name.trim().is_empty() {
                    <ShowCli calls={vec![draft.call(kind)]} />
                }
                { end_of_page(Route::Organizations(list.clone()), submit("Create policy")) }
            </Form>
        </>
    };
    let way = vec![("Policies".into(), OrganizationsPage::Policies), (plural(kind).into(), list)];
    page(trail(way, "Create policy"), content)
}
