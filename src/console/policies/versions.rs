//! The versions of a managed policy.

use super::{PolicyKind, ReadPolicy};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{Head, List, Select, button_if, buttons, flush_panel, read, refresh};
use crate::console::states::{Dialog, set, use_dialogs, use_ticked};
use crate::store::{use_list, use_store};
use crate::ui::{Button, ButtonVariant, Cell, ConfirmDelete, Row, date};
use cloud::Call;
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`Versions`].
#[derive(Properties, PartialEq)]
pub struct VersionsProps {
    /// The policy.
    pub arn: String,
}

/// The tab "Policy versions".
#[component]
pub fn Versions(props: &VersionsProps) -> Html {
    let store = use_store();
    let about = |operation: &str| Call::new("iam", operation).with("PolicyArn", props.arn.as_str());
    let versions = use_list(about("ListPolicyVersions").with("MaxItems", 1000));
    let (ticked, dialogs, reading) = (use_ticked(), use_dialogs(), use_state(String::new));
    let content = read(&versions, |versions| {
        // The default version can neither be deleted nor made the default.
        let mut others = versions.iter().filter(|version| !is_default(version));
        let chosen = others.find(|version| ticked.has(&text(version, "VersionId")));
        let chosen = chosen.map(|version| text(version, "VersionId"));
        let version_call =
            |operation: &str| about(operation).with("VersionId", chosen.clone().unwrap_or_default());
        let run = |call: Call, done: String, failed: &'static str| {
            let ticked = ticked.clone();
            act::closing(&store, vec![call], done, failed, dialogs.closer_then(move || ticked.clear()))
        };
        let set_default = run(
            version_call("SetDefaultPolicyVersion"),
            format!("{} is now the default version.", chosen.clone().unwrap_or_default()),
            "The default version could not be changed",
        );
        let delete = version_call("DeletePolicyVersion");
        let own = PolicyKind::of(&props.arn) == PolicyKind::CustomerManaged;
        let actions = if own {
            buttons([
                refresh(),
                button_if(chosen.is_some(), "Delete", dialogs.opener(Dialog::Delete)),
                button_if(chosen.is_some(), "Set as default", set_default),
            ])
        } else {
            refresh()
        };
        let head = Head::new("Policy versions")
            .counting(Some(versions.len()))
            .saying("Saving a policy makes a new version; five can be kept. Only the default version counts.")
            .with(actions);
        let rows = versions.iter().map(|version| row(version, &set(&reading))).collect();
        let list = List {
            select: if own { Select::One(ticked.keys(), ticked.setter()) } else { Select::None },
            ..List::new("Policy versions", &["Version", "Type", "Creation time"], rows)
        };
        html! {
            <>
                { flush_panel(head, list.html()) }
                if let Some(version) = chosen.filter(|_| dialogs.is(Dialog::Delete)) {
                    <ConfirmDelete
                        title={format!("Delete version {version}?")}
                        onconfirm={run(delete.clone(), "Version deleted.".to_owned(), "The version could not be deleted")}
                        onclose={dialogs.closer()}
                        calls={vec![delete]}
                    >
                        <p>{ "The version is deleted for good. What the policy allows does not change." }</p>
                    </ConfirmDelete>
                }
            </>
        }
    });
    let onclose = set(&reading).reform(|()| String::new());
    html! {
        <div>
            { content }
            if !reading.is_empty() {
                <ReadPolicy arn={props.arn.clone()} version={(*reading).clone()} {onclose} />
            }
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
