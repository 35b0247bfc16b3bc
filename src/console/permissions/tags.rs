//! The tab "Tags".

use super::tag_changes::{Tagged, changes};
use crate::console::act;
use crate::console::item::text;
use crate::console::parts::{Head, List, button, buttons, empty, end_of_dialog, flush_panel, read, refresh};
use crate::console::states::{Dialog, set, use_dialogs};
use crate::store::{use_list, use_store};
use crate::ui::{Cell, Modal, Row, ShowCli, TagFields};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`TagsTab`].
#[derive(Properties, PartialEq)]
pub struct TagsTabProps {
    /// Whose.
    pub of: Tagged,
}

/// The tags, and a dialog to change them.
#[component]
pub fn TagsTab(props: &TagsTabProps) -> Html {
    let tags = use_list(props.of.list.clone());
    let dialogs = use_dialogs();
    let content = read(&tags, |rows| {
        let tags: Vec<(String, String)> = rows.iter().map(pair).collect();
        let head = Head::new("Tags")
            .counting(Some(tags.len()))
            .saying(format!(
                "Words that you give to the {}, to find it and to write policies about it.",
                props.of.noun,
            ))
            .with(buttons([refresh(), button("Manage tags", dialogs.opener(Dialog::Edit))]));
        let list = List {
            empty: empty("No tags", "No tags associated with this resource.", html! {}),
            ..List::new("Tags", &["Key", "Value"], tags.iter().map(row).collect())
        };
        html! {
            <>
                { flush_panel(head, list.html()) }
                if dialogs.is(Dialog::Edit) {
                    <ManageTags of={props.of.clone()} {tags} onclose={dialogs.closer()} />
                }
            </>
        }
    });
    html! { <div>{ content }</div> }
}

fn pair(row: &Value) -> (String, String) {
    (text(row, "Key"), text(row, "Value"))
}

fn row((key, value): &(String, String)) -> Row {
    let value = if value.is_empty() { "-" } else { value };
    Row { key: key.clone().into(), cells: vec![Cell::text(key.clone()), Cell::text(value.to_owned())] }
}

#[derive(Properties, PartialEq)]
struct ManageTagsProps {
    of: Tagged,
    tags: Vec<(String, String)>,
    onclose: Callback<()>,
}

#[component]
fn ManageTags(props: &ManageTagsProps) -> Html {
    let store = use_store();
    let tags = use_state(|| props.tags.clone());
    let calls = changes(&props.of, &props.tags, &tags);
    let (done, failed) = ("Tags updated.", "The tags could not be changed");
    let onsubmit = act::closing(&store, calls.clone(), done, failed, props.onclose.clone());
    html! {
        <Modal
            title="Manage tags"
            wide=true
            onclose={props.onclose.clone()}
            {onsubmit}
            footer={end_of_dialog(&props.onclose, "Save changes", true)}
        >
            <div class="stack">
                <TagFields tags={(*tags).clone()} onchange={set(&tags)} />
                if !calls.is_empty() {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
