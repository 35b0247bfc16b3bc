//! Editing a role's trust policy.

use crate::console::parts::{Head, end_of_page, iam_trail, page, primary_if, read};
use crate::console::permissions::{Document, Holder, PolicyEditor};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_call, use_store};
use crate::ui::{FormFailure, ShowCli};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`EditTrust`].
#[derive(Properties, PartialEq)]
pub struct EditTrustProps {
    /// The role's name.
    pub name: String,
}

/// The page.
#[component]
pub fn EditTrust(props: &EditTrustProps) -> Html {
    let name = &props.name;
    let role = use_call(Call::new("iam", "GetRole").with("RoleName", name.as_str()));
    let head = Head::of_page("Edit trust policy")
        .saying(format!("Say who may take on {name}, and under which conditions."));
    let editor = read(&role, |reply| {
        let document = reply.text(&["Role", "AssumeRolePolicyDocument"]).unwrap_or_default().to_owned();
        html! { <Editor name={name.clone()} {document} /> }
    });
    let way = vec![("Roles".into(), Route::Roles), (name.clone().into(), back(name))];
    page(iam_trail(way, "Edit trust policy"), html! { <>{ head.html() }{ editor }</> })
}

fn back(name: &str) -> Route {
    Route::Role { name: name.to_owned(), tab: "trust_relationships".to_owned() }
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    name: String,
    document: AttrValue,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let store = use_store();
    let text = use_state(|| {
        let page = Route::EditTrust { name: props.name.clone() };
        store.take_draft(&page).unwrap_or_else(|| props.document.to_string())
    });
    let failure = use_state(|| None::<Failure>);
    let call =
        Holder::Role(props.name.clone()).call("UpdateAssumeRolePolicy").with("PolicyDocument", text.as_str());
    let onsave = {
        let (call, name, failure) = (call.clone(), props.name.clone(), failure.setter());
        Callback::from(move |()| match store.call(call.clone()) {
            Ok(_) => {
                store.flash(Flash::success("Trust policy updated."));
                store.navigate(&back(&name));
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    html! {
        <div class="stack">
            <FormFailure failure={(*failure).clone()} title="The trust policy could not be updated" />
            <PolicyEditor document={Document::Trust} text={(*text).clone()} oninput={set(&text)} />
            <ShowCli calls={vec![call]} />
            { end_of_page(back(&props.name), primary_if(true, "Update policy", onsave)) }
        </div>
    }
}
