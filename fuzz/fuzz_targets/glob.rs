#![no_main]

#[path = "../../crates/policy/tests/fuzz/glob.rs"]
mod glob;
#[path = "../../crates/policy/tests/properties/naive/mod.rs"]
mod naive;
#[path = "../../crates/policy/tests/properties/situation.rs"]
#[allow(dead_code)]
mod situation;

libfuzzer_sys::fuzz_target!(|input: (u8, &str, &str)| glob::run(input.0, input.1, input.2));
