//! Deleting objects.

use crate::console::act;
use crate::console::item::text;
use crate::store::{Flash, Store, use_store};
use crate::ui::ConfirmDelete;
use cloud::{Call, Failure};
use yew::prelude::*;

/// The most commands that are shown for a deletion.
const MOST_SHOWN: usize = 20;

/// The call that deletes an object.
#[must_use]
pub fn delete_call(bucket: &str, key: &str) -> Call {
    Call::new("s3", "DeleteObject").with("Bucket", bucket).with("Key", key)
}

/// Deletes objects one by one and stops at the first failure, which is shown above the page. Returns whether
/// all are gone.
pub fn delete_keys(store: &Store, bucket: &str, keys: &[String]) -> bool {
    let outcome = act::in_order(store, keys.iter().map(|key| delete_call(bucket, key)).collect());
    if let Err(failure) = &outcome {
        store.flash(Flash::failure("Not all objects were deleted", failure));
    }
    outcome.is_ok()
}

/// Properties of [`DeleteObjects`].
#[derive(Properties, PartialEq)]
pub struct DeleteObjectsProps {
    /// The bucket.
    pub bucket: String,
    /// The keys of the objects; one that ends with a slash stands for all in that folder.
    pub keys: Vec<String>,
    /// Told that the dialog is to be closed, and whether all objects are gone.
    pub onclose: Callback<bool>,
}

/// Asks, and deletes.
#[component]
pub fn DeleteObjects(props: &DeleteObjectsProps) -> Html {
    let store = use_store();
    let onconfirm = {
        let (bucket, keys, onclose) = (props.bucket.clone(), props.keys.clone(), props.onclose.clone());
        Callback::from(move |()| {
            let gone = match with_contents(&store, &bucket, &keys) {
                Ok(all) => delete_keys(&store, &bucket, &all),
                Err(failure) => {
                    store.flash(Flash::failure("The objects were not deleted", &failure));
                    false
                }
            };
            if gone {
                store.flash(Flash::success("Successfully deleted objects"));
            }
            onclose.emit(gone);
        })
    };
    let calls: Vec<Call> =
        props.keys.iter().take(MOST_SHOWN).map(|key| delete_call(&props.bucket, key)).collect();
    html! {
        <ConfirmDelete
            title="Delete objects?"
            word="permanently delete"
            action="Delete objects"
            {onconfirm}
            onclose={props.onclose.reform(|()| false)}
            {calls}
        >
            <p>{ "These are deleted for good; folders with all that is in them:" }</p>
            <ul>
                { for props.keys.iter().take(MOST_SHOWN).map(|key| html! {
                    <li key={key.clone()}><span class="break">{ key }</span></li>
                }) }
            </ul>
            if let Some(more) = props.keys.len().checked_sub(MOST_SHOWN).filter(|more| *more > 0) {
                <p>{ format!("and {more} more") }</p>
            }
        </ConfirmDelete>
    }
}

/// The keys, and for folders the keys of all that is in them.
fn with_contents(store: &Store, bucket: &str, keys: &[String]) -> Result<Vec<String>, Failure> {
    let mut all = Vec::new();
    for key in keys {
        if key.ends_with('/') {
            let call = Call::new("s3", "ListObjectsV2").with("Bucket", bucket).with("Prefix", key.as_str());
            all.extend(store.list(&call)?.iter().map(|object| text(object, "Key")));
        } else {
            all.push(key.clone());
        }
    }
    Ok(all)
}
