//! The tab "Tags" of users and roles.

use super::Holder;
use super::tag_changes::changes;
use crate::console::act;
use crate::console::item::text;
use crate::store::{Flash, use_list, use_store};
use crate::ui::{
    Button, ButtonVariant, Cell, Column, Container, Empty, Failed, Header, Modal, RefreshButton, Row,
    ShowCli, Table, TagFields,
};
use serde_json::Value;
use yew::prelude::*;

/// Properties of [`TagsTab`].
#[derive(Properties, PartialEq)]
pub struct TagsTabProps {
    /// Whose.
    pub holder: Holder,
}

/// The tags, and a dialog to change them.
#[component]
pub fn TagsTab(props: &TagsTabProps) -> Html {
    let read = use_list(props.holder.list_tags());
    let managing = use_state(|| false);
    let tags = match &*read {
        Ok(rows) => rows.iter().map(pair).collect::<Vec<_>>(),
        Err(failure) => return html! { <div><Failed failure={failure.clone()} /></div> },
    };
    let actions = html! {
        <>
            <RefreshButton />
            <Button onclick={let managing = managing.setter(); move |_| managing.set(true)}>{ "Manage tags" }</Button>
        </>
    };
    let header = html! {
        <Header
            title="Tags"
            counter={tags.len()}
            description={html! { { format!("Words that you give to the {}, to find it and to write policies about it.", props.holder.noun()) } }}
            {actions}
        />
    };
    let row = |(key, value): &(String, String)| Row {
        key: key.clone().into(),
        cells: vec![
            Cell::text(key.clone()),
            Cell::text(if value.is_empty() { "-" } else { value }.to_owned()),
        ],
    };
    html! {
        <div>
            <Container {header} flush=true>
                <Table
                    label="Tags"
                    columns={["Key", "Value"].map(Column::new).to_vec()}
                    rows={tags.iter().map(row).collect::<Vec<_>>()}
                    empty={html! { <Empty title="No tags" text="No tags associated with this resource." /> }}
                />
            </Container>
            if *managing {
                <ManageTags
                    holder={props.holder.clone()}
                    {tags}
                    onclose={let managing = managing.setter(); move |()| managing.set(false)}
                />
            }
        </div>
    }
}

fn pair(row: &Value) -> (String, String) {
    (text(row, "Key"), text(row, "Value"))
}

#[derive(Properties, PartialEq)]
struct ManageTagsProps {
    holder: Holder,
    tags: Vec<(String, String)>,
    onclose: Callback<()>,
}

#[component]
fn ManageTags(props: &ManageTagsProps) -> Html {
    let store = use_store();
    let tags = use_state(|| props.tags.clone());
    let calls = changes(&props.holder, &props.tags, &tags);
    let onsubmit = {
        let (calls, close) = (calls.clone(), props.onclose.clone());
        Callback::from(move |()| {
            if calls.is_empty() || act::each(&store, calls.clone(), "The tags could not be changed") {
                store.flash(Flash::success("Tags updated."));
            }
            close.emit(());
        })
    };
    let footer = html! {
        <>
            <Button variant={ButtonVariant::Link} onclick={props.onclose.reform(|_| ())}>{ "Cancel" }</Button>
            <Button variant={ButtonVariant::Primary} submit=true>{ "Save changes" }</Button>
        </>
    };
    html! {
        <Modal title="Manage tags" wide=true onclose={props.onclose.clone()} {onsubmit} {footer}>
            <div class="stack">
                <TagFields
                    tags={(*tags).clone()}
                    onchange={let tags = tags.setter(); move |changed| tags.set(changed)}
                />
                if !calls.is_empty() {
                    <ShowCli {calls} />
                }
            </div>
        </Modal>
    }
}
