//! Reading a managed policy without leaving the page.

use super::name_of;
use super::page::get_version;
use crate::console::parts::read;
use crate::store::{Store, use_reads};
use crate::ui::{Modal, PolicyText};
use cloud::{Call, Failure};
use yew::prelude::*;

/// Reads the document of a version, or of the default version.
///
/// # Errors
/// The failure of the first call that fails.
pub fn document(store: &Store, arn: &str, version: Option<&str>) -> Result<String, Failure> {
    let version = match version {
        Some(version) => version.to_owned(),
        None => {
            let policy = store.read(&Call::new("iam", "GetPolicy").with("PolicyArn", arn))?;
            policy.text(&["Policy", "DefaultVersionId"]).unwrap_or_default().to_owned()
        }
    };
    let reply = store.read(&get_version(arn, &version))?;
    Ok(reply.text(&["PolicyVersion", "Document"]).unwrap_or_default().to_owned())
}

/// Properties of [`ReadPolicy`].
#[derive(Properties, PartialEq)]
pub struct ReadPolicyProps {
    /// The policy.
    pub arn: String,
    /// The version; the default one if none is given.
    #[prop_or_default]
    pub version: Option<String>,
    /// Told that the dialog is to be closed.
    pub onclose: Callback<()>,
}

/// A dialog that shows the policy.
#[component]
pub fn ReadPolicy(props: &ReadPolicyProps) -> Html {
    let text = use_reads((props.arn.clone(), props.version.clone()), |store, (arn, version)| {
        document(store, arn, version.as_deref())
    });
    let name = name_of(&props.arn);
    let title = match &props.version {
        Some(version) => format!("{name}, version {version}"),
        None => name.to_owned(),
    };
    html! {
        <Modal {title} wide=true onclose={props.onclose.clone()}>
            { read(&text, |text| html! { <PolicyText text={text.clone()} label="Policy document" /> }) }
        </Modal>
    }
}
