//! Status words with an icon.

use super::{Icon, IconName};
use yew::prelude::*;

/// What a status means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "as they say")]
pub enum Status {
    Success,
    Info,
    Warning,
    Error,
    Inactive,
}

/// Properties of [`StatusIndicator`].
#[derive(Properties, PartialEq)]
pub struct StatusIndicatorProps {
    /// What it means.
    pub status: Status,
    /// The words; the icon alone says nothing.
    pub children: Html,
}

/// A status in words, with an icon in its colour.
#[component]
pub fn StatusIndicator(props: &StatusIndicatorProps) -> Html {
    let (class, icon) = match props.status {
        Status::Success => ("status is-success", IconName::Check),
        Status::Info => ("status is-info", IconName::Info),
        Status::Warning => ("status is-warning", IconName::Warning),
        Status::Error => ("status is-error", IconName::Error),
        Status::Inactive => ("status is-inactive", IconName::Minus),
    };
    html! { <span {class}><Icon name={icon} /><span>{ props.children.clone() }</span></span> }
}
