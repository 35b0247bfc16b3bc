//! The versions of a managed policy.

use super::{PolicyKind, ReadPolicy};
use crate::console::act;
use crate::console::item::text;
use crate::store::{use_list, use_store};
use crate::ui::{
    Button, ButtonVariant, Cell, Column, ConfirmDelete, Container, Failed, Header, RefreshButton, Row,
    Selection, Table, date,
};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Versions`].
#[derive(Properties, PartialEq)]
pub struct VersionsProps {
    /// The policy.
    pub arn: String,
}

/// What is open besides the table.
#[derive(Clone, PartialEq)]
enum Open {
    Nothing,
    Reading(String),
    Deleting,
}

/// The tab "Policy versions".
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let store = use_store();
    let call =
        Call::new("iam", "ListPolicyVersions").with("PolicyArn", props.arn.as_str()).with("MaxItems", 1000);
    let read = use_list(call);
    let selected = use_state(|| None::<AttrValue>);
    let open = use_state(|| Open::Nothing);
    let versions = match &*read {
        Ok(versions) => versions,
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let chosen = versions.iter().find(|version| selected.as_deref() == Some(&text(version, "VersionId")));
    // The default version can neither be deleted nor made the default.
    let other = chosen.filter(|version| !is_default(version)).map(|version| text(version, "VersionId"));
    let own = PolicyKind::of(&props.arn) == PolicyKind::CustomerManaged;
    let version_call = |operation: &str| {
        let version = other.clone().unwrap_or_default();
        Call::new("iam", operation).with("PolicyArn", props.arn.as_str()).with("VersionId", version)
    };
    let set_default = {
        let (store, call, selected) =
            (store.clone(), version_call("SetDefaultPolicyVersion"), selected.setter());
        let done = format!("{} is now the default version.", other.clone().unwrap_or_default());
        Callback::from(move |_: MouseEvent| {
            act::one(&store, call.clone(), done.clone(), "The default version could not be changed");
            selected.set(None);
        })
    };
    let delete = version_call("DeletePolicyVersion");
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(Open::Nothing))
    };
    let onconfirm = {
        let (delete, close, selected) = (delete.clone(), close.clone(), selected.setter());
        Callback::from(move |()| {
            act::one(&store, delete.clone(), "Version deleted.", "The version could not be deleted");
            selected.set(None);
            close.emit(());
        })
    };
    let actions = html! {
        <>
            <RefreshButton />
            if own {
                <Button
                    disabled={other.is_none()}
                    onclick={let open = open.setter(); move |_| open.set(Open::Deleting)}
                >
                    { "Delete" }
                </Button>
                <Button disabled={other.is_none()} onclick={set_default}>{ "Set as default" }</Button>
            }
        </>
    };
    let header = html! {
        <Header
            title="Policy versions"
            counter={versions.len()}
            description={html! { { "Saving a policy makes a new version; five can be kept. Only the default version counts." } }}
            {actions}
        />
    };
    let onread = {
        let open = open.setter();
        Callback::from(move |version| open.set(Open::Reading(version)))
    };
    html! {
        <div>
            <Container {header} flush=true>
                <Table
                    label="Policy versions"
                    columns={["Version", "Type", "Creation time"].map(Column::new).to_vec()}
                    rows={versions.iter().map(|version| row(version, &onread)).collect::<Vec<_>>()}
                    selection={if own { Selection::Single } else { Selection::None }}
                    selected={selected.iter().cloned().collect::<Vec<_>>()}
                    onselect={let selected = selected.setter(); move |keys: Vec<AttrValue>| selected.set(keys.into_iter().next())}
                />
            </Container>
            { match &*open {
                Open::Nothing => html! {},
                Open::Reading(version) => html! {
                    <ReadPolicy arn={props.arn.clone()} version={version.clone()} onclose={close} />
                },
                Open::Deleting => html! {
                    <ConfirmDelete calls={vec![delete]} title={format!("Delete version {}?", other.clone().unwrap_or_default())} {onconfirm} onclose={close}>
                        <p>{ "The version is deleted for good. What the policy allows does not change." }</p>
                    </ConfirmDelete>
                },
            } }
        </div>
    }
}

fn is_default(version: &Value) -> bool {
    version["IsDefaultVersion"] == true
}

fn row(version: &Value, onread: &Callback<String>) -> Row {
    let id = text(version, "VersionId");
    let onclick = {
        let id = id.clone();
        onread.reform(move |_: MouseEvent| id.clone())
    };
    let name = html! { <Button variant={ButtonVariant::Inline} {onclick}>{ id.clone() }</Button> };
    let created = text(version, "CreateDate");
    let cells = vec![
        Cell::new(id.clone(), name),
        Cell::text(if is_default(version) { "Default" } else { "-" }),
        Cell::new(created.clone(), html! { { date::long(&created) } }),
    ];
    Row { key: id.into(), cells }
}
