//! Editing a managed policy, which makes a new version of it.

use super::name_of;
use super::read::document;
use crate::console::permissions::{Document, PolicyEditor};
use crate::route::Route;
use crate::store::{Flash, use_reads, use_store};
use crate::ui::{
    Breadcrumbs, Button, ButtonVariant, Checkbox, Crumb, Failed, FormFailure, Header, LinkTo, ShowCli,
};
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
    let read = use_reads(props.arn.clone(), |store, arn| document(store, arn, None));
    let name = name_of(&props.arn).to_owned();
    let crumbs = vec![
        Crumb::to("IAM", Route::Iam),
        Crumb::to("Policies", Route::Policies),
        Crumb::to(name.clone(), page(&props.arn)),
        Crumb::here("Edit policy"),
    ];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Header level={1} title={format!("Modify permissions in {name}")} />
            { match &*read {
                Ok(document) => html! { <Editor arn={props.arn.clone()} document={document.clone()} /> },
                Err(failure) => html! { <Failed failure={failure.clone()} /> },
            } }
        </div>
    }
}

fn page(arn: &str) -> Route {
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
    let text = use_state(|| props.document.to_string());
    let default = use_state(|| true);
    let failure = use_state(|| None::<Failure>);
    let call = Call::new("iam", "CreatePolicyVersion")
        .with("PolicyArn", props.arn.as_str())
        .with("PolicyDocument", text.as_str())
        .with("SetAsDefault", *default);
    let sound = Document::Managed.findings(&text).is_empty();
    let onclick = {
        let (call, arn, failure) = (call.clone(), props.arn.clone(), failure.setter());
        Callback::from(move |_: MouseEvent| match store.call(call.clone()) {
            Ok(_) => {
                store.flash(Flash::success(format!("Policy {} updated.", name_of(&arn))));
                store.navigate(&page(&arn));
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    html! {
        <div class="stack">
            <FormFailure failure={(*failure).clone()} title="The policy could not be saved" />
            <PolicyEditor
                document={Document::Managed}
                text={(*text).clone()}
                oninput={let text = text.setter(); move |input| text.set(input)}
            />
            <Checkbox
                checked={*default}
                onchange={let default = default.setter(); move |on| default.set(on)}
                description="Otherwise the present default version goes on to count."
            >
                { "Set this new version as the default." }
            </Checkbox>
            <ShowCli calls={vec![call]} />
            <div class="button-row button-row-end">
                <LinkTo route={page(&props.arn)} button={ButtonVariant::Link}>{ "Cancel" }</LinkTo>
                <Button variant={ButtonVariant::Primary} disabled={!sound} {onclick}>{ "Save changes" }</Button>
            </div>
        </div>
    }
}
