//! Editing a bucket's policy.

use super::bucket::below;
use super::denied;
use super::permissions::{about, has_none};
use crate::console::parts::{Head, end_of_page, page, panel, primary_if};
use crate::console::permissions::{Document, PolicyEditor};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_call, use_store};
use crate::ui::{Copyable, DeniedStyle, FormFailure, ShowCli};
use cloud::Failure;
use yew::prelude::*;

/// Properties of [`EditBucketPolicy`].
#[derive(Properties, PartialEq)]
pub struct EditBucketPolicyProps {
    /// The bucket.
    pub name: String,
}

/// The page.
#[component]
pub fn EditBucketPolicy(props: &EditBucketPolicyProps) -> Html {
    let name = &props.name;
    let read = use_call(about("GetBucketPolicy", name));
    let editor = |text: String| html! { <Editor name={name.clone()} {text} /> };
    let editor = match &*read {
        Ok(reply) => editor(reply.text(&["Policy"]).unwrap_or_default().to_owned()),
        Err(failure) if has_none(failure) => editor(start(name)),
        Err(failure) => denied(failure, "You don't have permission to view the bucket policy"),
    };
    page(
        below(name, "", "Edit bucket policy"),
        html! { <>{ Head::of_page("Edit bucket policy").html() }{ editor }</> },
    )
}

/// What a new policy starts with.
fn start(bucket: &str) -> String {
    format!(
        r#"{{
    "Version": "2012-10-17",
    "Statement": [
        {{
            "Sid": "Statement1",
            "Effect": "Allow",
            "Principal": {{}},
            "Action": [],
            "Resource": "arn:aws:s3:::{bucket}/*"
        }}
    ]
}}"#
    )
}

#[derive(Properties, PartialEq)]
struct EditorProps {
    name: String,
    text: AttrValue,
}

#[component]
fn Editor(props: &EditorProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let text = use_state(|| {
        let page = Route::BucketPolicy { name: name.clone() };
        store.take_draft(&page).unwrap_or_else(|| props.text.to_string())
    });
    let failure = use_state(|| None::<Failure>);
    let back = Route::BucketPermissions { name: name.clone() };
    let call = about("PutBucketPolicy", name).with("Policy", text.as_str());
    let onsave = {
        let (call, back, failure) = (call.clone(), back.clone(), failure.setter());
        Callback::from(move |()| match store.call(call.clone()) {
            Ok(_) => {
                store.flash(Flash::success("Successfully edited bucket policy."));
                store.navigate(&back);
            }
            Err(error) => failure.set(Some(error)),
        })
    };
    let arn = html! { <p><Copyable text={format!("arn:aws:s3:::{name}")} name="bucket ARN" /></p> };
    let style = DeniedStyle::S3 { title: "You don't have permissions to edit the bucket policy".into() };
    let document = Document::Bucket(name.clone().into());
    let editor = html! { <PolicyEditor {document} text={(*text).clone()} oninput={set(&text)} /> };
    html! {
        <div class="stack">
            <FormFailure failure={(*failure).clone()} title="The bucket policy could not be saved" {style} />
            { panel(Head::new("Bucket ARN"), arn) }
            { panel(Head::new("Policy").saying("Say in Principal whom a statement speaks of."), editor) }
            <ShowCli calls={vec![call]} />
            { end_of_page(back, primary_if(true, "Save changes", onsave)) }
        </div>
    }
}
