#![no_main]

#[path = "../../crates/shell/tests/fuzz/lines.rs"]
mod lines;
#[path = "../../crates/shell/tests/support/mod.rs"]
mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| lines::run(bytes));
