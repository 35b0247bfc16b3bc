//! An object's page.

use super::body::{Content, decode};
use super::bucket::crumbs;
use super::delete_objects::DeleteObjects;
use super::key::{folder, kind, leaf, size};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{
    Alert, Breadcrumbs, Button, Container, CopyButton, Copyable, Crumb, DeniedStyle, Failed, Header,
    KeyValue, KeyValues, ShowCli, date,
};
use cloud::{Call, Reply};
use yew::prelude::*;

/// The longest text that is shown, in bytes.
const MOST_SHOWN: usize = 256 * 1_024;

/// Properties of [`ObjectPage`].
#[derive(Clone, Properties, PartialEq)]
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
    let deleting = use_state(|| false);
    let (bucket, key) = (&props.bucket, &props.key_name);
    let onclose = {
        let (deleting, up) =
            (deleting.setter(), Route::Bucket { name: bucket.clone(), prefix: folder(key).to_owned() });
        Callback::from(move |gone: bool| {
            deleting.set(false);
            if gone {
                store.navigate(&up);
            }
        })
    };
    let actions = html! {
        <>
            <CopyButton text={format!("s3://{bucket}/{key}")} label="Copy S3 URI" wide=true />
            <Button onclick={let deleting = deleting.setter(); move |_| deleting.set(true)}>{ "Delete" }</Button>
        </>
    };
    html! {
        <div class="stack">
            <Breadcrumbs items={way(bucket, key)} />
            <Header level={1} title={leaf(key).to_owned()} {actions} />
            { match &*read {
                Ok(reply) => html! { <Container header={html! { <Header title="Object overview" /> }}><KeyValues items={overview(props, reply)} /></Container> },
                Err(failure) => html! {
                    <Failed
                        failure={failure.clone()}
                        title="The object cannot be shown"
                        style={DeniedStyle::S3 { title: "Insufficient permissions to see the object".into() }}
                    />
                },
            } }
            <ObjectContent bucket={bucket.clone()} key_name={key.clone()} />
            if *deleting {
                <DeleteObjects bucket={bucket.clone()} keys={vec![key.clone()]} {onclose} />
            }
        </div>
    }
}

fn way(bucket: &str, key: &str) -> Vec<Crumb> {
    let mut items = crumbs(bucket, folder(key));
    if let Some(parent) = items.last_mut() {
        parent.route = Some(Route::Bucket { name: bucket.to_owned(), prefix: folder(key).to_owned() });
    }
    items.push(Crumb::here(leaf(key).to_owned()));
    items
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
#[component]
fn ObjectContent(props: &ObjectPageProps) -> Html {
    let opened = use_state(|| false);
    let onclick = {
        let opened = opened.clone();
        Callback::from(move |_: MouseEvent| opened.set(!*opened))
    };
    let actions = html! { <Button {onclick}>{ if *opened { "Close" } else { "Open" } }</Button> };
    let header = html! {
        <Header
            title="Content"
            description={html! { { "Opening the object is a GetObject request." } }}
            {actions}
        />
    };
    html! {
        <Container {header}>
            <div class="stack">
                if *opened {
                    <Opened ..props.clone() />
                }
                <ShowCli calls={vec![about("GetObject", props)]} />
            </div>
        </Container>
    }
}

#[component]
fn Opened(props: &ObjectPageProps) -> Html {
    let read = use_call(about("GetObject", props));
    let reply = match &*read {
        Ok(reply) => reply,
        Err(failure) => {
            return html! {
                <Failed
                    failure={failure.clone()}
                    title="The object cannot be opened"
                    style={DeniedStyle::S3 { title: "Insufficient permissions to open the object".into() }}
                />
            };
        }
    };
    match decode(reply.text(&["Body"]).unwrap_or_default()) {
        Content::Text(text) if text.is_empty() => html! { <p>{ "The object is empty." }</p> },
        Content::Text(text) if text.len() <= MOST_SHOWN => html! {
            <pre class="content" tabindex="0" role="region" aria-label="Content of the object">{ text }</pre>
        },
        Content::Text(text) => html! {
            <Alert>{ format!("The text is too long to be shown here: {}.", size(text.len() as u64)) }</Alert>
        },
        Content::Binary(bytes) => html! {
            <Alert>{ format!("This is not text, so it cannot be shown: {}.", size(bytes as u64)) }</Alert>
        },
    }
}
