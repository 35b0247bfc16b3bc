//! Buttons.

use super::form::Submit;
use yew::prelude::*;

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonVariant {
    /// The one that goes on; one a page.
    Primary,
    /// All others.
    #[default]
    Normal,
    /// Without a border.
    Link,
    /// An icon only; give it a `label`.
    Icon,
    /// Looks like a link within text.
    Inline,
}

impl ButtonVariant {
    /// Its CSS class.
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "button button-primary",
            Self::Normal => "button",
            Self::Link => "button button-link",
            Self::Icon => "button button-icon",
            Self::Inline => "button-inline",
        }
    }
}

/// Properties of [`Button`].
#[derive(Properties, PartialEq)]
pub struct ButtonProps {
    /// How it looks.
    #[prop_or_default]
    pub variant: ButtonVariant,
    /// What it does.
    #[prop_or_default]
    pub onclick: Callback<MouseEvent>,
    /// Whether it can be used.
    #[prop_or_default]
    pub disabled: bool,
    /// Whether it submits its [`Form`](super::Form); then `onclick` is not used.
    #[prop_or_default]
    pub submit: bool,
    /// Its name where the content does not say it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Whether it is switched on, for buttons that switch something.
    #[prop_or_default]
    pub pressed: Option<bool>,
    /// What it shows.
    #[prop_or_default]
    pub children: Html,
}

/// A button.
#[component]
pub fn Button(props: &ButtonProps) -> Html {
    let submit = use_context::<Submit>().filter(|_| props.submit);
    let onclick = match submit {
        Some(Submit(submit)) => submit.reform(|_: MouseEvent| ()),
        None => props.onclick.clone(),
    };
    let pressed = props.pressed.map(|on| if on { "true" } else { "false" });
    html! {
        <button
            type="button"
            class={props.variant.class()}
            disabled={props.disabled}
            aria-label={props.label.clone()}
            title={props.label.clone()}
            aria-pressed={pressed}
            {onclick}
        >
            { props.children.clone() }
        </button>
    }
}
