//! Choosing a file of text.

use super::use_id;
use gloo::file::callbacks::{FileReader, read_as_text};
use gloo::file::{Blob, File};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`TextFile`].
#[derive(Properties, PartialEq)]
pub struct TextFileProps {
    /// What is to be chosen.
    pub label: AttrValue,
    /// The most bytes that are taken.
    pub most: u64,
    /// Told of the file's name and text, or why there is none.
    pub onchange: Callback<Result<(String, String), String>>,
}

/// A file of this computer; it stays in the browser.
#[component]
pub fn TextFile(props: &TextFileProps) -> Html {
    let id = use_id();
    // Reading goes on for as long as the reader is kept.
    let reader = use_mut_ref(|| None::<FileReader>);
    let onchange = {
        let (onchange, most) = (props.onchange.clone(), props.most);
        Callback::from(move |event: Event| {
            let file = event.target_dyn_into::<HtmlInputElement>().and_then(|input| input.files()?.get(0));
            let Some(file) = file.map(File::from) else { return };
            if file.size() > most {
                return onchange.emit(Err(format!("{} is larger than {} KB.", file.name(), most / 1024)));
            }
            let (name, onchange) = (file.name(), onchange.clone());
            *reader.borrow_mut() = Some(read_as_text(&Blob::from(file), move |read| {
                onchange.emit(match read {
                    Ok(text) => Ok((name, text)),
                    Err(_) => Err(format!("The browser could not read {name}.")),
                });
            }));
        })
    };
    html! {
        <div class="field">
            <label for={id.clone()}>{ &props.label }</label>
            <input type="file" {id} {onchange} />
        </div>
    }
}
