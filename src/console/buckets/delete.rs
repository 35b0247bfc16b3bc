//! Emptying and deleting buckets.

use super::delete_objects::delete_keys;
use crate::console::item::text;
use crate::store::{Flash, use_store};
use crate::ui::ConfirmDelete;
use cloud::Call;
use yew::prelude::*;

/// Properties of [`EmptyBucket`] and [`DeleteBucket`].
#[derive(Properties, PartialEq)]
pub struct BucketDialogProps {
    /// The bucket.
    pub name: String,
    /// Told that the dialog is to be closed, and whether the bucket is gone.
    pub onclose: Callback<bool>,
}

/// Lists all objects of a bucket.
fn list_all(bucket: &str) -> Call {
    Call::new("s3", "ListObjectsV2").with("Bucket", bucket)
}

/// Deletes all objects, once asked.
#[component]
pub fn EmptyBucket(props: &BucketDialogProps) -> Html {
    let store = use_store();
    let onconfirm = {
        let (name, onclose) = (props.name.clone(), props.onclose.clone());
        Callback::from(move |()| {
            match store.list(&list_all(&name)) {
                Ok(objects) => {
                    let keys: Vec<String> = objects.iter().map(|object| text(object, "Key")).collect();
                    if delete_keys(&store, &name, &keys) {
                        store.flash(Flash::success(format!("Successfully emptied bucket \"{name}\"")));
                    }
                }
                Err(failure) => store.flash(Flash::failure("The bucket could not be emptied", &failure)),
            }
            onclose.emit(false);
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Empty {}?", props.name)}
            word="permanently delete"
            action="Empty"
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
        >
            <p>{ "All objects in the bucket are deleted for good. The bucket itself stays." }</p>
        </ConfirmDelete>
    }
}

/// Deletes a bucket that is empty, once asked.
#[component]
pub fn DeleteBucket(props: &BucketDialogProps) -> Html {
    let store = use_store();
    let call = Call::new("s3", "DeleteBucket").with("Bucket", props.name.as_str());
    let onconfirm = {
        let (name, call, onclose) = (props.name.clone(), call.clone(), props.onclose.clone());
        Callback::from(move |()| {
            let outcome = store.call(call.clone());
            store.flash(match &outcome {
                Ok(_) => Flash::success(format!("Successfully deleted bucket \"{name}\"")),
                Err(failure) => Flash::failure(format!("Bucket \"{name}\" was not deleted"), failure),
            });
            onclose.emit(outcome.is_ok());
        })
    };
    html! {
        <ConfirmDelete
            title={format!("Delete {}?", props.name)}
            word={props.name.clone()}
            action="Delete bucket"
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
            calls={vec![call]}
        >
            <p>{ "The bucket is deleted for good. It must be empty first: use Empty." }</p>
        </ConfirmDelete>
    }
}
