#![no_main]

#[path = "../../crates/policy/tests/fuzz/evaluate.rs"]
mod evaluate;
#[path = "../../crates/policy/tests/properties/generate.rs"]
mod generate;
#[path = "../../crates/policy/tests/properties/naive/mod.rs"]
mod naive;
#[path = "../../crates/policy/tests/properties/situation.rs"]
#[allow(dead_code)]
mod situation;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| evaluate::run(bytes));
