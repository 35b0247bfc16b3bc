//! The policy engine's benchmarks in headless Chromium, beside the native ones.

use std::path::Path;

use super::{Measured, print};
use crate::{
    error::{Error, Result},
    node::node,
    process::{self, say},
    setup::Setup,
};

/// Runs them, and prints each with how many times as long it takes as natively.
pub(super) fn bench(setup: &Setup<'_>, target: &Path, native: &[Measured]) -> Result<()> {
    say("running the policy engine's benchmarks in headless Chromium (about 2 minutes)");
    let folder = build(setup, target)?;
    let lines = process::output(node(setup, "wasm-bench.mjs")?.arg(&folder))?;
    for (name, nanoseconds) in parse(&lines)? {
        print(&format!("{name}/wasm"), nanoseconds, "ns");
        if let Some(native) = native.iter().find(|native| native.name == name) {
            print(&format!("{name}/wasm_to_native"), nanoseconds / native.nanoseconds, "times");
        }
    }
    Ok(())
}

/// Compiles the workloads as fast code, as the native benchmarks are.
fn build(setup: &Setup<'_>, target: &Path) -> Result<std::path::PathBuf> {
    let words = "build --package wasm-bench --lib --target wasm32-unknown-unknown --profile native";
    process::run(setup.wasm_command("cargo")?.args(words.split(' ')))?;
    let folder = target.join("wasm-bench");
    let wasm = target.join("wasm32-unknown-unknown/native/wasm_bench.wasm");
    let mut bindgen = setup.wasm_command("wasm-bindgen")?;
    process::run(bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]).args([&folder, &wasm]))?;
    Ok(folder)
}

fn parse(lines: &str) -> Result<Vec<(&str, f64)>> {
    let line = |line| -> Option<(&str, f64)> {
        let (name, nanoseconds) = str::split_once(line, '\t')?;
        Some((name, nanoseconds.parse().ok()?))
    };
    lines.lines().map(line).collect::<Option<_>>().ok_or_else(|| Error::Content {
        path: "e2e/wasm-bench.mjs".into(),
        expected: "lines of name and nanoseconds".to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_name_and_a_number() {
        assert_eq!(parse("policy/a b\t1.5\nc\t2").ok(), Some(vec![("policy/a b", 1.5), ("c", 2.0)]));
        assert!(parse("policy/a b 1.5").is_err());
    }
}
