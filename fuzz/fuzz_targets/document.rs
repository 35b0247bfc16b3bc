#![no_main]

#[path = "../../crates/policy/tests/fuzz/document.rs"]
mod document;

libfuzzer_sys::fuzz_target!(|text: &str| document::run(text));
