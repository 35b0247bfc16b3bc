//! The later part of the page's code.
//!
//! A release build comes in two parts (xtask/split): what runs until the page stands, and all else. The
//! later part is fetched behind the first rendering; whoever needs it before that has it loaded at once by
//! [`load_later`], which the stubs in the first part call. In other builds nothing calls it.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// Loads the later part before it returns; static/boot.js has it.
    #[wasm_bindgen(js_name = loadLaterNow)]
    fn load_later_now(exports: &JsValue);
}

/// Has the later part loaded.
#[wasm_bindgen(js_name = loadLater)]
pub fn load_later() {
    load_later_now(&wasm_bindgen::exports());
}
