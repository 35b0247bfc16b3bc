//! Small things that only the browser can do.

use wasm_bindgen::JsCast;
use web_sys::HtmlDocument;

/// Types text where the cursor is, so that the browser's own undo knows of it. Returns whether it did.
pub fn insert_text(text: &str) -> bool {
    command("insertText", text)
}

/// Runs one of the browser's editing commands.
pub fn command(name: &str, value: &str) -> bool {
    gloo::utils::document()
        .dyn_ref::<HtmlDocument>()
        .is_some_and(|d| d.exec_command_with_show_ui_and_value(name, false, value).unwrap_or(false))
}

/// Moves the focus to what has the id once it is rendered: to its first heading or field that can have the
/// focus, or to itself.
pub fn focus_soon(id: &str) {
    let id = id.to_owned();
    gloo::timers::callback::Timeout::new(0, move || {
        let Some(element) = gloo::utils::document().get_element_by_id(&id) else { return };
        let within = element.query_selector("[data-first-focus], h2[tabindex]").ok().flatten();
        if let Ok(element) = within.unwrap_or(element).dyn_into::<web_sys::HtmlElement>() {
            let _ = element.focus();
        }
    })
    .forget();
}

/// Moves the focus back to an element, unless meanwhile something else has it.
pub fn return_focus(element: Option<web_sys::Element>) {
    gloo::timers::callback::Timeout::new(0, move || {
        let document = gloo::utils::document();
        let lost = document.active_element().is_none_or(|active| active.tag_name() == "BODY");
        let element = element.and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(element) = element.filter(|_| lost) {
            let _ = element.focus();
        }
    })
    .forget();
}

/// Scrolls a pane so that what a selector finds in it stands at its top.
pub fn scroll_to(pane: &str, selector: &str) {
    let Some(pane) = gloo::utils::document().get_element_by_id(pane) else { return };
    let find = |selector: &str| pane.query_selector(selector).ok().flatten();
    let (Some(body), Some(target)) = (find(".pane-body"), find(selector)) else { return };
    let distance = target.get_bounding_client_rect().top() - body.get_bounding_client_rect().top();
    #[expect(clippy::cast_possible_truncation, reason = "a distance on the screen")]
    body.set_scroll_top(body.scroll_top() + distance as i32);
}

/// Offers text to be kept as a file.
pub fn download(name: &str, text: &str) {
    let parts = js_sys::Array::of1(&text.into());
    let Ok(blob) = web_sys::Blob::new_with_str_sequence(&parts) else { return };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let link = gloo::utils::document().create_element("a").ok();
    if let Some(link) = link.and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok()) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser has taken hold of the content with the click.
    let _ = web_sys::Url::revoke_object_url(&url);
}

/// Names the scenario in the page's address, so that a reload goes on in it. The exercise that the address may ask
/// for belonged to another.
pub fn set_scenario(name: &str) {
    let window = gloo::utils::window();
    let location = window.location();
    let search = location.search().unwrap_or_default();
    let is_kept =
        |part: &&str| !["", "scenario", "lab", "fresh"].contains(&part.split('=').next().unwrap_or(""));
    let scenario = format!("scenario={}", crate::address::encode(name));
    let before = search.trim_start_matches('?').split('&').filter(is_kept);
    let parts: Vec<&str> = before.chain([scenario.as_str()]).collect();
    let address = format!("?{}{}", parts.join("&"), location.hash().unwrap_or_default());
    // A sandboxed frame may not; a reload begins there as the address says.
    let changed = window
        .history()
        .and_then(|history| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address)));
    drop(changed);
}
