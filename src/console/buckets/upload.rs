//! Uploading a file or a typed text.

use super::body::{MOST_BYTES, encode};
use super::bucket::below;
use super::key::size;
use crate::console::parts::{Field, Head, end_of_page, page, panel, submit};
use crate::console::states::set;
use crate::route::Route;
use crate::store::{Flash, use_store};
use crate::ui::{Alert, AlertKind, DeniedStyle, Form, FormFailure, RadioTiles, ShowCli, TextArea, Tile};
use cloud::{Call, Failure};
use gloo::file::callbacks::{FileReader, read_as_bytes};
use gloo::file::{Blob, File};
use web_sys::HtmlInputElement;
use yew::prelude::*;

const TYPED: &str = "typed";
const FILE: &str = "file";

/// Properties of [`UploadPage`].
#[derive(Properties, PartialEq)]
pub struct UploadPageProps {
    /// The bucket.
    pub bucket: String,
    /// The folder; empty for the top.
    pub prefix: String,
}

/// What is to be uploaded.
#[derive(Clone, PartialEq)]
enum Source {
    Typed(String),
    NoFile,
    /// Name and content.
    File(String, Vec<u8>),
    /// The file cannot be taken; why.
    Refused(String),
}

impl Source {
    fn bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Typed(text) => Some(text.as_bytes()),
            Self::File(_, bytes) => Some(bytes),
            Self::NoFile | Self::Refused(_) => None,
        }
    }

    /// What keeps it from being uploaded under a name.
    fn problem(&self, name: &str) -> Option<String> {
        let bytes = match self {
            Self::Refused(why) => return Some(why.clone()),
            Self::NoFile => return Some("Choose a file.".to_owned()),
            Self::Typed(text) => text.len(),
            Self::File(_, bytes) => bytes.len(),
        };
        if name.is_empty() {
            Some("Enter a name for the object.".to_owned())
        } else if bytes > MOST_BYTES {
            Some(too_large(bytes))
        } else {
            None
        }
    }
}

fn too_large(bytes: usize) -> String {
    format!("That is {}, and the playground takes {} at most.", size(bytes as u64), size(MOST_BYTES as u64))
}

fn put(bucket: &str, key: &str, bytes: &[u8], text: bool) -> Call {
    let call =
        Call::new("s3", "PutObject").with("Bucket", bucket).with("Key", key).with("Body", encode(bytes));
    if text { call.with("ContentType", "text/plain") } else { call }
}

/// The page.
#[component]
pub fn UploadPage(props: &UploadPageProps) -> Html {
    let store = use_store();
    let source = use_state(|| Source::Typed(String::new()));
    let name = use_state(String::new);
    let tried = use_state(|| false);
    let failure = use_state(|| None::<Failure>);
    let key = format!("{}{}", props.prefix, *name);
    let typed = matches!(*source, Source::Typed(_));
    let call = put(&props.bucket, &key, source.bytes().unwrap_or_default(), typed);
    let problem = source.problem(&name);
    let up = Route::Bucket { name: props.bucket.clone(), prefix: props.prefix.clone() };
    let onsubmit = {
        let (call, up, sound) = (call.clone(), up.clone(), problem.is_none());
        let (tried, failure, store) = (tried.setter(), failure.setter(), store.clone());
        Callback::from(move |()| {
            tried.set(true);
            if !sound {
                return;
            }
            match store.call(call.clone()) {
                Ok(_) => {
                    store.flash(Flash::success("Upload succeeded"));
                    store.navigate(&up);
                }
                Err(error) => failure.set(Some(error)),
            }
        })
    };
    let onsource = {
        let (source, name) = (source.setter(), name.setter());
        Callback::from(move |chosen: Source| {
            if let Source::File(file, _) = &chosen {
                name.set(file.clone());
            }
            source.set(chosen);
        })
    };
    let object = html! {
        <div class="stack">
            <SourceFields source={(*source).clone()} onchange={onsource} />
            { Field::new("Name")
                .allowing("With the folder it becomes the object's key. A slash makes a folder.")
                .line(&name, set(&name)) }
        </div>
    };
    let style =
        DeniedStyle::S3 { title: "Upload failed: you don't have permissions to upload objects".into() };
    let content = html! {
        <>
            { Head::of_page("Upload").saying(format!("To s3://{}/{}", props.bucket, props.prefix)).html() }
            <FormFailure failure={(*failure).clone()} title="Upload failed" {style} />
            <Form class="stack" {onsubmit} label="Upload">
                { panel(Head::new("Object"), object) }
                <div aria-live="polite">
                    if let Some(problem) = problem.filter(|_| *tried) {
                        <Alert kind={AlertKind::Error}>{ problem }</Alert>
                    }
                </div>
                <ShowCli calls={vec![call]} />
                { end_of_page(up, submit("Upload")) }
            </Form>
        </>
    };
    page(below(&props.bucket, &props.prefix, "Upload"), content)
}

#[derive(Properties, PartialEq)]
struct SourceFieldsProps {
    source: Source,
    onchange: Callback<Source>,
}

/// A file, or a text to type.
#[component]
fn SourceFields(props: &SourceFieldsProps) -> Html {
    // Reading goes on for as long as the reader is kept.
    let reader = use_mut_ref(|| None::<FileReader>);
    let tiles = vec![
        Tile::new(TYPED, "Type a text", "Write a small text here."),
        Tile::new(FILE, "Add files", "Choose a small file of this computer. It stays in this browser."),
    ];
    let choose =
        props.onchange.reform(
            |which: AttrValue| {
                if which == TYPED { Source::Typed(String::new()) } else { Source::NoFile }
            },
        );
    let onfile = {
        let onchange = props.onchange.clone();
        Callback::from(move |event: Event| {
            let file = event.target_dyn_into::<HtmlInputElement>().and_then(|input| input.files()?.get(0));
            let Some(file) = file.map(File::from) else { return onchange.emit(Source::NoFile) };
            let bytes = usize::try_from(file.size()).unwrap_or(usize::MAX);
            if bytes > MOST_BYTES {
                return onchange.emit(Source::Refused(too_large(bytes)));
            }
            let (name, onchange) = (file.name(), onchange.clone());
            *reader.borrow_mut() = Some(read_as_bytes(&Blob::from(file), move |read| {
                onchange.emit(match read {
                    Ok(bytes) => Source::File(name, bytes),
                    Err(_) => Source::Refused("The browser could not read the file.".to_owned()),
                });
            }));
        })
    };
    html! {
        <div class="stack">
            <RadioTiles
                label="What to upload"
                value={if matches!(props.source, Source::Typed(_)) { TYPED } else { FILE }}
                {tiles}
                onchange={choose}
            />
            if let Source::Typed(text) = &props.source {
                { Field::new("Text").allowing("256 KB at most.").around(html! {
                    <TextArea value={text.clone()} oninput={props.onchange.reform(Source::Typed)} rows={8} code=true />
                }) }
            } else {
                <div class="field">
                    <label for="upload-file">{ "File" }</label>
                    <input type="file" id="upload-file" onchange={onfile} />
                    <p class="field-constraint">{ "256 KB at most." }</p>
                </div>
            }
        </div>
    }
}
