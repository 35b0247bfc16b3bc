//! The policy engine's workloads for a browser to run; `cargo xtask bench` has headless Chromium do it.

#[path = "../../../crates/policy/tests/support/workload.rs"]
mod workload;

use std::hint::black_box;
use std::sync::LazyLock;

use wasm_bindgen::prelude::wasm_bindgen;
use workload::{NAMED, Work};

static WORK: LazyLock<Vec<Work>> = LazyLock::new(|| NAMED.iter().map(|(_, make)| make()).collect());

/// The names of the benchmarks, as the native ones have them.
#[wasm_bindgen]
pub fn names() -> Vec<String> {
    NAMED.iter().map(|(name, _)| (*name).to_owned()).collect()
}

/// Does the work of the benchmark of this index so many times.
#[wasm_bindgen]
pub fn run(index: usize, times: u32) {
    if let Some(work) = WORK.get(index) {
        for _ in 0..times {
            black_box(black_box(work).run());
        }
    }
}
