//! Alerts within a page.

use super::{Button, ButtonVariant, Icon, IconName};
use yew::prelude::*;

/// How an alert is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlertKind {
    /// Something to know.
    #[default]
    Info,
    /// Something went well.
    Success,
    /// Something to beware of.
    Warning,
    /// Something failed.
    Error,
}

impl AlertKind {
    /// The CSS class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Info => "is-info",
            Self::Success => "is-success",
            Self::Warning => "is-warning",
            Self::Error => "is-error",
        }
    }

    /// The icon.
    #[must_use]
    pub const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Success => IconName::Check,
            Self::Warning => IconName::Warning,
            Self::Error => IconName::Error,
        }
    }

    /// The word that screen readers say for the icon.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "Note: ",
            Self::Success => "Success: ",
            Self::Warning => "Warning: ",
            Self::Error => "Error: ",
        }
    }
}

/// Properties of [`Alert`].
#[derive(Properties, PartialEq)]
pub struct AlertProps {
    /// How it is meant.
    #[prop_or_default]
    pub kind: AlertKind,
    /// A line above the text.
    #[prop_or_default]
    pub header: Option<AttrValue>,
    /// A button at its end.
    #[prop_or_default]
    pub action: Html,
    /// Gives it a button to take it away.
    #[prop_or_default]
    pub ondismiss: Option<Callback<()>>,
    /// The text.
    #[prop_or_default]
    pub children: Html,
}

/// A message in the flow of the page. Errors are announced by screen readers as they appear.
#[component]
pub fn Alert(props: &AlertProps) -> Html {
    let role = if props.kind == AlertKind::Error { "alert" } else { "status" };
    html! {
        <div class={classes!("alert", props.kind.class())} {role}>
            <Icon name={props.kind.icon()} />
            <div class="alert-body">
                <span class="visually-hidden">{ props.kind.word() }</span>
                if let Some(header) = &props.header {
                    <p class="alert-header">{ header }</p>
                }
                <div>{ props.children.clone() }</div>
            </div>
            <div class="alert-action">{ props.action.clone() }</div>
            if let Some(ondismiss) = &props.ondismiss {
                <Button variant={ButtonVariant::Icon} label="Dismiss" onclick={ondismiss.reform(|_| ())}>
                    <Icon name={IconName::Close} />
                </Button>
            }
        </div>
    }
}
