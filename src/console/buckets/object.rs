//! An object's page.

use super::body::{Content, decode};
use super::bucket::below;
use super::delete_objects::DeleteObjects;
use super::denied;
use super::key::{folder, kind, leaf, size};
use crate::console::parts::{Head, ask, button, buttons, facts, page, panel};
use crate::console::states::{Dialog, set, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{Alert, CopyButton, Copyable, KeyValue, ShowCli, date};
use cloud::{Call, Reply};
use yew::prelude::*;

/// The longest text that is shown, in bytes.
const MOST_SHOWN: usize = 256 * 1_024;

/// Properties of [`ObjectPage`].
#[derive(Properties, PartialEq)]
pub struct ObjectPageProps {
    /// The bucket.
    pub bucket: String,
    /// The object's key.
    pub key_name: String,
}

fn about(operation: &str, props: &ObjectPageProps) -> Call {
    Call::new("s3", operation).with("Bucket", props.bucket.as_str()).with("Key", props.key_name.as_str())
}

/// The page.
#[component]
pub fn ObjectPage(props: &ObjectPageProps) -> Html {
    let store = use_store();
    let read = use_call(about("HeadObject", props));
    let dialogs = use_dialogs();
    let opened = use_state(|| false);
    let (bucket, key) = (&props.bucket, &props.key_name);
    let up = Route::Bucket { name: bucket.clone(), prefix: folder(key).to_owned() };
    let onclose = dialogs.closer_if_gone(move || store.navigate(&up));
    let copy = html! { <CopyButton text={format!("s3://{bucket}/{key}")} label="Copy S3 URI" wide=true /> };
    let head = Head::of_page(leaf(key).to_owned())
        .with(buttons([copy, button("Delete", dialogs.opener(Dialog::Delete))]));
    let about_it = match &*read {
        Ok(reply) => facts(Head::new("Object overview"), overview(props, reply)),
        Err(failure) => denied(failure, "Insufficient permissions to see the object"),
    };
    let (title, text) = if *opened { ("Close", content(props)) } else { ("Open", html! {}) };
    let toggle = {
        let (set, open) = (set(&opened), !*opened);
        set.reform(move |()| open)
    };
    let content_head =
        Head::new("Content").saying("Opening the object is a GetObject request.").with(button(title, toggle));
    let body = html! {
        <div class="stack">
            <div>{ text }</div>
            <ShowCli calls={vec![about("GetObject", props)]} />
        </div>
    };
    let content = html! {
        <>
            { head.html() }
            { about_it }
            { panel(content_head, body) }
            if dialogs.is(Dialog::Delete) {
                <DeleteObjects bucket={bucket.clone()} keys={vec![key.clone()]} {onclose} />
            }
        </>
    };
    page(below(bucket, folder(key), leaf(key).to_owned()), content)
}

fn overview(props: &ObjectPageProps, reply: &Reply) -> Vec<KeyValue> {
    let (bucket, key) = (&props.bucket, &props.key_name);
    let text = |member: &str| reply.text(&[member]).unwrap_or_default().to_owned();
    let bytes = reply.output.get("ContentLength").and_then(serde_json::Value::as_u64).unwrap_or_default();
    vec![
        KeyValue::new("Last modified", html! { { date::long(&text("LastModified")) } }),
        KeyValue::new("Size", html! { { size(bytes) } }),
        KeyValue::new("Type", html! { { kind(key).to_owned() } }),
        KeyValue::new("Content type", html! { { text("ContentType") } }),
        KeyValue::new("Key", html! { <Copyable text={key.clone()} name="key" /> }),
        KeyValue::new("S3 URI", html! { <Copyable text={format!("s3://{bucket}/{key}")} name="S3 URI" /> }),
        KeyValue::new(
            "Amazon Resource Name (ARN)",
            html! { <Copyable text={format!("arn:aws:s3:::{bucket}/{key}")} name="ARN" /> },
        ),
        KeyValue::new(
            "Entity tag (Etag)",
            html! { <span class="break">{ text("ETag").trim_matches('"') }</span> },
        ),
    ]
}

/// The content, read when the learner asks for it: reading is a request of its own.
fn content(props: &ObjectPageProps) -> Html {
    let call = about("GetObject", props);
    ask(format!("content of {}/{}", props.bucket, props.key_name), move |store| {
        let reply = match store.read(&call) {
            Ok(reply) => reply,
            Err(failure) => return denied(&failure, "Insufficient permissions to open the object"),
        };
        match decode(reply.text(&["Body"]).unwrap_or_default()) {
            Content::Text(text) if text.is_empty() => html! { <p>{ "The object is empty." }</p> },
            Content::Text(text) if text.len() <= MOST_SHOWN => html! {
                <pre class="content" tabindex="0" role="region" aria-label="Content of the object">{ text }</pre>
            },
            Content::Text(text) => {
                let size = size(text.len() as u64);
                html! { <Alert>{ format!("The text is too long to be shown here: {size}.") }</Alert> }
            }
            Content::Binary(bytes) => {
                let size = size(bytes as u64);
                html! { <Alert>{ format!("This is not text, so it cannot be shown: {size}.") }</Alert> }
            }
        }
    })
}
