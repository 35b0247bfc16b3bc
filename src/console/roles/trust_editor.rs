//! Editing a role's trust policy.

use crate::console::permissions::{Document, Holder, PolicyEditor};
use crate::route::Route;
use crate::store::{Flash, use_call, use_store};
use crate::ui::{Breadcrumbs, Button, ButtonVariant, Crumb, Failed, FormFailure, Header, LinkTo, ShowCli};
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
    let read = use_call(Call::new("iam", "GetRole").with("RoleName", props.name.as_str()));
    let crumbs = vec![
        Crumb::to("IAM", Route::Iam),
        Crumb::to("Roles", Route::Roles),
        Crumb::to(props.name.clone(), back(&props.name)),
        Crumb::here("Edit trust policy"),
    ];
    html! {
        <div class="stack">
            <Breadcrumbs items={crumbs} />
            <Header
                level={1}
                title="Edit trust policy"
                description={html! { { format!("Say who may take on {}, and under which conditions.", props.name) } }}
            />
            { match &*read {
                Ok(reply) => {
                    let document = reply.text(&["Role", "AssumeRolePolicyDocument"]).unwrap_or_default().to_owned();
                    html! { <Editor name={props.name.clone()} {document} /> }
                }
                Err(failure) => html! { <Failed failure={failure.clone()} /> },
            } }
        </div>
    }
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
    let text = use_state(|| props.document.to_string());
    let failure = use_state(|| None::<Failure>);
    let call =
        Holder::Role(props.name.clone()).call("UpdateAssumeRolePolicy").with("PolicyDocument", text.as_str());
    let onclick = {
        let (call, name, failure) = (call.clone(), props.name.clone(), failure.setter());
        Callback::from(move |_: MouseEvent| match store.call(call.clone()) {
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
            <PolicyEditor
                document={Document::Trust}
                text={(*text).clone()}
                oninput={let text = text.setter(); move |input| text.set(input)}
            />
            <ShowCli calls={vec![call]} />
            <div class="button-row button-row-end">
                <LinkTo route={back(&props.name)} button={ButtonVariant::Link}>{ "Cancel" }</LinkTo>
                <Button variant={ButtonVariant::Primary} {onclick}>{ "Update policy" }</Button>
            </div>
        </div>
    }
}
