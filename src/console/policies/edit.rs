//! Editing a managed policy, which makes a new version of it.

use super::name_of;
use super::read::document;
use crate::console::parts::{Head, end_of_page, iam_trail, page, primary_if, read};
use crate::console::permissions::{Document, PolicyEditor};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_reads, use_store};
use crate::ui::{Checkbox, FormFailure, ShowCli};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Properties of [`EditPolicy`].
#[derive(Properties, PartialEq)]
pub struct EditPolicyProps {
    /// The policy.
    pub arn: String,
}

/// The page.
#[component]
pub fn EditPolicy(props: &EditPolicyProps) -> Html {
    let arn = &props.arn;
    let document = use_reads(arn.clone(), |store, arn| document(store, arn, None));
    let name = name_of(arn).to_owned();
    let content = html! {
        <>
            { Head::of_page(format!("Modify permissions in {name}")).html() }
            { read(&document, |document| html! { <Editor arn={arn.clone()} document={document.clone()} /> }) }
        </>
    };
    let way = vec![("Policies".into(), Route::Policies), (name.into(), policy_page(arn))];
    page(iam_trail(way, "Edit policy"), content)
}

fn policy_page(arn: &str) -> Route {
    Route::Policy { arn: arn.to_owned(), tab: String::new() }
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    arn: String,
    document: AttrValue,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let store = use_store();
    let text = use_state(|| {
        let page = Route::EditPolicy { arn: props.arn.clone() };
        store.take_draft(&page).unwrap_or_else(|| props.document.to_string())
    });
    let default = use_state(|| true);
    let failure = use_state(|| None::<Failure>);
    let call = Call::new("iam", "CreatePolicyVersion")
        .with("PolicyArn", props.arn.as_str())
        .with("PolicyDocument", text.as_str())
        .with("SetAsDefault", *default);
    let sound = Document::Managed.accepts(&text);
    let onsave = {
        let (call, arn, failure) = (call.clone(), props.arn.clone(), failure.setter());
        Callback::from(move |()| match store.call(call.clone()) {
            Ok(_) => {
                store.flash(Flash::success(format!("Policy {} updated.", name_of(&arn))));
                store.navigate(&policy_page(&arn));
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    html! {
        <div class="stack">
            <FormFailure failure={(*failure).clone()} title="The policy could not be saved" />
            <PolicyEditor document={Document::Managed} text={(*text).clone()} oninput={set(&text)} />
            <Checkbox
                checked={*default}
                onchange={set(&default)}
                description="Otherwise the present default version goes on to count."
            >
                { "Set this new version as the default." }
            </Checkbox>
            <ShowCli calls={vec![call]} />
            { end_of_page(policy_page(&props.arn), primary_if(sound, "Save changes", onsave)) }
        </div>
    }
}
