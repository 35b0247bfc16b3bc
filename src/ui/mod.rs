//! The shared components: native elements with Cloudscape's design tokens, nothing else.

mod access_denied;
mod alert;
mod breadcrumbs;
mod button;
pub mod cli_command;
mod confirm_delete;
mod container;
mod copy_button;
mod copyable;
pub mod date;
mod empty;
mod flashbar;
mod form;
mod form_failure;
mod form_field;
mod header;
mod icon;
mod inputs;
mod json_editor;
mod key_values;
mod link_to;
mod menu;
mod modal;
mod policy_text;
mod prose;
mod radio_tiles;
mod refresh_button;
mod secret;
mod show_cli;
mod splitter;
mod status;
mod table;
pub mod tabs;
mod tag_fields;
mod text_file;
mod wizard;

pub use access_denied::{CellDenied, DeniedStyle, Failed};
pub use alert::{Alert, AlertKind};
pub use breadcrumbs::{Breadcrumbs, Crumb};
pub use button::{Button, ButtonVariant};
pub use confirm_delete::ConfirmDelete;
pub use container::Container;
pub use copy_button::CopyButton;
pub use copyable::Copyable;
pub use empty::Empty;
pub use flashbar::Flashbar;
pub use form::Form;
pub use form_failure::FormFailure;
pub use form_field::FormField;
pub use header::Header;
pub use icon::{Icon, IconName};
pub use inputs::{Checkbox, Choice, Select, TextArea, TextInput};
pub use json_editor::JsonEditor;
pub use key_values::{KeyValue, KeyValues};
pub use link_to::LinkTo;
pub use menu::{Menu, MenuItem};
pub use modal::Modal;
pub use policy_text::{Mark, MarkKind, PolicyText};
pub use prose::{Prose, inline_code};
pub use radio_tiles::{RadioTiles, Tile};
pub use refresh_button::RefreshButton;
pub use secret::Secret;
pub use show_cli::ShowCli;
pub use splitter::{Splitter, SplitterSide};
pub use status::{Status, StatusIndicator};
pub use table::{Cell, Column, Row, Selection, Table};
pub use tabs::{Tab, Tabs};
pub use tag_fields::TagFields;
pub use text_file::TextFile;
pub use wizard::{Wizard, WizardStep};

use std::cell::Cell as Counter;
use yew::prelude::*;

thread_local! {
    static NEXT_ID: Counter<u32> = const { Counter::new(0) };
}

/// An element id of one's own, the same at every rendering.
#[hook]
pub fn use_id() -> AttrValue {
    let id = use_state(|| {
        let number = NEXT_ID.with(|next| next.replace(next.get() + 1));
        AttrValue::from("x".to_owned() + &number.to_string())
    });
    (*id).clone()
}
