#![no_main]

#[path = "../../crates/policy/tests/fuzz/json.rs"]
mod json;

libfuzzer_sys::fuzz_target!(|text: &str| json::run(text));
