//! Copying text.

use super::{Icon, IconName};
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// Properties of [`CopyButton`].
#[derive(Properties, PartialEq)]
pub struct CopyButtonProps {
    /// What it copies.
    pub text: AttrValue,
    /// Its name, e.g. `Copy ARN`.
    #[prop_or(AttrValue::Static("Copy"))]
    pub label: AttrValue,
    /// Whether the name is shown beside the icon.
    #[prop_or_default]
    pub wide: bool,
}

/// A button that copies text and says so.
#[component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let copied = use_state(|| None::<bool>);
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| copied.set(Some(copy(&text))))
    };
    let said = match *copied {
        None => "",
        Some(true) => "Copied",
        Some(false) => "Select the text and copy it yourself: the browser refused",
    };
    let class = if props.wide { "button" } else { "button button-icon" };
    let label = (!props.wide).then(|| props.label.clone());
    html! {
        <span class="copy">
            <button type="button" {class} aria-label={label.clone()} title={label} {onclick}>
                <Icon name={if *copied == Some(true) { IconName::Check } else { IconName::Copy }} />
                if props.wide {
                    <span>{ &props.label }</span>
                }
            </button>
            <span class="copy-said" role="status">{ said }</span>
        </span>
    }
}

/// Copies by selecting a hidden text area: unlike the clipboard interface this also works in frames and on
/// plain http.
fn copy(text: &str) -> bool {
    let document = gloo::utils::document();
    let Ok(area) = document.create_element("textarea") else { return false };
    let Ok(area) = area.dyn_into::<web_sys::HtmlTextAreaElement>() else { return false };
    area.set_value(text);
    area.set_class_name("visually-hidden");
    // Inside an open dialog everything else is inert, so the text area must stand within.
    let home = document.active_element().and_then(|focused| focused.parent_element());
    let home = home.unwrap_or_else(|| gloo::utils::body().into());
    if home.append_child(&area).is_err() {
        return false;
    }
    let focused = document.active_element();
    area.select();
    let copied = crate::browser::command("copy", "");
    area.remove();
    if let Some(focused) = focused.and_then(|e| e.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = focused.focus();
    }
    copied
}
