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
