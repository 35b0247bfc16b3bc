//! Making a folder: an empty object whose key ends with a slash.

use crate::console::act;
use crate::console::parts::{Field, end_of_dialog};
use crate::console::states::set;
use crate::store::use_store;
use crate::ui::{Modal, ShowCli};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`CreateFolder`].
#[derive(Properties, PartialEq)]
pub struct CreateFolderProps {
    /// The bucket.
    pub bucket: String,
    /// The folder that it is made in; empty for the top.
    pub prefix: String,
    /// Told that the dialog is to be closed.
    pub onclose: Callback<()>,
}

/// The dialog.
#[component]
pub fn CreateFolder(props: &CreateFolderProps) -> Html {
    let store = use_store();
    let name = use_state(String::new);
    let ready = !name.is_empty() && !name.contains('/');
    let call = Call::new("s3", "PutObject")
        .with("Bucket", props.bucket.as_str())
        .with("Key", format!("{}{}/", props.prefix, *name));
    let onsubmit = {
        let (call, close, done) =
            (call.clone(), props.onclose.clone(), format!("Successfully created folder \"{}\"", *name));
        Callback::from(move |()| {
            if ready {
                act::one(&store, call.clone(), done.clone(), "The folder could not be created");
                close.emit(());
            }
        })
    };
    html! {
        <Modal
            title="Create folder"
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Create folder", ready)}
        >
            <div class="stack">
                { Field::new("Folder name")
                    .saying("S3 itself knows no folders: the console shows keys with slashes as folders.")
                    .allowing("Without a slash.")
                    .line(&name, set(&name)) }
                <ShowCli calls={vec![call]} />
            </div>
        </Modal>
    }
}
