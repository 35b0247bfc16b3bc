//! A bucket's permissions: its policy.

use super::bucket::bucket_tabs;
use super::denied;
use crate::console::act;
use crate::console::parts::{Head, button, buttons, empty, link_button, page, panel};
use crate::console::states::{Dialog, use_dialogs};
use crate::route::Route;
use crate::store::{use_call, use_store};
use crate::ui::{ConfirmDelete, CopyButton, PolicyText};
use cloud::Call;
use yew::prelude::*;

/// Properties of [`BucketPermissions`].
#[derive(Properties, PartialEq)]
pub struct BucketPermissionsProps {
    /// The bucket.
    pub name: String,
}

/// A call about a bucket's policy.
pub(super) fn about(operation: &str, bucket: &str) -> Call {
    Call::new("s3", operation).with("Bucket", bucket)
}

/// Whether the answer is that the bucket has no policy, which is no failure.
pub(super) fn has_none(failure: &cloud::Failure) -> bool {
    failure.error.code == "NoSuchBucketPolicy"
}

/// The page.
#[component]
pub fn BucketPermissions(props: &BucketPermissionsProps) -> Html {
    let store = use_store();
    let name = &props.name;
    let read = use_call(about("GetBucketPolicy", name));
    let dialogs = use_dialogs();
    let edit = || link_button("Edit", Route::BucketPolicy { name: name.clone() });
    let head = Head::new("Bucket policy").saying(
        "The bucket policy, written in JSON, says who may do what with the bucket and the objects in it. It speaks \
         for people of other accounts, too.",
    );
    let policy = match &*read {
        Ok(reply) => {
            let text = reply.text(&["Policy"]).unwrap_or_default().to_owned();
            let copy = html! { <CopyButton text={text.clone()} label="Copy" wide=true /> };
            let actions = buttons([copy, edit(), button("Delete", dialogs.opener(Dialog::Delete))]);
            panel(head.with(actions), html! { <PolicyText {text} label="Bucket policy" /> })
        }
        Err(failure) if has_none(failure) => {
            let none = empty("No policy to display", "The bucket has no policy of its own.", edit());
            panel(head, none)
        }
        Err(failure) => panel(head, denied(failure, "You don't have permission to view the bucket policy")),
    };
    let delete = about("DeleteBucketPolicy", name);
    let close = dialogs.closer();
    let onconfirm = {
        let (delete, close) = (delete.clone(), close.clone());
        Callback::from(move |()| {
            act::one(
                &store,
                delete.clone(),
                "Bucket policy deleted.",
                "The bucket policy could not be deleted",
            );
            close.emit(());
        })
    };
    let content = html! {
        <>
            { Head::of_page(name.clone()).html() }
            { bucket_tabs(name, true) }
            { policy }
            if dialogs.is(Dialog::Delete) {
                <ConfirmDelete title="Delete bucket policy?" calls={vec![delete]} {onconfirm} onclose={close}>
                    <p>{ "Whoever may use the bucket by its policy alone no longer may." }</p>
                </ConfirmDelete>
            }
        </>
    };
    page(super::bucket::crumbs(name, ""), content)
}
