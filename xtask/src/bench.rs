//! `cargo xtask bench`: one line a benchmark on standard output (name, value, unit), all else on
//! standard error.

mod decide;
mod wasm;

use std::{
    fs,
    io::stderr,
    path::{Path, PathBuf},
    time::SystemTime,
};

use serde_json::Value;

use crate::{
    build,
    error::{Error, Result},
    node::node,
    process::{self, say},
    setup::{Need, Setup},
    size::{self, Weight},
};

/// Builds the page and measures: first load, time until interactive, the terminal, and every crate's own
/// benchmarks.
pub(crate) fn bench(setup: &Setup<'_>) -> Result<()> {
    setup.ensure(&[build::NEEDS, &[Need::Browser]].concat())?;
    build::page(setup, stderr().into())?;
    first_load(setup)?;
    in_page(setup)?;
    let metadata = crate::tidy::metadata(setup.project)?;
    let target = PathBuf::from(metadata["target_directory"].as_str().unwrap_or("target"));
    let native = crates(setup, &metadata, &target)?;
    growth(&native);
    decide::bench(setup, &target)?;
    wasm::bench(setup, &target, &native)
}

/// What criterion wrote down of a benchmark.
struct Measured {
    name: String,
    nanoseconds: f64,
    /// Of input that was read, if that is what the benchmark is about.
    bytes: Option<f64>,
}

fn print(name: &str, value: f64, unit: &str) {
    println!("{} {} {unit}", name.replace(' ', "_"), (value * 100.0).round() / 100.0);
}

fn first_load(setup: &Setup<'_>) -> Result<()> {
    let weights = size::first_load(setup.project)?;
    for Weight { name, brotli, .. } in &weights {
        print(&format!("first_load/{name}"), *brotli as f64, "bytes_brotli");
    }
    let total: usize = weights.iter().map(|weight| weight.brotli).sum();
    print("first_load/total", total as f64, "bytes_brotli");
    if let Some(Weight { name, brotli, .. }) = size::behind(setup.project)? {
        print(&format!("behind_first_rendering/{name}"), brotli as f64, "bytes_brotli");
    }
    let Weight { name, brotli, .. } = size::action_table(setup.project)?;
    print(&format!("after_first_paint/{name}"), brotli as f64, "bytes_brotli");
    Ok(())
}

fn in_page(setup: &Setup<'_>) -> Result<()> {
    say("opening the page in headless Chromium (about 10 seconds)");
    process::run(&mut node(setup, "bench.mjs")?)?;
    say("typing into its terminal (about a minute)");
    process::run(&mut node(setup, "terminal-bench.mjs")?)
}

/// Runs the benchmarks of the crates that have some, and prints what criterion wrote down of them.
fn crates(setup: &Setup<'_>, metadata: &Value, target: &Path) -> Result<Vec<Measured>> {
    let project = setup.project;
    let start = SystemTime::now();
    for (package, bench) in benches(metadata) {
        say(&format!("running the benchmark {bench} of {package} (a few minutes)"));
        let mut run = project.command("cargo");
        run.args(["bench", "--package", &package, "--bench", &bench]);
        if bench != MEMORY {
            run.stdout(stderr());
        }
        process::run(&mut run)?;
    }
    let mut found = Vec::new();
    collect_estimates(&target.join("criterion"), start, &mut found)?;
    found.sort_by(|one, other| one.name.cmp(&other.name));
    for Measured { name, nanoseconds, bytes } in &found {
        print(name, *nanoseconds, "ns");
        if let Some(bytes) = bytes {
            print(&format!("{name}/throughput"), bytes * 1_000.0 / nanoseconds, "MB/s");
        }
    }
    Ok(found)
}

/// How much longer a decision takes among ten times as many policies that have nothing to say on it.
fn growth(native: &[Measured]) {
    let among = |count: usize| {
        let name = format!("policy/b among {count} irrelevant policies");
        native.iter().find(|measured| measured.name == name)
    };
    if let (Some(few), Some(many)) = (among(10), among(100)) {
        print("policy/b 10 times the irrelevant policies", many.nanoseconds / few.nanoseconds, "times");
    }
}

/// Benchmarks of this name print their own lines: what they measure is no time.
const MEMORY: &str = "memory";

/// Package and name of every benchmark.
fn benches(metadata: &Value) -> Vec<(String, String)> {
    let is_bench =
        |target: &&Value| target["kind"].as_array().is_some_and(|kinds| kinds.contains(&"bench".into()));
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let all = packages.flat_map(|package| {
        let targets = package["targets"].as_array().into_iter().flatten().filter(is_bench);
        targets.filter_map(|target| {
            Some((package["name"].as_str()?.to_owned(), target["name"].as_str()?.to_owned()))
        })
    });
    all.collect()
}

/// Criterion's mean of every benchmark that ran since `start`, by its full name. Its folders are as deep
/// as a benchmark's name has parts, so the depth of the recursion is criterion's, a handful.
fn collect_estimates(folder: &Path, start: SystemTime, found: &mut Vec<Measured>) -> Result<()> {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if entry.file_name().is_some_and(|name| name == "new") {
            found.extend(estimate(&entry, start)?);
        } else if entry.is_dir() {
            collect_estimates(&entry, start, found)?;
        }
    }
    Ok(())
}

/// `None` for what an earlier run left behind.
fn estimate(folder: &Path, start: SystemTime) -> Result<Option<Measured>> {
    let file = folder.join("estimates.json");
    let written = fs::metadata(&file).and_then(|info| info.modified());
    if !written.is_ok_and(|written| written >= start) {
        return Ok(None);
    }
    let benchmark = json(&folder.join("benchmark.json"))?;
    let name = benchmark["full_id"].as_str().map(str::to_owned);
    let mean = json(&file)?["mean"]["point_estimate"].as_f64();
    let bytes = benchmark["throughput"]["Bytes"].as_f64();
    match (name, mean) {
        (Some(name), Some(nanoseconds)) => Ok(Some(Measured { name, nanoseconds, bytes })),
        _ => Err(Error::Content {
            path: file,
            expected: "criterion's name and mean of a benchmark".to_owned(),
        }),
    }
}

fn json(path: &PathBuf) -> Result<Value> {
    let text = fs::read_to_string(path).map_err(|source| Error::File { path: path.clone(), source })?;
    serde_json::from_str(&text)
        .map_err(|e| Error::Content { path: path.clone(), expected: format!("JSON ({e})") })
}
